import type { Request } from '../request/request.ts'

/** How one request is sent: as a task that is polled, or as a call that is held open until the picture is there. */
export type Mode = (typeof modes)[number]
export const modes = ['async', 'sync'] as const

/**
 * What a failure means for the run. Decided by the API's error code, never by its HTTP status alone.
 *
 * - `throttle`: too fast; slow everything of this account down together and try again
 * - `retry`: a passing fault of the server; try again, a few times
 * - `retry-once`: worth exactly one more sending of the same request (output moderation)
 * - `job`: this request will never succeed as it is
 * - `model`: no request of this model will succeed in this run
 * - `run`: the account said stop
 */
export type FailureScope = 'throttle' | 'retry' | 'retry-once' | 'job' | 'model' | 'run'

/** An answer of the API that carried an error code: documented as not billed. */
export interface ProviderFailure {
  readonly code: string
  /** The API's own words, without control characters and secrets, at most 2,000 characters. */
  readonly message: string
  readonly httpStatus: number | null
  readonly requestId: string | null
  readonly scope: FailureScope
  /** What the person can do, where the catalogue knows it. */
  readonly hint: string | null
}

/** One image of an answer, in the order of the answer; or why this one is missing. */
export type AnswerImage =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'base64'; readonly data: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }

/** What the API said about finished images. Times are RFC 3339 UTC with milliseconds. */
export interface Answer {
  readonly images: readonly AnswerImage[]
  readonly requestId: string | null
  readonly taskId: string | null
  readonly origPrompt: string | null
  readonly actualPrompt: string | null
  readonly submittedAt: string | null
  readonly scheduledAt: string | null
  readonly endedAt: string | null
  readonly usage: Readonly<Record<string, unknown>> | null
  /** The answers carried the simulator's header. */
  readonly simulated: boolean
}

/** What became of one POST. */
export type SubmitOutcome =
  | {
      readonly kind: 'submitted'
      readonly taskId: string
      readonly requestId: string | null
      readonly simulated: boolean
    }
  | { readonly kind: 'generated'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly failure: ProviderFailure }
  /** No connection was made: nothing left this machine. */
  | { readonly kind: 'not-sent'; readonly reason: string }
  /** A timeout, a reset, an answer without a code: it may have been accepted and may be billed. */
  | { readonly kind: 'unknown'; readonly reason: string }

/** What one look at a task showed. */
export type PollOutcome =
  | { readonly kind: 'pending'; readonly scheduledAt: string | null }
  | { readonly kind: 'running'; readonly scheduledAt: string | null }
  | { readonly kind: 'succeeded'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly failure: ProviderFailure; readonly simulated: boolean }
  | { readonly kind: 'canceled' }
  /** The API no longer knows the task, or never did. */
  | { readonly kind: 'gone' }
  /** The look itself failed; says nothing about the task. */
  | {
      readonly kind: 'unanswered'
      readonly failure: ProviderFailure | null
      readonly reason: string
    }

/** One row of the account's task list. `createdAt` is epoch milliseconds by the server's clock. */
export interface TaskSummary {
  readonly taskId: string
  readonly status: string
  readonly model: string
  readonly createdAt: number
  readonly endedAt: number | null
  readonly requestId: string | null
}

export type ListOutcome =
  | {
      readonly kind: 'listed'
      readonly tasks: readonly TaskSummary[]
      readonly total: number
      readonly totalPages: number
      /** The server's clock minus ours, in milliseconds, from the answer's `Date`; null without one. */
      readonly clockOffset: number | null
      readonly simulated: boolean
    }
  | { readonly kind: 'failed'; readonly failure: ProviderFailure }
  | { readonly kind: 'unanswered'; readonly reason: string }

export type CancelOutcome =
  | { readonly kind: 'canceled' }
  | { readonly kind: 'failed'; readonly failure: ProviderFailure }
  | { readonly kind: 'unanswered'; readonly reason: string }

/** What one try to fetch a picture gave. Retries are the caller's. */
export type DownloadOutcome =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** 403 or 404: the signed URL is no longer good. */
  | { readonly kind: 'expired'; readonly httpStatus: number }
  /** A URL or a body that is never accepted: another host, a redirect, too large. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unanswered'; readonly reason: string }

export interface ListQuery {
  /** From 1. */
  readonly page: number
  readonly pageSize: number
  readonly model?: string
  readonly status?: string
  /** Only this task. */
  readonly taskId?: string
}

export interface SubmitOptions {
  readonly mode: Mode
  readonly signal?: AbortSignal
  /**
   * Called when the connection stands and the request is about to be put on it: before that the server
   * cannot have counted it. False keeps it back; it then was not sent.
   */
  readonly maySend?: () => boolean
}

/**
 * What a run needs from an API. No method throws for anything that the network or the API does;
 * none retries. Aborting `signal` ends a call at once with its `unknown` or `unanswered` outcome.
 */
export interface Provider {
  readonly region: string
  /** The host in use when it is not the region's own, e.g. `http://127.0.0.1:8787/api/v1`; else null. */
  readonly endpoint: string | null
  /** Whether the base URL is a loopback address: only then do simulated records count. */
  readonly loopback: boolean
  submit(request: Request, options: SubmitOptions): Promise<SubmitOutcome>
  poll(taskId: string, options?: { signal?: AbortSignal }): Promise<PollOutcome>
  list(query: ListQuery, options?: { signal?: AbortSignal }): Promise<ListOutcome>
  cancel(taskId: string): Promise<CancelOutcome>
  download(url: string, options?: { signal?: AbortSignal }): Promise<DownloadOutcome>
  close(): Promise<void>
}
