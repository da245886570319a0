import { expect, test } from 'vitest'
import { type Lane, lanesOf } from '../../src/plan/estimate.ts'
import { atRiskInSync, otherMode } from '../../src/plan/other-mode.ts'
import type { PlannedJob } from '../../src/plan/plan.ts'
import { aJob, aPlan } from '../report/a-plan.ts'

function laneOf(
  jobs: readonly PlannedJob[],
  plan = aPlan(jobs),
): { lane: Lane; risk: ReturnType<typeof atRiskInSync> } {
  const [lane] = lanesOf(plan.jobs, plan.limits)
  if (lane === undefined) throw new Error('no lane')
  return { lane, risk: atRiskInSync(lane, plan.prices) }
}

function sync(count: number, model: string, n = 1): PlannedJob[] {
  return Array.from({ length: count }, (_, nth) => ({
    ...aJob(nth, { request: { model, n } }),
    mode: 'sync' as const,
  }))
}

test('the requests of a model and mode are one lane, whatever else the plan holds', () => {
  const jobs = [
    aJob(1),
    { ...aJob(2), mode: 'sync' as const },
    aJob(3, { request: { model: 'wan2.6-t2i' } }),
    aJob(4, { action: 'keep' }),
    aJob(5, { action: 'resume' }),
  ]
  const { limits } = aPlan(jobs)
  const lanes = lanesOf(jobs, limits)
  expect(lanes.map(({ model, mode, jobs }) => `${model.id} ${mode} ${jobs.length}`)).toEqual([
    'qwen-image-plus async 2',
    'qwen-image-plus sync 1',
    'wan2.6-t2i async 1',
  ])
})

test('never more calls are at risk than are held open, and the dearest count', () => {
  expect(laneOf(sync(200, 'qwen-image-2.0')).risk).toEqual({ requests: 64, cost: 64 * 35_000 })
  const mixed = [...sync(64, 'qwen-image-2.0'), ...sync(2, 'qwen-image-2.0', 6)]
  expect(laneOf(mixed).risk).toEqual({ requests: 64, cost: (62 + 12) * 35_000 })
})

test('a slow submit rate bounds what is in flight: calls are given up after ten minutes', () => {
  expect(laneOf(sync(200, 'qwen-image-max')).risk).toEqual({ requests: 22, cost: 22 * 75_000 })
})

test('a documented limit of calls bounds what is at risk', () => {
  expect(laneOf(sync(200, 'wan2.6-t2i')).risk).toEqual({ requests: 5, cost: 150_000 })
})

test('what is only fetched is not at risk, and has no other mode', () => {
  const { lane, risk } = laneOf([{ ...aJob(1, { action: 'resume' }), mode: 'sync' }])
  expect(risk).toEqual({ requests: 0, cost: 0 })
  expect(otherMode(lane)).toBeNull()
})

test('the other mode of wan2.6 loses no rewritten prompts, since none come', () => {
  const { lane } = laneOf(sync(4, 'wan2.6-t2i'))
  expect(otherMode(lane)).toMatchObject({ mode: 'async', rewritten: 0, isMuchFaster: false })
})

test('where the manifest allows more submits than calls may be open, the calls bind', () => {
  const submit = { count: 100, per: 'second' } as const
  const jobs = sync(128, 'qwen-image-2.0')
  const plan = aPlan(jobs, { manifest: { limits: new Map([['qwen-image-2.0', { submit }]]) } })
  expect(plan.estimate).toMatchObject({ seconds: 32, bound: 'concurrency' })
})
