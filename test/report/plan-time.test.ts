import { expect, test } from 'vitest'
import { timeLines } from '../../src/report/plan-time.ts'
import type { Request } from '../../src/request/request.ts'
import { aJob, aPlan } from './a-plan.ts'

function jobs(count: number, mode: 'async' | 'sync', request: Partial<Request> = {}) {
  return Array.from({ length: count }, (_, nth) => ({ ...aJob(nth, { request }), mode }))
}

test('a much faster mode is named with what it would lose', () => {
  expect(timeLines(aPlan(jobs(30, 'async')))).toEqual([
    'about 4 min; the limit that binds: 2 tasks at a time (qwen-image-plus, async)',
    'qwen-image-plus: sync would be much faster and take about 30 s instead of 4 min; it would lose the rewritten prompts of 30 requests, and up to 30 requests in flight could not be recovered after a crash (≤ 0.90 USD)',
  ])
})

test('only prompts that are rewritten can be lost', () => {
  const some = [...jobs(3, 'async', { prompt_extend: false }), aJob(9)]
  expect(timeLines(aPlan(some))[1]).toContain('the rewritten prompts of 1 request,')
  const none = aPlan(jobs(3, 'async', { prompt_extend: false }))
  expect(timeLines(none)[1]).toBe(
    'qwen-image-plus: sync would take about 17 s instead of 32 s; up to 3 requests in flight could not be recovered after a crash (≤ 0.09 USD)',
  )
})

test('synchronous requests say what a crash could cost, and what the asynchronous mode would take', () => {
  expect(timeLines(aPlan(jobs(30, 'sync')))).toEqual([
    'about 30 s; the limit that binds: 2 submits per second (qwen-image-plus, sync)',
    'qwen-image-plus, sync: up to 30 requests in flight cannot be recovered after a crash (≤ 0.90 USD)',
    'qwen-image-plus: async would take about 4 min instead of 30 s; it would lose nothing, it would return the rewritten prompts of 30 requests, and its tasks survive a crash',
  ])
})

test('a model with one mode names no other', () => {
  const lines = timeLines(aPlan(jobs(4, 'sync', { model: 'qwen-image-max' })))
  expect(lines).toEqual([
    'about 76 s; the limit that binds: 2 submits per minute (qwen-image-max, sync)',
    'qwen-image-max, sync: up to 4 requests in flight cannot be recovered after a crash (≤ 0.30 USD)',
  ])
  expect(timeLines(aPlan(jobs(4, 'async', { model: 'wan2.5-t2i-preview' })))).toHaveLength(1)
})

test('every model and mode has its own line, and nothing is said of what only waits', () => {
  const plan = aPlan([
    ...jobs(2, 'async'),
    ...jobs(2, 'sync', { model: 'qwen-image', prompt_extend: false }),
    { ...aJob(50, { action: 'resume', request: { model: 'wan2.6-t2i' } }), mode: 'async' as const },
  ])
  expect(timeLines(plan).map((line) => line.slice(0, 30))).toEqual([
    'about 2 min; no limit binds, t',
    'qwen-image-plus: sync would ta',
    'qwen-image, sync: up to 2 requ',
    'qwen-image: async would take a',
  ])
})
