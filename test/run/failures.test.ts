import { describe, expect, test } from 'vitest'
import { FakeClock } from '../support/fake-clock.ts'
import { FakeProvider, type FakeService, type Fate } from '../support/fake-provider.ts'
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

/** The service's fate for each sending in turn, the last one for all that follow. */
function fates(...given: readonly Fate[]): FakeService['fate'] {
  return (_, nth) => given[Math.min(nth, given.length - 1)] ?? { kind: 'accept' }
}

const accept: Fate = { kind: 'accept' }
const refuse = (scope: Extract<Fate, { kind: 'refuse' }>['scope'], code = 'X'): Fate => ({
  kind: 'refuse',
  scope,
  code,
})

describe('one failing image', () => {
  test('never stops another, and costs nothing', async () => {
    const h = harness({ fate: fates(accept, refuse('job', 'DataInspectionFailed'), accept) })
    const { result } = await runPlan(planOf(requests(3), h), h)
    expect(result.counts).toMatchObject({ done: 2, failed: 1 })
    expect(result.spend.spent).toBe(60_000)
    expect(result.missing).toHaveLength(1)
    const again = planOf(requests(3), h)
    expect(again.jobs.map(({ action }) => action)).toEqual(['keep', 'blocked', 'keep'])
  })

  test('is sent again where the fault passes, a few times', async () => {
    const h = harness({ fate: fates(refuse('retry'), refuse('retry'), accept) })
    const { result } = await runPlan(planOf(requests(1), h), h)
    expect(result.counts.done).toBe(1)
    expect(h.provider.ledger).toMatchObject({ accepted: 1, billed: 1 })
  })

  test('that keeps failing is given up, and a later run tries it again', async () => {
    const h = harness({ fate: fates(refuse('retry')) })
    const { result } = await runPlan(planOf(requests(1), h), h)
    expect(result.counts.failed).toBe(1)
    expect(h.provider.ledger.sent).toHaveLength(5)
    expect(planOf(requests(1), h).jobs[0]?.action).toBe('retry')
  })

  test('whose picture was refused is sent exactly once more', async () => {
    const failLater: Fate = {
      kind: 'fail-later',
      scope: 'retry-once',
      code: 'DataInspectionFailed',
    }
    const h = harness({ fate: fates(failLater) })
    const { result } = await runPlan(planOf(requests(1), h), h)
    expect(result.counts.failed).toBe(1)
    expect(h.provider.ledger.sent).toHaveLength(2)
    expect(planOf(requests(1), h).jobs[0]?.action).toBe('blocked')
  })

  test('that was canceled is not sent again in this run, but in the next', async () => {
    const h = harness({ fate: fates({ kind: 'canceled' }) })
    const { result } = await runPlan(planOf(requests(1), h), h)
    expect(result.counts.failed).toBe(1)
    expect(planOf(requests(1), h).jobs[0]?.action).toBe('retry')
  })
})

describe('the account', () => {
  test('saying stop ends the run at once; running tasks are left to the next one', async () => {
    const h = harness({ fate: fates(accept, accept, refuse('run', 'Arrearage')) })
    const { result } = await runPlan(planOf(requests(50), h), h)
    expect(result.ended).toBe('account')
    expect(result.stop).toMatchObject({ code: 'Arrearage' })
    expect(h.provider.ledger.sent.length).toBeLessThan(6)
    const next = harness({}, h)
    expect(planOf(requests(50), h).totals.jobs).toBe(50)
    const resumed = await runPlan(planOf(requests(50), h), {
      ...next,
      provider: h.provider,
      clock: h.clock,
    })
    expect(resumed.result.ended).toBe('account')
  })

  test('too many failures stop new requests', async () => {
    const h = harness({ fate: fates(refuse('job')) })
    const { result } = await runPlan(planOf(requests(50), h), h, { options: { maxFailures: 3 } })
    expect(result.ended).toBe('failures')
    expect(result.counts.failed).toBeLessThanOrEqual(2 + 3)
    expect(result.counts.waiting).toBe(50 - result.counts.failed)
  })

  test('without a connection nothing is sent, and the lock says so', async () => {
    const h = harness({ fate: fates({ kind: 'not-sent' }, { kind: 'not-sent' }, accept) })
    const { result } = await runPlan(planOf(requests(2), h), h)
    expect(result.counts.done).toBe(2)
    expect(h.provider.ledger).toMatchObject({ accepted: 2, billed: 2 })
  })
})

describe('the budget', () => {
  test('is a wall for requests that no plan counted', async () => {
    const h = harness({ fate: (_, nth) => ({ kind: nth % 3 === 2 ? 'lose-answer' : 'accept' }) })
    const plan = planOf(requests(9), h, { mode: 'sync' })
    const options = { resolveUnknown: 'retry', maxCost: 10 * 30_000 } as const
    const { result } = await runPlan(plan, h, { options })
    expect(h.provider.ledger.billed).toBeLessThanOrEqual(10)
    expect(result.ended).toBe('budget')
  })

  test('gives back what was not billed', async () => {
    const h = harness({ fate: fates(refuse('retry'), refuse('retry'), accept) })
    const { result } = await runPlan(planOf(requests(3), h), h, { options: { maxCost: 90_000 } })
    expect(result).toMatchObject({ ended: 'complete', counts: { done: 3 } })
  })
})

describe('a task', () => {
  test('that never ends is left after a quarter of an hour, and its slot serves others', async () => {
    const h = harness({ fate: fates({ kind: 'never-ends' }, accept), duration: 1000 })
    const { result } = await runPlan(planOf(requests(6), h), h)
    expect(result.counts).toMatchObject({ done: 5, running: 1 })
    expect(result.missing).toEqual([
      expect.objectContaining({ why: expect.stringContaining('15 minutes') }),
    ])
    expect(planOf(requests(6), h).jobs[0]?.action).toBe('resume')
  })

  test.each([
    ['nobody answers for', { kind: 'unanswered', failure: null, reason: 'HTTP 500' }],
    ['is never begun', { kind: 'pending', scheduledAt: null }],
  ] as const)('that %s does not keep its slot while others come and go', async (_, outcome) => {
    const h = harness({ duration: 15_000 })
    const poll = h.provider.poll.bind(h.provider)
    h.provider.poll = async (id) => {
      if (id !== 'task-1') return poll(id)
      await h.clock.sleep(80)
      return outcome
    }
    const { result } = await runPlan(planOf(requests(400), h), h)
    expect(result.counts).toMatchObject({ done: 399, running: 1 })
    // 50 minutes in two slots; a quarter of an hour of them in one.
    expect(h.clock.monotonic()).toBeLessThan(60 * 60_000)
  })

  test('that the API no longer knows is expired after five minutes, and never sent again unasked', async () => {
    const h = harness({ fate: fates({ kind: 'vanishes' }) })
    const { result } = await runPlan(planOf(requests(1), h), h)
    expect(result.counts.unknown).toBe(1)
    expect(result.spend.open).toBe(30_000)
    expect(planOf(requests(1), h).jobs[0]?.action).toBe('resolve')
    const next = harness({}, h)
    const { result: second } = await runPlan(planOf(requests(1), h), next)
    expect(second.counts.unknown).toBe(1)
    expect(next.provider.ledger.accepted).toBe(0)
  })
})

describe('a picture', () => {
  test('that cannot be reached stays submitted, and the next run fetches it', async () => {
    const h = harness({ downloads: () => ({ kind: 'unanswered', reason: 'timed out' }) })
    const { result } = await runPlan(planOf(requests(1), h), h)
    expect(result.counts).toMatchObject({ running: 1, failed: 0 })
    const healed = { ...h, provider: h.provider }
    h.provider.download = async () => ({ kind: 'bytes', bytes: Buffer.from('picture 1328*1328 x') })
    const { result: second } = await runPlan(planOf(requests(1), h), healed)
    expect(second.counts.done).toBe(1)
    expect(h.provider.ledger).toMatchObject({ accepted: 1, billed: 1 })
  })

  test('that is none is billed, and never sent again unasked', async () => {
    const h = harness({ downloads: () => ({ kind: 'bytes', bytes: Buffer.from('<html>') }) })
    const { result } = await runPlan(planOf(requests(1), h), h)
    expect(result.counts.failed).toBe(1)
    expect(result.spend.spent).toBe(30_000)
    const [attempt] = h.lock.state.attempts.values()
    expect(attempt).toMatchObject({
      state: 'failed',
      error: { code: 'BAD_IMAGE', retriable: false },
    })
    expect(attempt?.cost?.amount).toBe('0.030000')
    expect(planOf(requests(1), h).jobs[0]?.action).toBe('blocked')
  })

  test('whose URL expired is asked for again by its task', async () => {
    const h = harness({
      downloads: (_, nth) => (nth <= 3 ? { kind: 'expired', httpStatus: 403 } : null),
    })
    const { result } = await runPlan(planOf(requests(1), h), h)
    expect(result.counts.done).toBe(1)
  })

  test('whose fresh URL has expired too is an unknown outcome', async () => {
    const h = harness({ downloads: () => ({ kind: 'expired', httpStatus: 404 }) })
    const { result } = await runPlan(planOf(requests(1), h), h)
    expect(result.counts.unknown).toBe(1)
    expect(planOf(requests(1), h).jobs[0]?.action).toBe('resolve')
  })

  test('of another size is kept with a warning', async () => {
    const h = harness({ pictureSize: () => '1024*1024' })
    const { result } = await runPlan(planOf(requests(1), h), h)
    expect(result).toMatchObject({ ended: 'complete', warnings: 1, counts: { done: 1 } })
    const [attempt] = h.lock.state.attempts.values()
    expect(attempt?.warning).toContain('1024*1024')
    expect(attempt?.images?.[0]).toMatchObject({ width: 1024, height: 1024 })
  })
})

describe('a signal', () => {
  test('leaves tasks on the server, and the next run resumes them without paying again', async () => {
    const h = harness()
    const { result } = await runPlan(planOf(requests(10), h), h, {
      onEvent: (event, stop) => {
        if (event.type === 'image' && event.counts.done === 3) stop.abort('SIGINT')
      },
    })
    expect(result).toMatchObject({ ended: 'interrupted', signal: 'SIGINT' })
    expect(result.counts.waiting).toBeGreaterThan(0)
    const { result: second } = await runPlan(planOf(requests(10), h), h)
    expect(second).toMatchObject({ ended: 'complete', counts: { done: 10 } })
    expect(h.provider.ledger).toMatchObject({ accepted: 10, billed: 10 })
  })

  test.each(['sync', 'async'] as const)(
    'keeps back what has no connection yet, %s',
    async (mode) => {
      const h = harness({ connectMs: () => 5000, duration: 20_000 })
      let isSent = false
      const { result } = await runPlan(planOf(requests(4), h, { mode }), h, {
        onEvent: (event, stop) => {
          if (isSent || event.type !== 'job') return
          isSent = true
          h.clock.after(1000, () => stop.abort('SIGINT'))
        },
      })
      expect(result.counts).toMatchObject({ waiting: 4, running: 0 })
      expect(h.provider.ledger).toMatchObject({ accepted: 0, billed: 0 })
    },
  )

  test('fails no job that it keeps back, however long ago that was first sent', async () => {
    const h = harness({
      fate: fates(refuse('retry'), accept),
      connectMs: (nth) => (nth === 0 ? 0 : 5000),
    })
    let sendings = 0
    const { result } = await runPlan(planOf(requests(1), h, { mode: 'sync' }), h, {
      onEvent: (event, stop) => {
        if (event.type !== 'job') return
        if (event.state === 'retrying') h.clock.holdUp(40 * 60_000)
        if (event.state !== 'submitting') return
        sendings += 1
        if (sendings === 2) h.clock.after(1000, () => stop.abort('SIGINT'))
      },
    })
    expect(result.counts).toMatchObject({ waiting: 1, failed: 0 })
    expect(h.provider.ledger.billed).toBe(0)
  })

  test('waits for calls in flight, since they will be billed', async () => {
    const h = harness()
    const { result } = await runPlan(planOf(requests(10), h, { mode: 'sync' }), h, {
      onEvent: (event, stop) => {
        if (event.type === 'image' && event.counts.done === 1) stop.abort('SIGTERM')
      },
    })
    expect(result.signal).toBe('SIGTERM')
    expect(result.counts.unknown).toBe(0)
    expect(result.counts.done).toBe(h.provider.ledger.billed)
  })

  test('stop-after finishes what runs', async () => {
    const h = harness()
    const { result } = await runPlan(planOf(requests(10), h), h, {
      options: { stopAfterMs: 20_000 },
    })
    expect(result.ended).toBe('stop-after')
    expect(result.counts.running).toBe(0)
    expect(result.counts.done).toBe(h.provider.ledger.accepted)
  })
})

describe('a disk that refuses', () => {
  test('the line of an output leaves its picture as paid and done; the next run writes it', async () => {
    const h = harness()
    h.lock.failAfter = 3
    const { result } = await runPlan(planOf(requests(1), h), h)
    expect(result).toMatchObject({
      ended: 'disk',
      counts: { done: 1, running: 0 },
      spend: { spent: 30_000, open: 0 },
      missing: [{ why: expect.stringContaining('the lockfile could not be written') }],
    })
    h.lock.failAfter = Number.POSITIVE_INFINITY
    const { result: second } = await runPlan(planOf(requests(1), h), h)
    expect(second).toMatchObject({ ended: 'complete', written: 1, missing: [] })
    expect(h.provider.ledger.billed).toBe(1)
  })

  test('at any record leaves nothing paid twice and nothing lost', async () => {
    for (let records = 0; records < 14; records += 1) {
      const h = harness()
      h.lock.failAfter = records
      const { result } = await runPlan(planOf(requests(4), h), h)
      expect(result.ended === 'disk' || result.missing.length > 0).toBe(true)
      h.lock.failAfter = Number.POSITIVE_INFINITY
      const { result: second } = await runPlan(planOf(requests(4), h), h)
      expect(second.counts).toMatchObject({ done: 4, unknown: 0 })
      expect(h.provider.ledger.billed).toBe(4)
    }
  })
})
