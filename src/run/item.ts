import type { Attempt, Cost } from '../lockfile/records.ts'
import type { PlannedJob } from '../plan/plan.ts'
import type { Mode } from '../provider/provider.ts'
import type { WindowPlace } from './sliding-window.ts'
import type { Amount } from './wallet.ts'

/**
 * Where an open job stands. One owner at a time:
 * pending (its lane) → submitting (`send`) → watching (`watch`) → delivering (`deliver`),
 * or unknown (`resolve`). Every retry goes back through pending.
 */
export type Phase = 'pending' | 'submitting' | 'watching' | 'delivering' | 'unknown' | 'ended'

/** How a job's time in this run ended. */
export type Ending =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string }
  /** Sent and paid for; a later run fetches it. */
  | { readonly kind: 'left'; readonly why: string }
  /** Never begun. */
  | { readonly kind: 'waiting'; readonly why: string }

/** One job that needs the API, on its way through a run. */
export interface Item {
  readonly job: PlannedJob
  /** Mode of the sending in hand: a resumed attempt keeps its own. */
  mode: Mode
  phase: Phase
  ending: Ending | null
  /** Id of the attempt in hand. */
  attempt: string
  /** What the attempt costs if it succeeds. */
  cost: Cost
  amount: Amount
  /** Whether this call put the money aside, or an earlier one. */
  ofThisCall: boolean
  /** Epoch milliseconds of the reservation, by the server's clock. */
  reservedAt: number
  /** Epoch milliseconds by the server's clock, so late it can have been accepted; null: as usual. */
  sentUntil: number | null
  /** Monotonic milliseconds: of the first sending, of this one, of the earliest next one. */
  firstSentAt: number | null
  sentAt: number
  notBefore: number
  sends: number
  /** Sendings of earlier runs that it goes on from: 0 or 1. */
  sentBefore: number
  /** Whether the sending in hand has left, or may have. */
  isSent: boolean
  throttled: number
  singledOut: number
  /** How often it was sent again after its outcome stayed unknown. */
  doubts: number
  place: WindowPlace | null
  /** Whether it takes up one of its lane's slots. */
  holdsSlot: boolean
  task: Task | null
  adopted: boolean
  /** Whether the server is known to be a simulator. */
  simulated: boolean
  /** What is odd about the picture that was paid for; null: nothing. */
  warning: string | null
}

/** The API's task behind an item. */
export interface Task {
  readonly id: string
  readonly requestId: string | null
  /** Monotonic milliseconds when the server can have begun with it; null while it is queued ahead. */
  startedAt: number | null
  /** Monotonic milliseconds since when the API says it does not know it; null: it does. */
  goneSince: number | null
  failedLooks: number
  /** Monotonic milliseconds of the first look of this run, and of the last one; null: none yet. */
  firstLook: number | null
  lastLook: number | null
  /** Monotonic milliseconds since when it runs, as far as looks have shown; null: not seen running. */
  runningSince: number | null
}

/** An item for a job that is to be sent. */
export function pendingItem(job: PlannedJob, price: { cost: Cost; amount: Amount }): Item {
  return {
    job,
    mode: job.mode,
    phase: 'pending',
    ending: null,
    attempt: '',
    cost: price.cost,
    amount: price.amount,
    ofThisCall: true,
    reservedAt: 0,
    sentUntil: null,
    firstSentAt: null,
    sentAt: 0,
    notBefore: 0,
    sends: 0,
    sentBefore: 0,
    isSent: false,
    throttled: 0,
    singledOut: 0,
    doubts: 0,
    place: null,
    holdsSlot: false,
    task: null,
    adopted: false,
    simulated: false,
    warning: null,
  }
}

/** An item for an attempt of an earlier run that is still open. */
export function openItem(
  job: PlannedJob,
  attempt: Attempt,
  price: { cost: Cost; amount: Amount },
): Item {
  const item = pendingItem(job, price)
  item.attempt = attempt.id
  item.mode = attempt.mode ?? job.mode
  item.ofThisCall = false
  item.sentBefore = 1
  item.isSent = true
  item.reservedAt = Date.parse(attempt.reservedAt ?? attempt.at)
  if (attempt.sentUntil !== undefined) item.sentUntil = Date.parse(attempt.sentUntil)
  item.adopted = attempt.response?.adopted === true
  item.simulated = attempt.response?.simulated === true
  if (attempt.taskId !== null) item.task = newTask(attempt.taskId, attempt.requestId)
  return item
}

export function newTask(id: string, requestId: string | null): Task {
  return {
    id,
    requestId,
    startedAt: null,
    goneSince: null,
    failedLooks: 0,
    firstLook: null,
    lastLook: null,
    runningSince: null,
  }
}
