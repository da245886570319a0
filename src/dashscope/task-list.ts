import type { ListOutcome, ListQuery, TaskSummary } from '../provider/provider.ts'
import { isSafeId, requestIdOf } from './answers.ts'
import type { ApiReply } from './api.ts'
import type { ReadContext } from './errors.ts'
import { asObject, countMember, member, textMember } from './fields.ts'
import { failureOf, wordFailure } from './outcomes.ts'

/** Path and query of the account's task list (facts 1.5). No times: their zone is undocumented. */
export function listPath({ page, pageSize, model, status, taskId }: ListQuery): string {
  const query = new URLSearchParams({ page_no: String(page), page_size: String(pageSize) })
  if (model !== undefined) query.set('model_name', model)
  if (status !== undefined) query.set('status', status)
  if (taskId !== undefined) query.set('task_id', taskId)
  return `/tasks?${query}`
}

/**
 * One page of the task list. All or nothing: a row that cannot be read may be the very task that is
 * looked for, and a list without it would say that it was never accepted.
 *
 * @param clock Our time in epoch milliseconds when the call was sent and when its answer was there.
 */
export function toListOutcome(
  reply: ApiReply,
  options: {
    readonly context: ReadContext
    readonly clock: { readonly sent: number; readonly answered: number }
  },
): ListOutcome {
  if (reply.kind !== 'answered') return { kind: 'unanswered', reason: reply.reason }
  const { context, clock } = options
  const data = member(reply.body, 'data')
  if (reply.status < 200 || reply.status >= 300 || !Array.isArray(data)) {
    const failure = failureOf(reply, context)
    if (failure !== null) return { kind: 'failed', failure }
    return { kind: 'unanswered', reason: wordFailure(reply, null) }
  }
  const tasks = data.map((row) => toSummary(row, context))
  const total = countMember(reply.body, 'total')
  const totalPages = countMember(reply.body, 'total_page')
  if (tasks.includes(null) || total === null || totalPages === null) {
    return { kind: 'unanswered', reason: 'the task list is not of the documented form' }
  }
  return {
    kind: 'listed',
    tasks: tasks.filter((task) => task !== null),
    total,
    totalPages,
    clockOffset: offset(reply.date, clock),
    simulated: reply.simulated,
  }
}

function toSummary(row: unknown, context: ReadContext): TaskSummary | null {
  const taskId = textMember(row, 'task_id')
  const status = textMember(row, 'status', 'task_status')
  const model = textMember(row, 'model_name')
  const createdAt = countMember(row, 'gmt_create')
  if (asObject(row) === null || taskId === null || !isSafeId(taskId)) return null
  // An id that echoes the key is none: it would be printed, and asked for by its name.
  if (context.strip(taskId) !== taskId) return null
  if (status === null || model === null || createdAt === null) return null
  return {
    taskId,
    status: context.redact(status),
    model: context.redact(model),
    createdAt,
    endedAt: countMember(row, 'end_time'),
    requestId: requestIdOf(row, context),
  }
}

/** `Date` has whole seconds: half of one is added. The answer is taken to be made half way. */
function offset(
  date: number | null,
  { sent, answered }: { readonly sent: number; readonly answered: number },
): number | null {
  return date === null ? null : Math.round(date + 500 - (sent + answered) / 2)
}
