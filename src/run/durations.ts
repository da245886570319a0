/**
 * What a model's tasks have taken in this run, from the API's own times (`end_time − scheduled_time`,
 * so neither our polling nor the queue is in them), and when it is worth looking at the next.
 */
export class Durations {
  #count = 0
  #sum = 0
  #least = Number.POSITIVE_INFINITY
  #most = 0

  /** A task took `ms`. */
  learn(ms: number): void {
    if (!(ms >= 0)) return
    this.#count += 1
    this.#sum += ms
    this.#least = Math.min(this.#least, ms)
    this.#most = Math.max(this.#most, ms)
  }

  /** Milliseconds from a task's start before which no image is expected. The more samples, the closer. */
  get earliest(): number {
    if (this.#count === 0) return firstLookMs
    const share = trust.find(([below]) => this.#count < below)?.[1] ?? 0.95
    return this.#least * share
  }

  /**
   * Milliseconds from one look to the next at a task that started `age` ago. `relaxed`: another task
   * waits at the server behind it, so a late look idles no slot. A task that takes longer than any
   * before it is looked at ever more rarely: it may be stuck, and looks are shared by all.
   */
  interval(age: number, relaxed: boolean): number {
    if (this.#count === 0) return clamp(age * 0.05, leastIntervalMs, mostIntervalMs)
    const mean = this.#sum / this.#count
    const usual = mean * (relaxed ? 0.08 : 0.02)
    const overdue = age - this.#most
    return clamp(Math.max(usual, overdue * 0.1), leastIntervalMs, mostIntervalMs)
  }
}

const firstLookMs = 1000
const leastIntervalMs = 67
const mostIntervalMs = 3000

/** Fewer than so many samples: so much of the shortest duration. */
const trust: readonly (readonly [number, number])[] = [
  [4, 0.6],
  [10, 0.8],
  [30, 0.9],
]

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
