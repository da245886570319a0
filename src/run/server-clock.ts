import type { Clock } from './clock.ts'

/** So far, in milliseconds, wall clock and stopwatch may drift apart before something must have happened. */
const mostDriftMs = 5000

/**
 * The server's time, as far as its answers have told it: what a run writes into records and compares
 * with the times of tasks.
 *
 * It goes on by the stopwatch, so that it does not follow a wall clock that is set. A machine that slept
 * may have stopped its stopwatch; that and a clock that was set look alike from here, so both only make
 * it doubtful, until the server is asked again.
 */
export class ServerClock implements Clock {
  readonly #clock: Clock
  #offset = 0
  #anchor: { readonly server: number; readonly wall: number; readonly stopwatch: number }

  /** Until it is aligned it is the machine's own time. */
  constructor(clock: Clock) {
    this.#clock = clock
    this.#anchor = anchorOf(clock, 0)
  }

  /** @param offset the server's clock minus the machine's, now, in milliseconds; null: as it last was. */
  align(offset: number | null): void {
    this.#offset = offset ?? this.#offset
    this.#anchor = anchorOf(this.#clock, this.#offset)
  }

  /** Whether the machine's clock was set, or the machine slept, since it was aligned. */
  get isDoubtful(): boolean {
    const { wall, stopwatch } = this.#anchor
    const drift = this.#clock.now() - wall - (this.#clock.monotonic() - stopwatch)
    return Math.abs(drift) > mostDriftMs
  }

  now(): number {
    const { server, stopwatch } = this.#anchor
    return Math.round(server + this.#clock.monotonic() - stopwatch)
  }

  monotonic(): number {
    return this.#clock.monotonic()
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.#clock.sleep(ms, signal)
  }

  after(ms: number, callback: () => void): () => void {
    return this.#clock.after(ms, callback)
  }
}

function anchorOf(
  clock: Clock,
  offset: number,
): { server: number; wall: number; stopwatch: number } {
  const wall = clock.now()
  return { server: wall + offset, wall, stopwatch: clock.monotonic() }
}
