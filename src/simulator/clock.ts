/** The simulator's time: task lives, rate windows, lifetimes of URLs and the `Date` header all read it. */
export interface SimulatorClock {
  /** Epoch milliseconds. */
  now(): number
  /** Calls back once after `ms`; the returned function calls it off. */
  after(ms: number, callback: () => void): () => void
}

/** Real time from now on, run `scale` times as fast. */
export function scaledClock(scale: number): SimulatorClock {
  const origin = Date.now()
  const started = performance.now()
  return {
    now: () => Math.round(origin + (performance.now() - started) * scale),
    after(ms, callback) {
      const timer = setTimeout(callback, Math.max(0, ms / scale))
      return () => clearTimeout(timer)
    },
  }
}

/** What waits for its time, so that it can be called off all at once. */
export class Timers {
  readonly #clock: SimulatorClock
  readonly #waiting = new Set<() => void>()

  constructor(clock: SimulatorClock) {
    this.#clock = clock
  }

  after(ms: number, callback: () => void): void {
    const cancel = this.#clock.after(ms, () => {
      this.#waiting.delete(cancel)
      callback()
    })
    this.#waiting.add(cancel)
  }

  clear(): void {
    for (const cancel of this.#waiting) cancel()
    this.#waiting.clear()
  }
}
