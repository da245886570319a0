import type { IncomingHttpHeaders } from 'node:http'
import type { Fate } from './fate.ts'
import type { TaskStatus } from './work.ts'

/** What a request wants: `submit` makes a task, `call` is held open until the picture is there. */
export type Operation = 'submit' | 'call' | 'poll' | 'list' | 'cancel' | 'download'

/** A request as a fault hook sees it, before anything is decided about it. */
export interface SeenRequest {
  readonly operation: Operation
  /** The how-manieth of its operation, from 1. */
  readonly nth: number
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** The JSON body; null without one. */
  readonly body: unknown
  readonly model: string | null
  readonly prompt: string | null
  readonly seed: number | null
  /** Of polls and cancels, and the id in the URL of downloads. */
  readonly taskId: string | null
}

/**
 * Something that goes wrong. `accepted` says whether the request was taken (and will be billed)
 * before it did.
 */
export type Fault =
  /** Waits, in the simulator's time, before anything else; then another fault, if given. */
  | { readonly kind: 'delay'; readonly ms: number; readonly then?: Fault }
  /** The connection is reset. */
  | { readonly kind: 'reset'; readonly accepted: boolean }
  /** No answer ever comes. */
  | { readonly kind: 'hang'; readonly accepted: boolean }
  /** A gateway's HTML page; status 502 unless given. */
  | { readonly kind: 'html'; readonly accepted: boolean; readonly status?: number }
  /** No body; status 200 unless given. */
  | { readonly kind: 'empty'; readonly accepted: boolean; readonly status?: number }
  /** A row of the error table. Not accepted. */
  | {
      readonly kind: 'error'
      readonly status: number
      readonly code: string
      readonly message: string
    }
  /** Half of the true answer: `declared` as the whole, so that the connection breaks, or as its half. */
  | { readonly kind: 'truncated'; readonly declared: 'whole' | 'half' }
  /** Half of the true answer, and then no byte more. */
  | { readonly kind: 'stall' }
  /** The true answer in so many pieces, each so many ms of the simulator's time after the one before. */
  | { readonly kind: 'slow'; readonly pieces: number; readonly pauseMs: number }
  /** The true answer behind so many bytes of white space. */
  | { readonly kind: 'padded'; readonly bytes: number }
  /** submit, call: what becomes of the work, apart from its markers. */
  | {
      readonly kind: 'work'
      readonly fate?: Fate
      readonly durationMs?: number
      /** Not before so many ms after its submit does the task list show it. */
      readonly listLagMs?: number
    }
  /** poll: this one look shows this status. */
  | { readonly kind: 'status'; readonly status: TaskStatus }
  /** download: another picture than was made; `bomb` has few bytes and 400 million pixels. */
  | { readonly kind: 'picture'; readonly shows: 'other-size' | 'no-image' | 'damaged' | 'bomb' }
  /** download: 403, as after 24 hours. */
  | { readonly kind: 'expired' }
  /** download: 404. */
  | { readonly kind: 'missing' }
  /** download: 302 to another place. */
  | { readonly kind: 'redirect'; readonly location: string }

/** Decides for each request of the API or for a picture what goes wrong with it; nothing for most. */
export type FaultHook = (seen: SeenRequest) => Fault | undefined
