import type { ListOutcome, TaskSummary } from '../provider/provider.ts'

/** Rows of a page; the most that an account may ask for is undocumented (facts 1.5). */
export const tasksPerPage = 100
/** Pages after which a list is given up: 200,000 tasks in a day, more than two a second. */
const mostPages = 2000
/** Readings of the front after which a list that does not stand still is given up. */
const mostReadings = 6

/** The account's tasks of the last 24 hours, or why they could not be read. */
export type AllTasks =
  | {
      readonly kind: 'listed'
      readonly tasks: readonly TaskSummary[]
      /** Whether none is missing, as far as totals and the order of the list tell. */
      readonly isComplete: boolean
    }
  | Unread

type Unread = Exclude<ListOutcome, { kind: 'listed' }>
type Ask = (page: number) => Promise<ListOutcome>

/**
 * Reads every page of the task list, each task once. Tasks come while pages are read, in a busy account
 * faster than that: so the front is read again, down to what was in front before. Only a page that shows
 * both ends that gap, and only where as many came as there are is the list complete.
 *
 * The order is undocumented. In one that is not newest first, tasks that come or leave move others past
 * the reader: it has to stand still.
 *
 * @param ask reads one page, from 1, of {@link tasksPerPage} rows, no faster than the account may ask.
 */
export async function allTasks(ask: Ask): Promise<AllTasks> {
  const seen = new SeenTasks()
  let front: string | null = null
  for (let readings = 0; readings < mostReadings; readings += 1) {
    const read = await readDownTo(front, seen, ask)
    if ('kind' in read) return read
    const isWhole = read.pages === 1 && (read.isMet || front === null)
    if (isWhole) return { kind: 'listed', tasks: seen.all, isComplete: seen.isComplete }
    front = read.front
  }
  return { kind: 'listed', tasks: seen.all, isComplete: false }
}

type Page = Extract<ListOutcome, { kind: 'listed' }>

/** What the pages have shown. */
class SeenTasks {
  readonly #tasks = new Map<string, TaskSummary>()
  readonly #totals: number[] = []
  #isNewestFirst = true

  get all(): readonly TaskSummary[] {
    return [...this.#tasks.values()]
  }

  get isComplete(): boolean {
    const total = this.#totals.at(-1) ?? 0
    if (this.#isNewestFirst) return this.#tasks.size >= total
    return this.#tasks.size === total && this.#totals.every((other) => other === total)
  }

  add({ tasks, total }: Page): void {
    this.#totals.push(total)
    this.#isNewestFirst &&= isNewestFirst(tasks)
    for (const task of tasks) this.#tasks.set(task.taskId, task)
  }
}

function isNewestFirst(tasks: readonly TaskSummary[]): boolean {
  return tasks.every(({ createdAt }, nth) => createdAt <= (tasks[nth - 1]?.createdAt ?? createdAt))
}

interface Reading {
  /** The first task of the first page. */
  readonly front: string | null
  readonly isMet: boolean
  readonly pages: number
}

/** Reads pages from the first to the one that shows a task, else to the last, and adds what they show. */
async function readDownTo(
  sought: string | null,
  seen: SeenTasks,
  ask: Ask,
): Promise<Reading | Unread> {
  let front: string | null = null
  for (let page = 1; page <= mostPages; page += 1) {
    const outcome = await ask(page)
    if (outcome.kind !== 'listed') return outcome
    seen.add(outcome)
    if (page === 1) front = outcome.tasks[0]?.taskId ?? null
    const isMet = outcome.tasks.some(({ taskId }) => taskId === sought)
    const isLast = outcome.tasks.length === 0 || page >= outcome.totalPages
    if (isMet || isLast) return { front, isMet, pages: page }
  }
  return { kind: 'unanswered', reason: `the list goes on after ${mostPages} pages` }
}
