import type { Model, RateLimits } from '../catalog/model.ts'
import { requestKey } from '../request/key.ts'
import { rows } from './api-error.ts'
import type { Timers } from './clock.ts'
import { fateOf } from './fate.ts'
import type { Fault } from './faults.ts'
import { urlLifetimeMs } from './image-urls.ts'
import type { LedgerBook, Peaks } from './ledger.ts'
import type { Settings } from './options.ts'
import { RateWindow } from './rate-window.ts'
import { windowMs, withOverride } from './service-limits.ts'
import type { Submission } from './submission.ts'
import { TaskLane } from './task-lane.ts'
import { begin, endOf, finish, type Work } from './work.ts'

/** Who sends a request. */
export interface Sender {
  readonly account: string
  readonly workspace: string | null
  readonly requestId: string
}

/** How long a task waits at least before it begins, in ms, as the documents' samples show. */
const dispatchMs = 40

/** One account's use of one model. */
interface Desk {
  readonly model: string
  readonly limits: RateLimits
  readonly submits: RateWindow
  readonly tasks: TaskLane
  calls: number
  peakCalls: number
}

/** The image service itself, without its wire: limits, tasks, calls and what became of them. */
export class Service {
  readonly #settings: Settings
  readonly #book: LedgerBook
  readonly #works = new Map<string, Work>()
  readonly #desks = new Map<string, Desk>()
  readonly #queries = new Map<string, RateWindow>()
  readonly #timers: Timers

  constructor(settings: Settings, { book, timers }: { book: LedgerBook; timers: Timers }) {
    this.#settings = settings
    this.#book = book
    this.#timers = timers
  }

  /** Counts a submit or call on its arrival. @throws {ApiError} 429 beyond the model's rate. */
  admitSubmit(account: string, model: Model, limits: RateLimits): void {
    const desk = this.#desk(account, model, limits)
    if (!desk.submits.admit(this.#now())) throw rows.tooManySubmits()
  }

  /** Counts a look, list or cancel. @throws {ApiError} 429 beyond the account's rate. */
  admitQuery(account: string): void {
    let window = this.#queries.get(account)
    if (window === undefined) {
      window = new RateWindow(this.#settings.queriesPerSecond, 1000)
      this.#queries.set(account, window)
    }
    if (!window.admit(this.#now())) throw rows.tooManyQueries()
  }

  /** Takes a task. @throws {ApiError} 429 where tasks beyond the limit are refused. */
  submit(submission: Submission, sender: Sender, fault?: Fault): Work {
    const desk = this.#desk(sender.account, submission.model, submission.limits)
    desk.tasks.settle(this.#now())
    if (this.#settings.overflow === 'refuse' && desk.tasks.full) throw rows.tooManyAtOnce()
    const work = this.#accept(submission, sender, fault)
    desk.tasks.add(work)
    return work
  }

  /**
   * Takes a call, which runs at once and to its end whatever becomes of its client; `done` resolves
   * there, or never for a call that is stuck.
   *
   * @throws {ApiError} 429 where the model limits calls.
   */
  call(submission: Submission, sender: Sender, fault?: Fault): { work: Work; done: Promise<void> } {
    const desk = this.#desk(sender.account, submission.model, submission.limits)
    const most = desk.limits.concurrent.sync
    if (most !== null && desk.calls >= most) throw rows.tooManyAtOnce()
    const work = this.#accept(submission, sender, fault)
    begin(work, work.submittedAt)
    desk.calls += 1
    desk.peakCalls = Math.max(desk.peakCalls, desk.calls)
    const done = this.#ended(work).then(() => {
      desk.calls -= 1
    })
    return { work, done }
  }

  /** A task of the account as it stands; null when it is not known, or no more. */
  task(taskId: string, account: string): Work | null {
    this.#settle()
    const work = this.#works.get(taskId)
    if (work === undefined || work.account !== account) return null
    if (work.submission.mode !== 'async') return null
    return this.#now() - work.submittedAt >= urlLifetimeMs ? null : work
  }

  /** The account's tasks, the latest first, as far as the list shows them yet. */
  tasks(account: string): Work[] {
    this.#settle()
    const now = this.#now()
    return [...this.#works.values()]
      .filter((work) => work.submission.mode === 'async' && work.account === account)
      .filter((work) => work.listedFrom <= now)
      .reverse()
  }

  /** Takes a waiting task out. @throws {ApiError} 400 UnsupportedOperation when it waits no more. */
  cancel(taskId: string, account: string): void {
    const work = this.task(taskId, account)
    if (work === null) throw rows.notPending()
    const desk = this.#desk(account, work.submission.model, work.submission.limits)
    if (!desk.tasks.cancel(work, this.#now())) throw rows.notPending()
  }

  /** The work that a picture belongs to. */
  work(id: string): Work | undefined {
    this.#settle()
    return this.#works.get(id)
  }

  /** The most that was seen at once, by model, over all accounts. */
  peaks(): Record<string, Peaks> {
    this.#settle()
    const peaks: Record<string, Peaks> = {}
    for (const { model, tasks, submits, peakCalls } of this.#desks.values()) {
      const before = peaks[model]
      peaks[model] = {
        running: Math.max(before?.running ?? 0, tasks.peakRunning),
        open: Math.max(before?.open ?? 0, tasks.peakOpen),
        calls: Math.max(before?.calls ?? 0, peakCalls),
        submits: Math.max(before?.submits ?? 0, submits.peak),
      }
    }
    return peaks
  }

  get peakQueries(): number {
    return Math.max(0, ...[...this.#queries.values()].map(({ peak }) => peak))
  }

  #accept(submission: Submission, sender: Sender, fault: Fault | undefined): Work {
    const { newId, durationOf, listLagMs } = this.#settings
    const { sent, request, model, mode } = submission
    const wish = fault?.kind === 'work' ? fault : undefined
    const submittedAt = this.#now()
    const work: Work = {
      id: newId(),
      submission,
      key: requestKey(sent),
      ...sender,
      submittedAt,
      durationMs: wish?.durationMs ?? durationOf(request, model),
      fate: wish?.fate ?? fateOf(request),
      listedFrom: submittedAt + (wish?.listLagMs ?? listLagMs),
      status: 'PENDING',
      startedAt: null,
      endedAt: null,
      answered: mode === 'sync' ? false : null,
      delivered: new Set(),
    }
    this.#works.set(work.id, work)
    this.#book.accept(work)
    return work
  }

  #desk(account: string, model: Model, documented: RateLimits): Desk {
    const key = `${account}\n${model.id}`
    const known = this.#desks.get(key)
    if (known !== undefined) return known
    const limits = withOverride(documented, this.#settings.limits[model.id])
    const desk = {
      model: model.id,
      limits,
      submits: new RateWindow(limits.submit.count, windowMs(limits.submit)),
      tasks: new TaskLane(limits.concurrent.async, dispatchMs),
      calls: 0,
      peakCalls: 0,
    }
    this.#desks.set(key, desk)
    return desk
  }

  #ended(work: Work): Promise<void> {
    const end = endOf(work)
    return new Promise((resolve) => {
      if (end === Number.POSITIVE_INFINITY) return
      this.#timers.after(end - work.submittedAt, () => {
        finish(work, end)
        resolve()
      })
    })
  }

  #settle(): void {
    const now = this.#now()
    for (const { tasks } of this.#desks.values()) tasks.settle(now)
  }

  #now(): number {
    return this.#settings.clock.now()
  }
}
