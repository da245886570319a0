import { describe, expect, test } from 'vitest'
import type { ReservedRecord } from '../../src/lockfile/records.ts'
import type { Request } from '../../src/request/request.ts'
import { aHarness, fates } from '../support/a-harness.ts'
import { type Harness, jobOf, planOf, request, requests, runPlan } from '../support/run-harness.ts'

const hourMs = 3_600_000

/** An attempt that an earlier run sent so long ago, its answer never seen. */
function leftOpen(h: Harness, wanted: Request, agoMs: number): ReservedRecord {
  return {
    key: jobOf(wanted).key,
    attempt: 'left-open',
    state: 'reserved',
    at: new Date(h.clock.epoch - agoMs).toISOString(),
    mode: 'async',
    request: wanted,
    cost: { amount: '0.030000', currency: 'USD', price_list: '2026-07' },
  }
}

describe('an outcome that an earlier run left unknown', () => {
  test('is sent again when the task list shows that nothing was accepted', async () => {
    const h = aHarness()
    await h.lock.append(leftOpen(h, request(), 22 * hourMs))
    const { result } = await runPlan(planOf([request()], h), h)
    expect(result.counts).toMatchObject({ done: 1, unknown: 0 })
    expect(h.provider.ledger.accepted).toBe(1)
  })

  test('is found where network or machine were held up for minutes, and the run then ended', async () => {
    const h = aHarness({
      fate: fates({ kind: 'lose-answer' }, { kind: 'accept' }),
      underWayMs: (nth) => (nth === 0 ? 300_000 : 0),
      duration: 40_000,
    })
    const first = await runPlan(planOf([request()], h), h, {
      onEvent: (event, stop) => {
        if (event.type === 'unknown') h.clock.after(20_000, () => stop.abort('SIGINT'))
      },
    })
    expect(first.result.counts.unknown).toBe(1)
    const { result } = await runPlan(planOf([request()], h), h)
    expect(result.counts).toMatchObject({ done: 1, unknown: 0 })
    expect(h.provider.ledger).toMatchObject({ accepted: 1, billed: 1 })
  })

  test('and may have been accepted late is a rival to what was sent then', async () => {
    const twins = [request({ seed: 1 }), request({ seed: 2 })]
    const [a = request(), b = request()] = twins
    const h = aHarness({
      fate: fates({ kind: 'lose-answer' }, { kind: 'accept' }),
      duration: 40_000,
    })
    await runPlan(planOf([b], h), h, {
      onEvent: (event, stop) => {
        if (event.type === 'unknown') h.clock.after(100, () => stop.abort('SIGINT'))
      },
    })
    const until = new Date(h.clock.epoch).toISOString()
    await h.lock.append({ ...leftOpen(h, a, hourMs / 6), sent_until: until })
    const { result } = await runPlan(planOf(twins, h), h)
    expect(result.counts).toMatchObject({ done: 0, unknown: 2 })
    expect(h.provider.ledger).toMatchObject({ accepted: 1 })
  })

  test.each([24, 48, 24 * 30])(
    'is asked about, never sent again, %i hours later: the list goes back no further',
    async (hours) => {
      const h = aHarness()
      await h.lock.append(leftOpen(h, request(), hours * hourMs))
      const { result } = await runPlan(planOf([request()], h), h)
      expect(result.counts).toMatchObject({ done: 0, unknown: 1 })
      expect(result.missing[0]?.why).toContain('23 hours')
      expect(h.provider.ledger.sent).toEqual([])
      expect(planOf([request()], h).jobs[0]?.action).toBe('resolve')
    },
  )

  test('and is too old to look up does not keep its twins from being sent', async () => {
    const h = aHarness()
    const twins = [request({ seed: 1 }), request({ seed: 2 })]
    await h.lock.append(leftOpen(h, request({ seed: 1 }), 48 * hourMs))
    const { result } = await runPlan(planOf(twins, h), h)
    expect(result.counts).toMatchObject({ done: 1, unknown: 1 })
  })

  test('before the latest picture is not asked about any more', async () => {
    const h = aHarness()
    await runPlan(planOf([request()], h), h)
    const old = { ...leftOpen(h, request(), hourMs), attempt: 'older' }
    await h.lock.append(old)
    await h.lock.append({
      key: old.key,
      attempt: 'older',
      state: 'submitted',
      at: old.at,
      task_id: 'task-99',
      request_id: null,
    })
    await h.lock.append({
      ...leftOpen(h, request(), 0),
      attempt: 'newest',
      at: new Date(h.clock.now()).toISOString(),
    })
    const { events } = await runPlan(planOf([request()], h), h)
    const resumed = events.filter((event) => event.type === 'job' && event.state === 'resumed')
    expect(resumed).toEqual([])
    expect(h.lock.state.attempts.get('newest')?.state).not.toBe('reserved')
  })
})

describe('a request that could be taken for one of unknown outcome', () => {
  test('is not sent again after its own task failed, and the run ends', async () => {
    const twins = [request({ seed: 1 }), request({ seed: 2 })]
    const h = aHarness({
      showsPrompt: false,
      fate: fates({ kind: 'fail-later', scope: 'retry', code: 'X' }, { kind: 'lose-answer' }),
      duration: (_, nth) => (nth === 1 ? 90_000 : 5000),
    })
    const { result } = await runPlan(planOf(twins, h), h)
    expect(result.counts).toMatchObject({ unknown: 1, waiting: 1 })
    expect(h.provider.ledger.sent).toHaveLength(2)
    expect(result.missing.map(({ why }) => why)).toContainEqual(
      expect.stringContaining('could be taken for it'),
    )
  })

  test('is sent where that one has expired: its task is known', async () => {
    const twins = [request({ seed: 1 }), request({ seed: 2 })]
    const h = aHarness({ fate: fates({ kind: 'vanishes' }, { kind: 'accept' }) })
    const { result } = await runPlan(planOf(twins, h), h)
    expect(result.counts).toMatchObject({ done: 1, unknown: 1 })
  })
})

describe('the task list', () => {
  test('with fewer tasks than it counts proves nothing', async () => {
    const h = aHarness({ fate: fates({ kind: 'lose-answer' }, { kind: 'accept' }) })
    const { list } = h.provider
    h.provider.list = async (...query) => {
      const whole = await list.apply(h.provider, query)
      return whole.kind === 'listed' && query[0].pageSize > 1 ? { ...whole, tasks: [] } : whole
    }
    const { result } = await runPlan(planOf([request()], h), h)
    expect(result.counts).toMatchObject({ done: 0, unknown: 1 })
    expect(h.provider.ledger).toMatchObject({ accepted: 1, billed: 1 })
  })

  test('that only shows a task after a while does not have it paid twice', async () => {
    const h = aHarness({ fate: fates({ kind: 'lose-answer' }, { kind: 'accept' }) })
    const { list } = h.provider
    h.provider.list = async (...query) => {
      const whole = await list.apply(h.provider, query)
      const isLate = h.clock.monotonic() < 20_000
      return whole.kind === 'listed' && isLate ? { ...whole, tasks: [], total: 0 } : whole
    }
    const { result } = await runPlan(planOf([request()], h), h)
    expect(result.counts.done).toBe(1)
    expect(h.provider.ledger).toMatchObject({ accepted: 1, billed: 1 })
  })
})

test('a lost answer is found in an account whose list of tasks grows while it is read', async () => {
  const models = ['qwen-image-plus', 'wan2.2-t2i-flash', 'wan2.2-t2i-plus']
  const h = aHarness({
    duration: 15_000,
    concurrent: 100,
    rate: 100,
    fate: (_, nth) => ({ kind: nth === 5 ? 'lose-answer' : 'accept' }),
  })
  const older = Array.from({ length: 3000 }, (_, nth) => ({
    taskId: `old-${nth}`,
    status: 'SUCCEEDED' as const,
    model: models[0] ?? '',
    createdAt: h.clock.epoch - hourMs - nth,
    endedAt: null,
    requestId: null,
  }))
  const list = h.provider.list.bind(h.provider)
  h.provider.list = async ({ page = 1, pageSize = 10 }) => {
    await h.clock.sleep(170)
    const mine = await list({ page: 1, pageSize: 100_000 })
    if (mine.kind !== 'listed') return mine
    const tasks = [...mine.tasks, ...older]
    return {
      ...mine,
      tasks: tasks.slice((page - 1) * pageSize, page * pageSize),
      total: tasks.length,
      totalPages: Math.ceil(tasks.length / pageSize),
    }
  }
  const wanted = models.flatMap((model) => requests(250, { model, size: '1024*1024' }))
  const { result } = await runPlan(planOf(wanted, h), h)
  expect(result.counts).toMatchObject({ done: 750, unknown: 0 })
})

test('a signal also ends the reading of a long list of tasks', async () => {
  const h = aHarness({ fate: fates({ kind: 'lose-answer' }) })
  const stop = new AbortController()
  let pages = 0
  const list = h.provider.list.bind(h.provider)
  h.provider.list = async (query) => {
    pages += 1
    if (pages === 50) stop.abort('SIGINT')
    await h.clock.sleep(100)
    const outcome = await list(query)
    return outcome.kind === 'listed' ? { ...outcome, total: 200_000, totalPages: 2000 } : outcome
  }
  const { result } = await runPlan(planOf([request()], h), h, {
    onEvent: (_, signal) => stop.signal.addEventListener('abort', () => signal.abort('SIGINT')),
  })
  expect(result.counts).toMatchObject({ unknown: 1 })
  expect(pages).toBe(50)
})

describe('a full disk', () => {
  test.each([0, 1, 2, 3, 4])(
    'while several lost answers are looked up ends the run, %i records later',
    async (records) => {
      const h = aHarness({ fate: fates({ kind: 'lose-answer' }) })
      const append = h.lock.append.bind(h.lock)
      h.lock.append = async (record) => {
        if ('state' in record && record.state === 'submitted' && h.lock.failAfter > 1e6) {
          h.lock.failAfter = h.lock.records.length + records
        }
        return append(record)
      }
      const { result } = await runPlan(planOf(requests(4), h), h)
      expect(result.ended).toBe('disk')
      h.lock.failAfter = Number.POSITIVE_INFINITY
      h.lock.append = append
      const next = await runPlan(planOf(requests(4), h), h)
      expect(next.result.counts).toMatchObject({ done: 4, unknown: 0 })
      expect(h.provider.ledger.billed).toBe(4)
    },
  )

  test('at the record of one leaves the other, which is found by then, its picture', async () => {
    const h = aHarness({ fate: fates({ kind: 'lose-answer' }) })
    const download = h.provider.download.bind(h.provider)
    h.provider.download = async (url) => {
      await h.clock.sleep(5000)
      return download(url)
    }
    const append = h.lock.append.bind(h.lock)
    let found = 0
    h.lock.append = async (record) => {
      const isFound = 'state' in record && record.state === 'submitted'
      if (isFound) found += 1
      h.lock.failAfter = isFound && found === 2 ? 0 : Number.POSITIVE_INFINITY
      return append(record)
    }
    const { result } = await runPlan(planOf(requests(2), h), h)
    expect(result).toMatchObject({ ended: 'disk', counts: { done: 1, running: 0, unknown: 1 } })
  })

  test('before a request is reserved leaves it as not begun, and puts no money at risk', async () => {
    const h = aHarness()
    h.lock.failAfter = 0
    const { result } = await runPlan(planOf(requests(3), h), h)
    expect(result).toMatchObject({
      ended: 'disk',
      counts: { waiting: 3, running: 0 },
      spend: { spent: 0, open: 0 },
    })
    expect(h.provider.ledger.sent).toEqual([])
  })
})

test('a moderated picture is sent once more in all, also when a run in between was stopped', async () => {
  const h = aHarness({
    fate: fates({ kind: 'fail-later', scope: 'retry-once', code: 'DataInspectionFailed' }),
  })
  await runPlan(planOf([request()], h), h, {
    onEvent: (event, stop) => {
      if (event.type === 'job' && event.state === 'submitted') stop.abort('SIGINT')
    },
  })
  const { result } = await runPlan(planOf([request()], h), h)
  expect(result.counts.failed).toBe(1)
  expect(h.provider.ledger.sent).toHaveLength(2)
})

test('a request that is sent again is reserved at today’s price', async () => {
  const h = aHarness()
  const old = leftOpen(h, request(), hourMs)
  await h.lock.append({ ...old, cost: { ...old.cost, amount: '0.010000', price_list: 'manifest' } })
  await runPlan(planOf([request()], h), h)
  const costs = [...h.lock.state.attempts.values()].map(({ cost }) => cost?.amount)
  expect(costs).toContain('0.030000')
})
