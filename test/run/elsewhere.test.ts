import { describe, expect, test } from 'vitest'
import { FakeClock } from '../support/fake-clock.ts'
import { FakeProvider, type FakeService } from '../support/fake-provider.ts'
import {
  type Harness,
  MemoryLock,
  MemoryPictures,
  planOf,
  requests,
  runPlan,
} from '../support/run-harness.ts'

function harness(service: Partial<FakeService> = {}, before?: Harness): Harness {
  const clock = new FakeClock()
  return {
    clock,
    provider: new FakeProvider({ clock, ...service }),
    lock: before?.lock ?? new MemoryLock(),
    pictures: before?.pictures ?? new MemoryPictures(),
  }
}

/** A service in another region, which has never seen what the first one has. */
function elsewhere(before: Harness): Harness {
  const there = harness({}, before)
  Object.assign(there.provider, { region: 'beijing' })
  return there
}

describe('what was sent to another region', () => {
  test('is left there as a task: not expired, not paid again', async () => {
    const h = harness()
    await runPlan(planOf(requests(1), h), h, {
      onEvent: (event, stop) => {
        if (event.type === 'job' && event.state === 'submitted') stop.abort('SIGINT')
      },
    })
    const there = elsewhere(h)
    const { result } = await runPlan(planOf(requests(1), there), there)
    expect(result.counts).toMatchObject({ running: 1, done: 0 })
    expect(result.missing[0]?.why).toContain('sent to region singapore')
    expect(there.provider.ledger).toMatchObject({ accepted: 0, polls: 0 })
    const { result: back } = await runPlan(planOf(requests(1), h), h)
    expect(back.counts.done).toBe(1)
    expect(h.provider.ledger.billed).toBe(1)
  })

  test('stays unknown when its answer was lost: an empty list here says nothing about there', async () => {
    const h = harness({ fate: () => ({ kind: 'lose-answer' }) })
    await runPlan(planOf(requests(1), h), h, {
      onEvent: (event, stop) => {
        if (event.type === 'unknown') stop.abort('SIGINT')
      },
    })
    const there = elsewhere(h)
    const { result } = await runPlan(planOf(requests(1), there), there)
    expect(result.counts).toMatchObject({ unknown: 1 })
    expect(there.provider.ledger).toMatchObject({ accepted: 0 })
  })
})

describe('an account that may not list its tasks', () => {
  test('has its lost answers stay unknown at once', async () => {
    const h = harness({ fate: (_, nth) => ({ kind: nth === 0 ? 'lose-answer' : 'accept' }) })
    h.provider.list = async () => ({
      kind: 'failed',
      failure: {
        code: 'AccessDenied',
        message: 'no',
        httpStatus: 403,
        requestId: null,
        scope: 'model',
        hint: null,
      },
    })
    const { result } = await runPlan(planOf(requests(3), h), h)
    expect(result.counts).toMatchObject({ done: 2, unknown: 1 })
    expect(h.clock.monotonic()).toBeLessThan(5 * 60_000)
  })
})

describe('a picture whose replacement is in doubt', () => {
  test('keeps being restored for free', async () => {
    const h = harness()
    await runPlan(planOf(requests(1), h, { mode: 'sync' }), h)
    const again = harness({ fate: () => ({ kind: 'lose-answer' }) }, h)
    const plan = planOf(requests(1), again, { mode: 'sync' })
    const [job] = plan.jobs
    if (job === undefined) throw new Error('a job was planned')
    const regenerate = { ...plan, jobs: [{ ...job, action: 'regenerate' as const, cost: 30_000 }] }
    const { result } = await runPlan(regenerate, again)
    expect(result.counts.unknown).toBe(1)
    const [path = ''] = again.pictures.files.keys()
    again.pictures.files.delete(path)
    const open = planOf(requests(1), again, { mode: 'sync' })
    expect(open.jobs[0]).toMatchObject({ action: 'resolve', outputs: [{ status: 'to-write' }] })
    const later = await runPlan(open, again)
    expect(later.result).toMatchObject({ written: 1, counts: { unknown: 1 } })
    expect(again.pictures.files.has(path)).toBe(true)
  })
})

test('an answer with more pictures than were asked for costs and keeps no more', async () => {
  const h = harness()
  const { poll } = h.provider
  h.provider.poll = async (id) => {
    const outcome = await poll.call(h.provider, id)
    if (outcome.kind !== 'succeeded') return outcome
    const { answer } = outcome
    return { ...outcome, answer: { ...answer, images: [...answer.images, ...answer.images] } }
  }
  const { result } = await runPlan(planOf(requests(1), h), h)
  expect(result.spend.spent).toBe(30_000)
})
