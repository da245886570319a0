import type { ListOutcome, ListQuery, Provider, TaskSummary } from '../provider/provider.ts'
import type { Clock } from './clock.ts'
import { QueryPacer } from './query-pacer.ts'

/** Rows of a page; the most that an account may ask for is undocumented (facts 1.5). */
const pageSize = 100

/** The account's tasks of the last 24 hours, or why they could not be read. */
type AllTasks =
  | { readonly kind: 'listed'; readonly tasks: readonly TaskSummary[] }
  | Exclude<ListOutcome, { kind: 'listed' }>

/**
 * Reads every page of the task list, no faster than the account may ask. Each task once: a task that
 * comes while pages are read moves the others on.
 */
export async function allTasks(
  provider: Pick<Provider, 'list'>,
  filters: Omit<ListQuery, 'page' | 'pageSize'>,
  clock: Clock,
): Promise<AllTasks> {
  const pacer = new QueryPacer(clock)
  const tasks = new Map<string, TaskSummary>()
  for (let page = 1; ; page += 1) {
    await pacer.turn()
    const outcome = await provider.list({ ...filters, page, pageSize })
    if (outcome.kind !== 'listed') return outcome
    for (const task of outcome.tasks) tasks.set(task.taskId, task)
    const isLast = outcome.tasks.length === 0 || page >= outcome.totalPages
    if (isLast) return { kind: 'listed', tasks: [...tasks.values()] }
  }
}
