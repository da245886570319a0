import type {
  Answer,
  DownloadOutcome,
  FailureScope,
  ListOutcome,
  ListQuery,
  PollOutcome,
  Provider,
  ProviderFailure,
  SubmitOptions,
  SubmitOutcome,
  TaskSummary,
} from '../../src/provider/provider.ts'
import type { Request } from '../../src/request/request.ts'
import type { FakeClock } from './fake-clock.ts'

/** What the fake service makes of one sending; `accept` is the rule. */
export type Fate =
  | { readonly kind: 'accept' }
  | { readonly kind: 'refuse'; readonly scope: FailureScope; readonly code: string }
  /** The task is taken in, and fails later. */
  | { readonly kind: 'fail-later'; readonly scope: FailureScope; readonly code: string }
  /** Accepted, and the answer is lost. */
  | { readonly kind: 'lose-answer' }
  /** Never arrives, and nobody says so. */
  | { readonly kind: 'lose-request' }
  | { readonly kind: 'not-sent' }
  | { readonly kind: 'never-ends' }
  | { readonly kind: 'vanishes' }
  | { readonly kind: 'canceled' }

interface Work {
  readonly id: string
  readonly request: Request
  readonly fate: Fate
  readonly createdAt: number
  startedAt: number | null
  endsAt: number
}

export interface FakeService {
  readonly clock: FakeClock
  /** Milliseconds a picture takes. */
  readonly duration: number | ((request: Request, nth: number) => number)
  /** Tasks that run at a time; more wait, or are refused. */
  readonly concurrent: number
  readonly overflow: 'queue' | 'refuse'
  /** Submits in any second. */
  readonly rate: number
  readonly answerMs: number
  /** Milliseconds that a submit is under way before the service counts and takes it in. */
  readonly underWayMs: (nth: number) => number
  /** Milliseconds that a connection for a submit takes to stand. */
  readonly connectMs: (nth: number) => number
  readonly fate: (request: Request, nth: number) => Fate
  readonly downloads: (url: string, nth: number) => DownloadOutcome | null
  readonly showsPrompt: boolean
  readonly pictureSize: (request: Request) => string
}

/**
 * A DashScope-like service on the fake clock, with a ledger: what it accepted, billed and refused.
 * It knows nothing of HTTP; the real client is tested against the simulator.
 */
export class FakeProvider implements Provider {
  readonly region = 'singapore'
  readonly endpoint = null
  readonly loopback = true
  readonly ledger = {
    accepted: 0,
    billed: 0,
    throttled: 0,
    polls: 0,
    lists: 0,
    sent: [] as Request[],
  }
  readonly #service: FakeService
  readonly #tasks: Work[] = []
  #arrivals: number[] = []
  #downloads = 0
  mostRunning = 0

  constructor(service: Partial<FakeService> & Pick<FakeService, 'clock'>) {
    this.#service = {
      duration: 15_000,
      concurrent: 2,
      overflow: 'queue',
      rate: 2,
      answerMs: 80,
      underWayMs: () => 0,
      connectMs: () => 0,
      fate: () => ({ kind: 'accept' }),
      downloads: () => null,
      showsPrompt: true,
      pictureSize: ({ size }) => size,
      ...service,
    }
  }

  async submit(request: Request, { mode, signal, maySend }: SubmitOptions): Promise<SubmitOutcome> {
    const { clock, answerMs, connectMs, underWayMs } = this.#service
    const nth = this.ledger.sent.length
    this.ledger.sent.push(request)
    const fate = this.#service.fate(request, nth)
    await clock.sleep(connectMs(nth), signal)
    if (fate.kind !== 'not-sent' && maySend?.() === false) {
      return { kind: 'not-sent', reason: 'it was held up for too long before it could leave' }
    }
    await clock.sleep(underWayMs(nth) + answerMs / 2, signal)
    if (fate.kind === 'not-sent') return { kind: 'not-sent', reason: 'connection refused' }
    if (fate.kind === 'lose-request') {
      await clock.sleep(60_000, signal)
      return { kind: 'unknown', reason: 'no answer in 60 s' }
    }
    if (this.#isTooFast()) return refusal('throttle', 'Throttling.RateQuota', this.ledger)
    if (fate.kind === 'refuse') return refusal(fate.scope, fate.code, this.ledger)
    if (mode === 'sync') return this.#call(request, { fate, signal })
    if (this.#isFull()) return refusal('throttle', 'Throttling', this.ledger)
    const work = this.#take(request, fate)
    await clock.sleep(answerMs / 2, signal)
    if (fate.kind === 'lose-answer') return { kind: 'unknown', reason: 'the connection was reset' }
    return { kind: 'submitted', taskId: work.id, requestId: `r-${work.id}`, simulated: true }
  }

  async poll(taskId: string): Promise<PollOutcome> {
    this.ledger.polls += 1
    await this.#service.clock.sleep(this.#service.answerMs)
    this.#advance()
    const work = this.#tasks.find(({ id }) => id === taskId)
    if (work === undefined || work.fate.kind === 'vanishes') return { kind: 'gone' }
    if (work.fate.kind === 'canceled') return { kind: 'canceled' }
    const scheduledAt = work.startedAt === null ? null : iso(this.#service.clock, work.startedAt)
    if (work.startedAt === null) return { kind: 'pending', scheduledAt }
    if (this.#service.clock.monotonic() < work.endsAt) return { kind: 'running', scheduledAt }
    if (work.fate.kind === 'fail-later') {
      return { kind: 'failed', failure: failure(work.fate.scope, work.fate.code), simulated: true }
    }
    return { kind: 'succeeded', answer: this.#answer(work) }
  }

  async list({ page, pageSize }: ListQuery): Promise<ListOutcome> {
    this.ledger.lists += 1
    await this.#service.clock.sleep(this.#service.answerMs)
    this.#advance()
    const all = this.#tasks.map((work) => this.#summary(work)).reverse()
    return {
      kind: 'listed',
      tasks: all.slice((page - 1) * pageSize, page * pageSize),
      total: all.length,
      totalPages: Math.max(1, Math.ceil(all.length / pageSize)),
      clockOffset: -this.#service.clock.jump,
      simulated: true,
    }
  }

  async cancel(): Promise<{ kind: 'canceled' }> {
    return { kind: 'canceled' }
  }

  async download(url: string): Promise<DownloadOutcome> {
    await this.#service.clock.sleep(this.#service.answerMs)
    this.#downloads += 1
    const given = this.#service.downloads(url, this.#downloads)
    return (
      given ?? { kind: 'bytes', bytes: Buffer.from(decodeURIComponent(new URL(url).hash.slice(1))) }
    )
  }

  async close(): Promise<void> {}

  /** Milliseconds the best possible schedule of what was accepted would have taken. */
  get tasks(): readonly { readonly startedAt: number | null; readonly endsAt: number }[] {
    return this.#tasks
  }

  async #call(
    request: Request,
    { fate, signal }: { fate: Fate; signal: AbortSignal | undefined },
  ): Promise<SubmitOutcome> {
    this.ledger.accepted += 1
    const nth = this.ledger.accepted
    await this.#service.clock.sleep(this.#durationOf(request, nth), signal)
    this.ledger.billed += request.n
    if (fate.kind === 'lose-answer' || signal?.aborted === true) {
      return { kind: 'unknown', reason: 'the connection was reset' }
    }
    const now = this.#service.clock.monotonic()
    const work = { id: `call-${nth}`, request, fate, createdAt: now, startedAt: now, endsAt: now }
    return {
      kind: 'generated',
      answer: { ...this.#answer(work), taskId: null, origPrompt: null, actualPrompt: null },
    }
  }

  #isTooFast(): boolean {
    const now = this.#service.clock.monotonic()
    this.#arrivals = [...this.#arrivals.filter((at) => at > now - 1000), now]
    if (this.#arrivals.length <= this.#service.rate) return false
    this.#arrivals.pop()
    return true
  }

  #isFull(): boolean {
    this.#advance()
    const open = this.#tasks.filter((work) => this.#isOpen(work)).length
    return this.#service.overflow === 'refuse' && open >= this.#service.concurrent
  }

  #take(request: Request, fate: Fate): Work {
    this.ledger.accepted += 1
    const id = `task-${this.ledger.accepted}`
    const createdAt = this.#service.clock.monotonic()
    const work: Work = {
      id,
      request,
      fate,
      createdAt,
      startedAt: null,
      endsAt: Number.POSITIVE_INFINITY,
    }
    this.#tasks.push(work)
    this.#advance()
    return work
  }

  #isOpen({ endsAt }: Work): boolean {
    return endsAt > this.#service.clock.monotonic()
  }

  /** Lets waiting tasks begin at the very moment a slot became free. */
  #advance(): void {
    const now = this.#service.clock.monotonic()
    for (const [nth, work] of this.#tasks.entries()) {
      if (work.startedAt !== null) continue
      const free = this.#freeSince(work)
      if (free > now) return
      work.startedAt = Math.max(work.createdAt, free)
      const endless = work.fate.kind === 'never-ends'
      work.endsAt = endless
        ? Number.POSITIVE_INFINITY
        : work.startedAt + this.#durationOf(work.request, nth)
      if (work.fate.kind === 'accept' || work.fate.kind === 'lose-answer')
        this.ledger.billed += work.request.n
    }
  }

  /** When one of the slots was or becomes free for a task. */
  #freeSince(work: Work): number {
    const ends = this.#tasks
      .filter((other) => other !== work && other.startedAt !== null)
      .map(({ endsAt }) => endsAt)
      .sort((a, b) => b - a)
    return ends[this.#service.concurrent - 1] ?? 0
  }

  #durationOf(request: Request, nth: number): number {
    const { duration } = this.#service
    return typeof duration === 'number' ? duration : duration(request, nth)
  }

  #answer({ id, request, createdAt, startedAt, endsAt }: Work): Answer {
    const { clock, showsPrompt, pictureSize } = this.#service
    const body = (image: number) =>
      encodeURIComponent(
        `picture ${pictureSize(request)} ${request.seed} ${request.prompt} ${image}`,
      )
    return {
      images: Array.from({ length: request.n }, (_, index) => ({
        kind: 'url' as const,
        url: `https://pictures.example/${id}#${body(index + 1)}`,
      })),
      requestId: `r-${id}`,
      taskId: id,
      origPrompt: showsPrompt ? request.prompt : null,
      actualPrompt: showsPrompt ? `${request.prompt}, rewritten` : null,
      submittedAt: iso(clock, createdAt),
      scheduledAt: iso(clock, startedAt ?? createdAt),
      endedAt: iso(clock, endsAt),
      usage: { image_count: request.n },
      simulated: true,
    }
  }

  #summary({ id, request, createdAt }: Work): TaskSummary {
    const { clock } = this.#service
    return {
      taskId: id,
      status: 'RUNNING',
      model: request.model,
      createdAt: clock.epoch + clock.sleptMs + createdAt,
      endedAt: null,
      requestId: null,
    }
  }
}

function refusal(scope: FailureScope, code: string, ledger: FakeProvider['ledger']): SubmitOutcome {
  if (scope === 'throttle') ledger.throttled += 1
  return { kind: 'failed', failure: failure(scope, code) }
}

function failure(scope: FailureScope, code: string): ProviderFailure {
  const httpStatus = scope === 'throttle' ? 429 : 400
  return { code, message: `said ${code}`, httpStatus, requestId: null, scope, hint: null }
}

function iso(clock: FakeClock, at: number): string {
  return new Date(clock.epoch + at).toISOString()
}
