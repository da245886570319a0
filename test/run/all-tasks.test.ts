import { expect, test } from 'vitest'
import type { ListOutcome, ListQuery, TaskSummary } from '../../src/provider/provider.ts'
import { allTasks } from '../../src/run/all-tasks.ts'
import { FakeClock } from '../support/fake-clock.ts'

const aTask = (nth: number): TaskSummary => ({
  taskId: `task-${nth}`,
  status: 'RUNNING',
  model: 'qwen-image',
  createdAt: nth,
  endedAt: null,
  requestId: null,
})

/** A list that gains a task at its front between the pages, and when each page was asked for. */
function aMovingList(count: number, clock: FakeClock) {
  const tasks = Array.from({ length: count }, (_, index) => aTask(count - index))
  const asked: (ListQuery & { at: number })[] = []
  const list = async (query: ListQuery): Promise<ListOutcome> => {
    const first = (query.page - 1) * query.pageSize
    asked.push({ ...query, at: clock.monotonic() })
    const page = tasks.slice(first, first + query.pageSize)
    tasks.unshift(aTask(tasks.length + 1))
    const total = tasks.length
    const totalPages = Math.ceil(total / query.pageSize)
    return { kind: 'listed', tasks: page, total, totalPages, clockOffset: null, simulated: false }
  }
  return { asked, list }
}

test('reads every page, each task once, at fewer than 15 pages a second', async () => {
  const clock = new FakeClock()
  const { asked, list } = aMovingList(250, clock)
  const outcome = await clock.drive(allTasks({ list }, { model: 'qwen-image' }, clock))
  const ids = outcome.kind === 'listed' ? outcome.tasks.map(({ taskId }) => taskId) : []
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual(
    expect.arrayContaining(Array.from({ length: 250 }, (_, n) => `task-${n + 1}`)),
  )
  expect(asked.map(({ page, model }) => ({ page, model }))).toEqual([
    { page: 1, model: 'qwen-image' },
    { page: 2, model: 'qwen-image' },
    { page: 3, model: 'qwen-image' },
  ])
  const [first = 0, second = 0] = asked.map(({ at }) => at)
  expect(second - first).toBeGreaterThan(1000 / 15)
})

test('a page that cannot be had makes the whole list unknown', async () => {
  const clock = new FakeClock()
  const { list } = aMovingList(250, clock)
  const broken = async (query: ListQuery): Promise<ListOutcome> =>
    query.page === 2 ? { kind: 'unanswered', reason: 'reset' } : list(query)
  expect(await clock.drive(allTasks({ list: broken }, {}, clock))).toEqual({
    kind: 'unanswered',
    reason: 'reset',
  })
})
