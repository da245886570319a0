import type { ListOutcome, TaskSummary } from '../provider/provider.ts'

/** Rows of a page; the most that an account may ask for is undocumented (facts 1.5). */
export const tasksPerPage = 100
/** Pages after which a list is given up: 40,000 tasks in a day. */
const mostPages = 400

/** The account's tasks of the last 24 hours, or why they could not be read. */
export type AllTasks =
  | {
      readonly kind: 'listed'
      readonly tasks: readonly TaskSummary[]
      /** Whether as many came as there are; else some moved between the pages. */
      readonly isComplete: boolean
    }
  | Exclude<ListOutcome, { kind: 'listed' }>

/**
 * Reads every page of the task list. Each task once: a task that comes while pages are read moves the
 * others on.
 *
 * @param ask reads one page, from 1, of {@link tasksPerPage} rows, no faster than the account may ask.
 */
export async function allTasks(ask: (page: number) => Promise<ListOutcome>): Promise<AllTasks> {
  const tasks = new Map<string, TaskSummary>()
  for (let page = 1; page <= mostPages; page += 1) {
    const outcome = await ask(page)
    if (outcome.kind !== 'listed') return outcome
    for (const task of outcome.tasks) tasks.set(task.taskId, task)
    const isLast = outcome.tasks.length === 0 || page >= outcome.totalPages
    if (!isLast) continue
    return { kind: 'listed', tasks: [...tasks.values()], isComplete: tasks.size >= outcome.total }
  }
  return { kind: 'unanswered', reason: `the list goes on after ${mostPages} pages` }
}
