import type { PollOutcome, TaskSummary } from '../provider/provider.ts'

/** The states of a task, in the API's own words (facts 1.4). */
export const taskStatuses = [
  'PENDING',
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
  'CANCELED',
  'UNKNOWN',
] as const
export type TaskStatus = (typeof taskStatuses)[number]

/** Whose tasks: those of one account in one region. */
export interface TaskAccount {
  readonly region: string
  /** The host, when it is not the region's own. */
  readonly endpoint: string | null
}

/** A page of an account's tasks. */
export interface TaskPage {
  readonly account: TaskAccount
  readonly tasks: readonly TaskSummary[]
  /** From 1. */
  readonly page: number
  readonly pages: number
  /** On all pages. */
  readonly total: number
}

/** What a look at one task showed. */
export interface TaskLook {
  readonly account: TaskAccount
  readonly taskId: string
  readonly seen: SeenTask
  /** Its row in the list, which alone knows the model; null: not to be had. */
  readonly row: TaskSummary | null
}

export type SeenTask = Exclude<PollOutcome, { kind: 'gone' | 'unanswered' }>

const statusOfSeen: { readonly [kind in SeenTask['kind']]: TaskStatus } = {
  pending: 'PENDING',
  running: 'RUNNING',
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  canceled: 'CANCELED',
}

export function taskStatusOf({ kind }: SeenTask): TaskStatus {
  return statusOfSeen[kind]
}

/** Times of a task, epoch milliseconds; null: not known, or not yet. */
export interface TaskTimes {
  readonly created: number | null
  readonly scheduled: number | null
  readonly ended: number | null
}

/** What look and list say of a task's times. */
export function timesOf({ seen, row }: TaskLook): TaskTimes {
  const answer = seen.kind === 'succeeded' ? seen.answer : null
  const waits = seen.kind === 'pending' || seen.kind === 'running'
  return {
    created: epoch(answer?.submittedAt) ?? row?.createdAt ?? null,
    scheduled: epoch(waits ? seen.scheduledAt : answer?.scheduledAt),
    ended: epoch(answer?.endedAt) ?? row?.endedAt ?? null,
  }
}

function epoch(time: string | null | undefined): number | null {
  return time == null ? null : Date.parse(time)
}
