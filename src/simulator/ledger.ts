import type { Region } from '../catalog/model.ts'
import type { RequestKey } from '../request/request.ts'
import type { ApiError, ThrottleKind } from './api-error.ts'
import type { Operation } from './faults.ts'
import { imagesMade, type Work } from './work.ts'

/** What the simulator accepted, billed and delivered. Times are epoch ms; keys stand nowhere in it. */
export interface Ledger {
  readonly ledger: 1
  readonly region: Region
  readonly accepted: {
    /** Asynchronous submits. */
    readonly tasks: number
    /** Synchronous calls. */
    readonly calls: number
    /** Images they asked for. */
    readonly images: number
  }
  readonly billed: {
    readonly images: number
    /** By model id. */
    readonly models: Readonly<Record<string, number>>
    /** Images of calls whose client was gone before the answer: billed all the same. */
    readonly lost: number
    /** Keys of the requests that were billed more than once. */
    readonly repeated: readonly RequestKey[]
  }
  readonly downloads: {
    /** Pictures sent to their last byte. */
    readonly delivered: number
    /** Different images among them. */
    readonly images: number
    /** 403 and 404. */
    readonly refused: number
    /** Requests for a picture that carried an API key: there must be none. */
    readonly withKey: number
  }
  readonly refused: {
    readonly count: number
    /** By API error code. */
    readonly codes: Readonly<Record<string, number>>
    /** The last hundred. */
    readonly latest: readonly Refusal[]
  }
  /** Answers with 429, by the limit that was hit. */
  readonly throttled: Readonly<Record<ThrottleKind, number>>
  readonly queries: {
    readonly polls: number
    readonly lists: number
    readonly cancels: number
    /** The most within any second. */
    readonly peakPerSecond: number
  }
  /** By model id. */
  readonly peaks: Readonly<Record<string, Peaks>>
  /** Everything accepted, in order. */
  readonly requests: readonly LedgerRequest[]
}

export interface Refusal {
  readonly at: number
  readonly operation: Operation | null
  readonly status: number
  readonly code: string
  readonly message: string
}

export interface Peaks {
  /** The most tasks that ran at once. */
  readonly running: number
  /** The most tasks that waited or ran at once. */
  readonly open: number
  /** The most calls held open at once. */
  readonly calls: number
  /** The most submits that arrived within one window of the model's limit, refused ones included. */
  readonly submits: number
}

interface LedgerRequest {
  /** The task's id, or the call's own. */
  readonly id: string
  readonly kind: 'task' | 'call'
  /** Key of the request as it was sent. */
  readonly key: RequestKey
  readonly model: string
  readonly prompt: string
  readonly size: string
  readonly seed: number
  readonly n: number
  readonly status: Work['status']
  readonly requestId: string
  readonly workspace: string | null
  readonly submittedAt: number
  readonly startedAt: number | null
  readonly endedAt: number | null
  readonly billed: number
  /** Of its images, how many were downloaded at least once. */
  readonly delivered: number
}

/** Keeps the counts that no work carries itself. */
export class LedgerBook {
  readonly #works: Work[] = []
  readonly #refusals: Refusal[] = []
  readonly #codes: Record<string, number> = {}
  readonly #throttled: Record<ThrottleKind, number> = { submit: 0, concurrency: 0, query: 0 }
  readonly #downloads = { delivered: 0, refused: 0, withKey: 0 }
  readonly #queries = { polls: 0, lists: 0, cancels: 0 }
  #refused = 0

  accept(work: Work): void {
    this.#works.push(work)
  }

  refuse(at: number, operation: Operation | null, error: ApiError): void {
    const { status, code, message, throttle } = error
    this.#refused += 1
    this.#codes[code] = (this.#codes[code] ?? 0) + 1
    if (throttle !== null) this.#throttled[throttle] += 1
    this.#refusals.push({ at, operation, status, code, message })
    if (this.#refusals.length > 100) this.#refusals.shift()
  }

  query(kind: 'polls' | 'lists' | 'cancels'): void {
    this.#queries[kind] += 1
  }

  download(what: 'delivered' | 'refused' | 'withKey'): void {
    this.#downloads[what] += 1
  }

  /** Everything so far. */
  snapshot(region: Region, peaks: Ledger['peaks'], peakPerSecond: number): Ledger {
    const requests = this.#works.map(requestRow)
    const delivered = requests.reduce((sum, row) => sum + row.delivered, 0)
    return {
      ledger: 1,
      region,
      accepted: {
        tasks: requests.filter(({ kind }) => kind === 'task').length,
        calls: requests.filter(({ kind }) => kind === 'call').length,
        images: requests.reduce((sum, row) => sum + row.n, 0),
      },
      billed: billed(this.#works),
      downloads: { ...this.#downloads, images: delivered },
      refused: { count: this.#refused, codes: { ...this.#codes }, latest: [...this.#refusals] },
      throttled: { ...this.#throttled },
      queries: { ...this.#queries, peakPerSecond },
      peaks,
      requests,
    }
  }
}

function billed(works: readonly Work[]): Ledger['billed'] {
  const models: Record<string, number> = {}
  const payments = new Map<RequestKey, number>()
  let images = 0
  let lost = 0
  for (const work of works) {
    const made = imagesMade(work)
    if (made === 0) continue
    const { id } = work.submission.model
    models[id] = (models[id] ?? 0) + made
    images += made
    if (work.answered === false) lost += made
    payments.set(work.key, (payments.get(work.key) ?? 0) + 1)
  }
  const repeated = [...payments].filter(([, count]) => count > 1).map(([key]) => key)
  return { images, models, lost, repeated }
}

function requestRow(work: Work): LedgerRequest {
  const { model, prompt, size, seed, n } = work.submission.sent
  const { id, key, status, requestId, workspace, submittedAt, startedAt, endedAt } = work
  return {
    id,
    kind: work.submission.mode === 'async' ? 'task' : 'call',
    key,
    model,
    prompt,
    size,
    seed,
    n,
    status,
    requestId,
    workspace,
    submittedAt,
    startedAt,
    endedAt,
    billed: imagesMade(work),
    delivered: work.delivered.size,
  }
}
