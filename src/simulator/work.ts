import type { RequestKey } from '../request/request.ts'
import type { Failure, Fate } from './fate.ts'
import type { Submission } from './submission.ts'

export type TaskStatus =
  | 'PENDING'
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'CANCELED'
  | 'UNKNOWN'
  | 'SUSPENDED'

/** One image of finished work, or why there is none. */
export type ImageResult =
  | { readonly kind: 'image'; readonly index: number }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** One accepted request: an asynchronous task or a synchronous call. Times are epoch ms. */
export interface Work {
  readonly id: string
  readonly submission: Submission
  readonly key: RequestKey
  readonly requestId: string
  readonly account: string
  readonly workspace: string | null
  readonly submittedAt: number
  /** From its start to its end. */
  readonly durationMs: number
  readonly fate: Fate
  /** Not before this moment does the task list show it. */
  readonly listedFrom: number
  status: 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELED'
  startedAt: number | null
  endedAt: number | null
  /** Whether its answer (of a call) reached the client; null for tasks. */
  answered: boolean | null
  /** Images downloaded at least once, from 1. */
  readonly delivered: Set<number>
}

/** The images of finished work in order; none before it succeeded. */
export function resultsOf({ status, fate, submission }: Work): ImageResult[] {
  if (status !== 'SUCCEEDED') return []
  return Array.from({ length: submission.request.n }, (_, at) => {
    const failed = fate.kind === 'partly' && fate.failed.includes(at + 1)
    return failed ? { kind: 'failed', failure: fate.failure } : { kind: 'image', index: at + 1 }
  })
}

/** How many images of the work were made, which is how many are billed (facts 3.2). */
export function imagesMade(work: Work): number {
  return resultsOf(work).filter(({ kind }) => kind === 'image').length
}

/** Marks the beginning. */
export function begin(work: Work, at: number): void {
  work.status = 'RUNNING'
  work.startedAt = at
}

/** Marks the end that its fate brings. */
export function finish(work: Work, at: number): void {
  work.endedAt = at
  if (work.fate.kind === 'fails') work.status = 'FAILED'
  else if (work.fate.kind === 'canceled') work.status = 'CANCELED'
  else work.status = 'SUCCEEDED'
}

/** When running work ends; never for work that is stuck. */
export function endOf({ startedAt, durationMs, fate }: Work): number {
  return startedAt === null || fate.kind === 'stuck'
    ? Number.POSITIVE_INFINITY
    : startedAt + durationMs
}
