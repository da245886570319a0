import { begin, endOf, finish, type Work } from './work.ts'

/**
 * The tasks of one account and model: at most `slots` run, the others wait as PENDING in the order
 * of their arrival.
 *
 * Nothing here waits for a timer: whoever asks first calls `settle`, which replays every beginning
 * and end up to that moment at its own time. So the answers are the same for any clock.
 */
export class TaskLane {
  /** The most tasks that ran at once. */
  peakRunning = 0
  /** The most tasks that waited or ran at once. */
  peakOpen = 0
  readonly #slots: number
  readonly #dispatchMs: number
  readonly #pending: Work[] = []
  readonly #running: Work[] = []
  /** When the last event happened: a slot is never taken before it was free. */
  #clock = Number.NEGATIVE_INFINITY

  /** @param dispatchMs how long a task waits at least before it begins. */
  constructor(slots: number | null, dispatchMs: number) {
    this.#slots = slots ?? Number.POSITIVE_INFINITY
    this.#dispatchMs = dispatchMs
  }

  /** Whether one more task would have to wait for a slot. */
  get full(): boolean {
    return this.#running.length + this.#pending.length >= this.#slots
  }

  add(work: Work): void {
    this.#pending.push(work)
    this.peakOpen = Math.max(this.peakOpen, this.#pending.length + this.#running.length)
  }

  /** Takes a waiting task out; false when it waits no more. */
  cancel(work: Work, at: number): boolean {
    const place = this.#pending.indexOf(work)
    if (place === -1) return false
    this.#pending.splice(place, 1)
    work.status = 'CANCELED'
    work.endedAt = at
    return true
  }

  /** Brings every task to where it stands at `now`. */
  settle(now: number): void {
    for (;;) {
      const ending = this.#nextToEnd()
      const startAt = this.#nextStart()
      const endAt = ending === undefined ? Number.POSITIVE_INFINITY : endOf(ending)
      const at = Math.min(startAt, endAt)
      if (at > now) return
      this.#clock = at
      if (ending !== undefined && endAt <= startAt) this.#end(ending, at)
      else this.#start(at)
    }
  }

  #nextToEnd(): Work | undefined {
    return this.#running.reduce<Work | undefined>(
      (first, work) => (first === undefined || endOf(work) < endOf(first) ? work : first),
      undefined,
    )
  }

  #nextStart(): number {
    const head = this.#pending[0]
    if (head === undefined || this.#running.length >= this.#slots) return Number.POSITIVE_INFINITY
    return Math.max(head.submittedAt + this.#dispatchMs, this.#clock)
  }

  #start(at: number): void {
    const work = this.#pending.shift()
    if (work === undefined) return
    begin(work, at)
    this.#running.push(work)
    this.peakRunning = Math.max(this.peakRunning, this.#running.length)
  }

  #end(work: Work, at: number): void {
    finish(work, at)
    this.#running.splice(this.#running.indexOf(work), 1)
  }
}
