/** A place in a window: taken when a request is about to leave, stamped when it is known to count. */
export interface WindowPlace {
  /** Monotonic milliseconds from which the place counts; null while that is not known. */
  stamp: number | null
}

/**
 * Never more than `count` requests in any window of `lengthMs`.
 *
 * The server counts arrivals and we count departures, so a place is stamped late on purpose: an
 * asynchronous submit at its answer, a synchronous call a little after it left. A place without a
 * stamp is taken until it has one.
 */
export class SlidingWindow {
  readonly #count: number
  readonly #lengthMs: number
  #places: WindowPlace[] = []

  constructor(limit: { readonly count: number; readonly per: 'second' | 'minute' }) {
    this.#count = limit.count
    this.#lengthMs = limit.per === 'second' ? 1000 : 60_000
  }

  take(stamp: number | null = null): WindowPlace {
    const place = { stamp }
    this.#places.push(place)
    return place
  }

  /** Gives a place back whose request never left. */
  giveBack(place: WindowPlace): void {
    this.#places = this.#places.filter((other) => other !== place)
  }

  /**
   * Milliseconds until a request may leave: 0 is now, `Infinity` is not before a place gets its stamp.
   *
   * @param pace 1 is the documented rate, 0.5 half of it.
   */
  wait(now: number, pace: number): number {
    const length = this.#lengthMs / pace
    this.#places = this.#places.filter(({ stamp }) => stamp === null || stamp + length > now)
    if (this.#places.length < this.#count) return 0
    const free = this.#places.length - this.#count
    const stamps = this.#places.flatMap(({ stamp }) => (stamp === null ? [] : [stamp]))
    const next = stamps.sort((a, b) => a - b)[free]
    return next === undefined ? Number.POSITIVE_INFINITY : next + length - now
  }
}
