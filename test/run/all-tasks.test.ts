import { expect, test } from 'vitest'
import type { ListOutcome, TaskSummary } from '../../src/provider/provider.ts'
import { allTasks, tasksPerPage } from '../../src/run/all-tasks.ts'

const aTask = (nth: number): TaskSummary => ({
  taskId: `task-${nth}`,
  status: 'RUNNING',
  model: 'qwen-image',
  createdAt: nth,
  endedAt: null,
  requestId: null,
})

/** A list that gains a task at its front between the pages, and which pages were asked for. */
function aMovingList(count: number) {
  const tasks = Array.from({ length: count }, (_, index) => aTask(count - index))
  const asked: number[] = []
  const ask = async (nth: number): Promise<ListOutcome> => {
    const first = (nth - 1) * tasksPerPage
    asked.push(nth)
    const page = tasks.slice(first, first + tasksPerPage)
    tasks.unshift(aTask(tasks.length + 1))
    const total = tasks.length
    const totalPages = Math.ceil(total / tasksPerPage)
    return { kind: 'listed', tasks: page, total, totalPages, clockOffset: null, simulated: false }
  }
  return { asked, ask }
}

test('reads every page, each task once', async () => {
  const { asked, ask } = aMovingList(250)
  const outcome = await allTasks(ask)
  const ids = outcome.kind === 'listed' ? outcome.tasks.map(({ taskId }) => taskId) : []
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual(
    expect.arrayContaining(Array.from({ length: 250 }, (_, n) => `task-${n + 1}`)),
  )
  expect(asked).toEqual([1, 2, 3])
})

test('says when fewer came than there are', async () => {
  const { ask } = aMovingList(150)
  const short = async (nth: number): Promise<ListOutcome> => {
    const page = await ask(nth)
    return page.kind === 'listed' && nth === 2 ? { ...page, tasks: page.tasks.slice(10) } : page
  }
  expect(await allTasks(ask)).toMatchObject({ isComplete: false })
  expect(await allTasks(short)).toMatchObject({ kind: 'listed', isComplete: false })
  const still = async (): Promise<ListOutcome> => {
    const tasks = [aTask(1), aTask(2)]
    return { kind: 'listed', tasks, total: 2, totalPages: 1, clockOffset: null, simulated: false }
  }
  expect(await allTasks(still)).toMatchObject({ isComplete: true })
})

test('a page that cannot be had makes the whole list unknown', async () => {
  const { ask } = aMovingList(250)
  const broken = async (nth: number): Promise<ListOutcome> =>
    nth === 2 ? { kind: 'unanswered', reason: 'reset' } : ask(nth)
  expect(await allTasks(broken)).toEqual({ kind: 'unanswered', reason: 'reset' })
})
