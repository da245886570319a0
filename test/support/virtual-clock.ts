import type { Clock } from '../../src/run/clock.ts'
import type { SimulatorClock } from '../../src/simulator/clock.ts'

interface Timer {
  readonly at: number
  readonly fire: () => void
  /** How many slices in a row the wire has to be quiet before it fires. */
  readonly slices: number
}

/** What time waits for. */
export type Work = 'disk' | 'wire'

/**
 * One time for a client and a simulator that talk over real sockets and write to a real disk: it stands
 * still while something is under way, and else leaps to the next moment that someone waits for. So hours
 * take milliseconds, and a busy machine changes nothing.
 *
 * What is on the wire may itself wait for time to pass, as a call that is held open: after a quiet slice
 * of real time it goes on. A disk never waits for time.
 */
export class VirtualClock implements SimulatorClock {
  readonly epoch = Date.parse('2026-11-20T00:00:00.000Z')
  #now = 0
  #timers: Timer[] = []
  #under: Record<Work, number> = { disk: 0, wire: 0 }
  /** Changes with everything that happens. */
  #moves = 0
  #isWatching = false
  #isStopped = false

  now(): number {
    return this.epoch + Math.round(this.#now)
  }

  monotonic(): number {
    return this.#now
  }

  after(ms: number, callback: () => void): () => void {
    return this.#add(ms, callback, 1)
  }

  /** For timeouts: whatever is still on its way comes first, however slow this machine is. */
  readonly timeout = (ms: number, callback: () => void): (() => void) => this.#add(ms, callback, 20)

  #add(ms: number, callback: () => void, slices: number): () => void {
    const timer = { at: this.#now + Math.max(0, ms), fire: callback, slices }
    this.#timers.push(timer)
    this.#touch()
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** Keeps time still until the work is over. */
  async during<T>(work: Work, task: () => Promise<T>): Promise<T> {
    this.#under[work] += 1
    this.#touch()
    try {
      return await task()
    } finally {
      this.#under[work] -= 1
      this.#touch()
    }
  }

  stop(): void {
    this.#isStopped = true
    this.#timers = []
  }

  #touch(): void {
    this.#moves += 1
    if (this.#isWatching || this.#isStopped) return
    this.#isWatching = true
    void this.#watch()
  }

  async #watch(): Promise<void> {
    let quiet = 0
    for (let next = this.#next(); next !== null; next = this.#next()) {
      const seen = this.#moves
      const isBusy = this.#under.disk > 0 || this.#under.wire > 0
      await slice(isBusy ? sliceMs : 0)
      quiet = this.#moves === seen ? quiet + 1 : 0
      const isTime = this.#under.wire > 0 ? quiet >= next.slices : quiet > 0
      if (this.#under.disk > 0 || !isTime || next !== this.#next()) continue
      quiet = 0
      this.#leapTo(next)
    }
    this.#isWatching = false
  }

  #next(): Timer | null {
    return this.#timers.reduce<Timer | null>(
      (first, timer) => (first === null || timer.at < first.at ? timer : first),
      null,
    )
  }

  #leapTo(next: Timer): void {
    this.#timers = this.#timers.filter((timer) => timer !== next)
    this.#now = Math.max(this.#now, next.at)
    this.#moves += 1
    next.fire()
  }
}

/** Real milliseconds of one slice. */
const sliceMs = 4

/** A while in which whatever is under way in this process can go on: some turns of its loop. */
async function slice(ms: number): Promise<void> {
  if (ms > 0) await new Promise((go) => setTimeout(go, ms))
  for (let turn = 0; turn < 3; turn += 1) await new Promise((go) => setImmediate(go))
}

/** A machine's own clock: the virtual time, but for jumps of its wall clock. */
export class MachineClock implements Clock {
  /** Milliseconds that the wall clock is off. */
  jump = 0
  readonly #time: VirtualClock

  constructor(time: VirtualClock) {
    this.#time = time
  }

  now(): number {
    return this.#time.now() + this.jump
  }

  monotonic(): number {
    return this.#time.monotonic()
  }

  after(ms: number, callback: () => void): () => void {
    return this.#time.after(ms, callback)
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve()
    return new Promise((resolve) => {
      const end = () => {
        callOff()
        signal?.removeEventListener('abort', end)
        resolve()
      }
      const callOff = this.after(ms, end)
      signal?.addEventListener('abort', end, { once: true })
    })
  }
}
