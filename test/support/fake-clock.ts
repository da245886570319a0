import type { Clock } from '../../src/run/clock.ts'

interface Timer {
  readonly at: number
  readonly order: number
  readonly fire: () => void
}

/** A clock that moves only when everything waits: tests of hours take milliseconds, and the same ones each time. */
export class FakeClock implements Clock {
  #now = 0
  #order = 0
  #timers: Timer[] = []
  /** Added to `now()` only: what a jump of the system clock does. */
  jump = 0
  /** Milliseconds that the machine slept: the world went on, and the stopwatch did not. */
  sleptMs = 0
  readonly epoch = Date.parse('2026-11-20T00:00:00.000Z')

  now(): number {
    return this.epoch + Math.round(this.#now) + this.sleptMs + this.jump
  }

  monotonic(): number {
    return this.#now
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve()
    return new Promise((resolve) => {
      const onAbort = () => {
        callOff()
        resolve()
      }
      const callOff = this.after(ms, () => {
        signal?.removeEventListener('abort', onAbort)
        resolve()
      })
      signal?.addEventListener('abort', onAbort, { once: true })
    })
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, ms), order: this.#order++, fire: callback }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** The process is held up: time passes, and timers fire late. */
  holdUp(ms: number): void {
    this.#now += ms
  }

  /** Lets time pass, timer by timer, until the promise has settled. */
  async drive<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false
    const settled = promise.finally(() => {
      isSettled = true
    })
    settled.catch(() => undefined)
    for (let steps = 0; !isSettled; steps += 1) {
      await flush()
      if (isSettled) break
      if (steps > 200_000) throw new Error('time passes and nothing comes of it')
      this.#step()
    }
    return settled
  }

  #step(): void {
    const next = this.#timers.reduce<Timer | null>((first, timer) => {
      if (first === null) return timer
      return timer.at < first.at || (timer.at === first.at && timer.order < first.order)
        ? timer
        : first
    }, null)
    if (next === null) throw new Error('everything waits, and no timer is set')
    this.#timers = this.#timers.filter((timer) => timer !== next)
    this.#now = Math.max(this.#now, next.at)
    next.fire()
  }
}

/** Lets every promise that can go on do so. */
async function flush(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
