import type { Currency, Micros } from '../catalog/money.ts'
import type { Action } from '../plan/plan.ts'
import type { RequestKey } from '../request/request.ts'

/** Where the jobs of a run stand. Their sum is `total`. */
export interface Counts {
  readonly total: number
  /** Not begun: waiting for their turn or for the limits. */
  readonly waiting: number
  /** Sent, the picture not yet here. */
  readonly running: number
  readonly unknown: number
  readonly failed: number
  readonly done: number
}

export interface Spend {
  readonly currency: Currency
  /** Paid for by this run: images that are here. */
  readonly spent: Micros
  /** What requests in flight and open outcomes may add. */
  readonly open: Micros
}

/** What happens, as it happens. Reporters turn events into lines; `run` prints nothing. `at` is RFC 3339 UTC. */
export type RunEvent =
  | {
      readonly type: 'start'
      readonly at: string
      readonly name: string
      readonly simulated: boolean
      readonly counts: Counts
      readonly spend: Spend
      readonly seconds: number
    }
  /** A job moved on. */
  | {
      readonly type: 'job'
      readonly at: string
      readonly key: RequestKey
      readonly asset: string
      readonly action: Action
      readonly state:
        | 'submitting'
        | 'submitted'
        | 'generated'
        | 'resumed'
        | 'adopted'
        | 'restored'
        | 'retrying'
      readonly taskId?: string
      readonly counts: Counts
      readonly spend: Spend
    }
  /** A picture is safe and its outputs are written. */
  | {
      readonly type: 'image'
      readonly at: string
      readonly key: RequestKey
      readonly asset: string
      /** Pictures that came: n of the request, less those that failed. */
      readonly images: number
      readonly outputs: readonly string[]
      readonly cost: Micros
      readonly counts: Counts
      readonly spend: Spend
    }
  | {
      readonly type: 'failed'
      readonly at: string
      readonly key: RequestKey
      readonly asset: string
      readonly code: string
      readonly message: string
      readonly hint: string | null
      readonly counts: Counts
      readonly spend: Spend
    }
  /** It may have been accepted; `waiting`: the task list is being asked, else it stays open. */
  | {
      readonly type: 'unknown'
      readonly at: string
      readonly key: RequestKey
      readonly asset: string
      readonly reason: string
      readonly waiting: boolean
      readonly cost: Micros
      readonly counts: Counts
      readonly spend: Spend
    }
  | {
      readonly type: 'warning'
      readonly at: string
      readonly code: string
      readonly message: string
    }
  | { readonly type: 'end'; readonly at: string; readonly result: RunResult }

/** What a run came to. The command line turns it into an exit code. */
export interface RunResult {
  /** Why the run stopped before everything wanted existed; `complete` when it did not. */
  readonly ended:
    | 'complete'
    | 'interrupted'
    | 'account'
    | 'failures'
    | 'stop-after'
    | 'budget'
    | 'disk'
    | 'unreachable'
  /** Code and words for `account`, `budget`, `disk` and `unreachable`. */
  readonly stop: {
    readonly code: string
    readonly message: string
    readonly hint: string | null
  } | null
  readonly signal: 'SIGINT' | 'SIGTERM' | null
  readonly counts: Counts
  readonly spend: Spend
  /** Output paths written by this run. */
  readonly written: number
  /** Wanted outputs that do not exist as wanted, with the reason: failed, absent, changed, unknown, blocked. */
  readonly missing: readonly { readonly output: string; readonly why: string }[]
  readonly warnings: number
}
