import { expect, test } from 'vitest'
import { displayWidth } from '../../src/diagnostics/width.ts'
import type { TaskSummary } from '../../src/provider/provider.ts'
import { taskLookText, taskPageText } from '../../src/report/tasks-text.ts'

const account = { region: 'singapore', endpoint: null }
const task: TaskSummary = {
  taskId: '0385dc79-5ff8-4d82-bcb6-2c4b1c1f7a11',
  status: 'RUNNING',
  model: 'qwen-image-plus',
  createdAt: Date.parse('2026-11-20T03:00:00Z'),
  endedAt: null,
  requestId: null,
}
const options = { colour: false, timeZone: 'Asia/Shanghai' }

test('on a narrow terminal each task is a few lines, and no line is too wide', () => {
  const page = { account, tasks: [task], page: 1, pages: 1, total: 1 }
  const lines = taskPageText(page, { ...options, width: 60 }).split('\n')
  expect(lines.slice(0, 4)).toEqual([
    task.taskId,
    '  status: RUNNING',
    '  model: qwen-image-plus',
    '  created: 2026-11-20 11:00:00',
  ])
  for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(60)
})

test('what an answer says cannot move the cursor or begin a command of a CI service', () => {
  const hostile = '\u001b[2J\r\n::error::x'
  const answer = {
    images: [{ kind: 'failed', code: hostile, message: hostile }],
    requestId: null,
    taskId: null,
    origPrompt: hostile,
    actualPrompt: hostile,
    submittedAt: null,
    scheduledAt: null,
    endedAt: null,
    usage: { image_count: hostile },
    simulated: false,
  } as const
  const row = { ...task, model: hostile, status: hostile }
  const look = { account, taskId: task.taskId, seen: { kind: 'succeeded', answer }, row } as const
  const page = { account, tasks: [row], page: 1, pages: 1, total: 1 }
  for (const width of [30, 120]) {
    const text =
      taskLookText(look, { ...options, width }) + taskPageText(page, { ...options, width })
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]|^::/m)
    expect(text).toContain('␛[2J␍␊::error::x')
  }
})
