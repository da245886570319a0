import type { Clock } from './clock.ts'

/**
 * Spaces every task query of a run, polls and lists alike: the account has 20 a second for all of
 * them (facts 1.4), and we stay below 15. Each turn is counted from when the one before was taken, so
 * that a machine that was held up makes up for nothing.
 */
export class QueryPacer {
  readonly #clock: Clock
  #spacing = leastSpacingMs
  /** Monotonic milliseconds: of the last turn that was taken, and before which none is. */
  #takenAt = Number.NEGATIVE_INFINITY
  #pausedUntil = Number.NEGATIVE_INFINITY
  #before: Promise<void> = Promise.resolve()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Resolves when it is this caller's turn to ask. Turns are given in order. */
  turn(signal?: AbortSignal): Promise<void> {
    this.#before = this.#before.then(() => this.#take(signal))
    return this.#before
  }

  async #take(signal?: AbortSignal): Promise<void> {
    for (let wait = this.#wait(); wait > 0; wait = this.#wait()) {
      await this.#clock.sleep(wait, signal)
      if (signal?.aborted === true) return
    }
    this.#takenAt = this.#clock.monotonic()
  }

  #wait(): number {
    const next = Math.max(this.#takenAt + this.#spacing, this.#pausedUntil)
    return next - this.#clock.monotonic()
  }

  /** A query was refused as too fast. */
  refused(): void {
    this.#spacing = Math.min(mostSpacingMs, this.#spacing * 2)
    this.#pausedUntil = this.#clock.monotonic() + mostSpacingMs
  }

  answered(): void {
    this.#spacing = Math.max(leastSpacingMs, this.#spacing * 0.9)
  }
}

const leastSpacingMs = 67
const mostSpacingMs = 2000
