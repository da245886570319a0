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

/** A list that changes between the pages, and which pages were asked for. */
function aList(count: number, change: (tasks: TaskSummary[]) => void) {
  const tasks = Array.from({ length: count }, (_, index) => aTask(count - index))
  const asked: number[] = []
  const ask = async (nth: number): Promise<ListOutcome> => {
    const first = (nth - 1) * tasksPerPage
    asked.push(nth)
    const page = tasks.slice(first, first + tasksPerPage)
    const total = tasks.length
    const totalPages = Math.ceil(total / tasksPerPage)
    change(tasks)
    return { kind: 'listed', tasks: page, total, totalPages, clockOffset: null, simulated: false }
  }
  return { asked, ask, tasks }
}

const standsStill = () => undefined
let newest = 10_000
const aNewTask = () => {
  newest += 1
  return aTask(newest)
}
const gainsOne = (tasks: TaskSummary[]) => tasks.unshift(aNewTask())

async function idsOf(ask: (nth: number) => Promise<ListOutcome>) {
  const outcome = await allTasks(ask)
  if (outcome.kind !== 'listed') throw new Error(outcome.kind)
  return { ids: outcome.tasks.map(({ taskId }) => taskId), isComplete: outcome.isComplete }
}

test('reads every page, each task once, and the front again', async () => {
  const { asked, ask, tasks } = aList(250, standsStill)
  const { ids, isComplete } = await idsOf(ask)
  expect(ids.toSorted()).toEqual(tasks.map(({ taskId }) => taskId).toSorted())
  expect(isComplete).toBe(true)
  expect(asked).toEqual([1, 2, 3, 1])
})

test.each([0, 1, 100])('reads a list of %i, one page, once', async (count) => {
  const { asked, ask } = aList(count, gainsOne)
  expect(await idsOf(ask)).toMatchObject({ isComplete: true })
  expect(asked).toEqual([1])
})

test.each([
  ['grows', gainsOne],
  [
    'grows by more than a page a page',
    (tasks: TaskSummary[]) => {
      if (newest < 10_500) for (let nth = 0; nth < 150; nth += 1) gainsOne(tasks)
    },
  ],
  [
    'grows and loses its oldest',
    (tasks: TaskSummary[]) => {
      gainsOne(tasks)
      tasks.pop()
    },
  ],
])('is complete where the list %s while it is read', async (_, change) => {
  newest = 10_000
  let before: readonly TaskSummary[] = []
  const { ask, tasks } = aList(3050, change)
  const { ids, isComplete } = await idsOf(async (nth) => {
    before = [...tasks]
    return ask(nth)
  })
  expect(isComplete).toBe(true)
  const known = new Set(ids)
  expect(before.filter(({ taskId }) => !known.has(taskId))).toEqual([])
})

test('is never said to be complete where the oldest come first and leave: the others move on', async () => {
  const { ask, tasks } = aList(250, (oldestFirst) => {
    oldestFirst.push(aNewTask())
    oldestFirst.shift()
  })
  tasks.reverse()
  expect(await idsOf(ask)).toMatchObject({ isComplete: false })
})

test('is complete where the oldest come first and none comes or leaves', async () => {
  const { ask, tasks } = aList(250, standsStill)
  tasks.reverse()
  expect(await idsOf(ask)).toMatchObject({ isComplete: true })
})

test('is not said to be complete where the oldest come first and some come', async () => {
  const { ask, tasks } = aList(250, (oldestFirst) => oldestFirst.push(aNewTask()))
  tasks.reverse()
  expect(await idsOf(ask)).toMatchObject({ isComplete: false })
})

test('says when fewer came than there are', async () => {
  const { ask } = aList(150, standsStill)
  const short = async (nth: number): Promise<ListOutcome> => {
    const page = await ask(nth)
    return page.kind === 'listed' && nth === 2 ? { ...page, tasks: page.tasks.slice(10) } : page
  }
  expect(await idsOf(short)).toMatchObject({ isComplete: false })
  const lacking = async (): Promise<ListOutcome> => {
    const page = await aList(2, standsStill).ask(1)
    return page.kind === 'listed' ? { ...page, total: 3 } : page
  }
  expect(await idsOf(lacking)).toMatchObject({ isComplete: false })
})

test('a page that cannot be had makes the whole list unknown', async () => {
  const { ask } = aList(250, gainsOne)
  const broken = async (nth: number): Promise<ListOutcome> =>
    nth === 2 ? { kind: 'unanswered', reason: 'reset' } : ask(nth)
  expect(await allTasks(broken)).toEqual({ kind: 'unanswered', reason: 'reset' })
})
