import type { Clock } from './clock.ts'

/**
 * Spaces every task query of a run, polls and lists alike: the account has 20 a second for all of
 * them (facts 1.4), and we stay below 15.
 */
export class QueryPacer {
  readonly #clock: Clock
  #spacing = leastSpacingMs
  #next = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Resolves when it is this caller's turn to ask. Turns are given in order. */
  async turn(signal?: AbortSignal): Promise<void> {
    const now = this.#clock.monotonic()
    const at = Math.max(now, this.#next)
    this.#next = at + this.#spacing
    if (at > now) await this.#clock.sleep(at - now, signal)
  }

  /** A query was refused as too fast. */
  refused(): void {
    this.#spacing = Math.min(mostSpacingMs, this.#spacing * 2)
    this.#next = Math.max(this.#next, this.#clock.monotonic() + mostSpacingMs)
  }

  answered(): void {
    this.#spacing = Math.max(leastSpacingMs, this.#spacing * 0.9)
  }
}

const leastSpacingMs = 67
const mostSpacingMs = 2000
