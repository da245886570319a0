/**
 * A true sliding window over arrivals: never more than `count` accepted within any `ms`.
 *
 * What is refused does not count against the limit, but is part of `peak`, which tells how close
 * together requests arrived.
 */
export class RateWindow {
  /** The most arrivals seen within one window, refused ones included. */
  peak = 0
  readonly #count: number
  readonly #ms: number
  #accepted: number[] = []
  #arrived: number[] = []

  constructor(count: number, ms: number) {
    this.#count = count
    this.#ms = ms
  }

  /** Notes an arrival at `now` (epoch ms, never earlier than the last); whether it is within the limit. */
  admit(now: number): boolean {
    const inside = (at: number): boolean => at > now - this.#ms
    this.#arrived = [...this.#arrived.filter(inside), now]
    this.peak = Math.max(this.peak, this.#arrived.length)
    this.#accepted = this.#accepted.filter(inside)
    if (this.#accepted.length >= this.#count) return false
    this.#accepted.push(now)
    return true
  }
}
