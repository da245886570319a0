import { mostOpenCalls } from '../plan/open-calls.ts'
import type { Mode } from '../provider/provider.ts'
import { Durations } from './durations.ts'
import { areTwins, type Flying } from './flying.ts'
import type { Item } from './item.ts'
import type { SlidingWindow } from './sliding-window.ts'
import { Stall } from './stall.ts'

/**
 * The jobs of one model in one mode that wait, and the slots of those in progress.
 *
 * Lanes run beside each other; the two modes of a model share its submit window.
 */
export class Lane {
  readonly model: string
  readonly mode: Mode
  readonly window: SlidingWindow
  readonly durations = new Durations()
  readonly stall = new Stall()
  /** Calls off the timer for the next moment something may start. */
  callOff: (() => void) | null = null
  /** Monotonic milliseconds of the last time a task here ended or was taken in. */
  movedAt: number
  /** Monotonic milliseconds of the sending of the latest task that has ended. */
  #endedSentAt = Number.NEGATIVE_INFINITY
  readonly #concurrent: number
  #waiting: Item[] = []
  readonly #inProgress = new Set<Item>()
  readonly #flying: Flying
  #queuesAhead: boolean

  constructor(options: {
    model: string
    mode: Mode
    window: SlidingWindow
    /** null: no limit is documented. */
    concurrent: number | null
    /** Asynchronous sendings whose outcome is not known yet, shared by the lanes of a run. */
    flying: Flying
    /** Monotonic milliseconds. */
    now: number
  }) {
    this.model = options.model
    this.mode = options.mode
    this.window = options.window
    this.#concurrent = options.concurrent ?? mostOpenCalls
    this.#queuesAhead = options.mode === 'async' && options.concurrent !== null
    this.#flying = options.flying
    this.movedAt = options.now
  }

  get isWaiting(): boolean {
    return this.#waiting.length > 0
  }

  /** Whether a task waits at the server behind those that run, so that no slot idles. */
  get hasQueuedAhead(): boolean {
    return this.#inProgress.size > this.#concurrent
  }

  /** Puts a job in line; one that was sent before goes first. */
  add(item: Item): void {
    if (item.sends > 0) this.#waiting.unshift(item)
    else this.#waiting.push(item)
  }

  /** Back to the head of the line, as if it had not been taken out. */
  putBack(item: Item): void {
    this.#waiting.unshift(item)
  }

  /** Whether it could be taken for a request whose outcome stayed unknown in this run. */
  isHeldBack(item: Item): boolean {
    return item.mode === 'async' && this.#flying.hasTwin(item, ({ phase }) => phase === 'ended')
  }

  /** Takes out of the line what could be taken for this one, where that is still in flight. */
  takeTwins(item: Item): readonly Item[] {
    if (!this.#flying.has(item)) return []
    return this.#takeWhere((other) => areTwins(other, item))
  }

  /** Empties the line. */
  takeAll(): readonly Item[] {
    return this.#takeWhere(() => true)
  }

  /** Takes a slot: for a sending, a resumed task or an unknown outcome. */
  occupy(item: Item): void {
    item.holdsSlot = true
    this.#inProgress.add(item)
  }

  /** Gives the slot back; the oldest task queued ahead begins now. */
  vacate(item: Item, now: number): void {
    if (!item.holdsSlot) return
    item.holdsSlot = false
    this.#inProgress.delete(item)
    this.movedAt = now
    const next = [...this.#inProgress].find(({ task }) => task !== null && task.startedAt === null)
    if (next?.task != null) next.task.startedAt = now
  }

  /** Its task has ended at the server. */
  taskEnded({ sentAt }: Item): void {
    this.#endedSentAt = Math.max(this.#endedSentAt, sentAt)
  }

  /** Whether a task that was sent later has ended: then this one waits for none of ours. */
  isOvertaken(item: Item): boolean {
    return this.#endedSentAt > item.sentAt
  }

  /** Whether a task that the API just took in can begin at once, or waits behind others. */
  startsAtOnce(item: Item): boolean {
    const started = [...this.#inProgress].filter(
      (other) => other !== item && other.task?.startedAt != null,
    )
    return started.length < this.#concurrent
  }

  /** The API refused a task beyond the limit instead of queueing it: from now on none is sent ahead. */
  stopQueueingAhead(): boolean {
    const was = this.#queuesAhead && this.#inProgress.size > this.#concurrent
    if (was) this.#queuesAhead = false
    return was
  }

  /** Milliseconds until a slot is free for one more: 0, or Infinity until one is vacated. */
  slotWait(): number {
    const capacity = this.#concurrent + (this.#queuesAhead ? 1 : 0)
    return this.#inProgress.size < capacity ? 0 : Number.POSITIVE_INFINITY
  }

  /**
   * The first job in line that may start now, taken out of it; or how many milliseconds until one may
   * (Infinity: when something else moves).
   */
  next(now: number): { item: Item } | { wait: number } {
    let wait = Number.POSITIVE_INFINITY
    for (const [at, item] of this.#waiting.entries()) {
      const pause = item.notBefore - now
      if (pause > 0) {
        wait = Math.min(wait, pause)
      } else if (item.mode === 'sync' || !this.#flying.hasTwin(item)) {
        this.#waiting.splice(at, 1)
        return { item }
      }
    }
    return { wait }
  }

  /** Marks a sending whose outcome is not known yet. */
  takeOff(item: Item): void {
    if (item.mode === 'async') this.#flying.add(item)
  }

  land(item: Item): void {
    this.#flying.delete(item)
  }

  #takeWhere(isTaken: (item: Item) => boolean): readonly Item[] {
    const taken = this.#waiting.filter(isTaken)
    this.#waiting = this.#waiting.filter((item) => !isTaken(item))
    return taken
  }
}
