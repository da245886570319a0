import type { RunEvent } from '../../run/events.ts'

/** Turns a run's events into text for one stream. Holds what it needs of the past; writes nothing itself. */
export interface Reporter {
  /** @param now epoch milliseconds by the reader's clock */
  event(event: RunEvent, now: number): string
  /** A line from the command line itself. */
  note(text: string): string
  /** Time has passed. */
  tick(now: number): string
  /** The run is over, one way or the other: the terminal is as it was before. */
  end(): string
}

/** Milliseconds between two ticks, while a run lives. */
export const tickMs = 250
