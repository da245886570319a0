import { describe, expect, test } from 'vitest'
import { latestAttempt } from '../../src/lockfile/attempts.ts'
import { ServerClock } from '../../src/run/server-clock.ts'
import { aHarness, fates } from '../support/a-harness.ts'
import { FakeClock } from '../support/fake-clock.ts'
import { jobOf, planOf, request, requests, runPlan } from '../support/run-harness.ts'

const hourMs = 3_600_000
const jumps = [-26, -3, -0.1, 0.1, 3, 26].map((hours) => hours * hourMs)

describe('the server’s time', () => {
  test('is the machine’s until it is known, and then goes on by the stopwatch', async () => {
    const clock = new FakeClock()
    const server = new ServerClock(clock)
    expect(server.now()).toBe(clock.epoch)
    server.align(5000)
    await clock.drive(clock.sleep(1000))
    clock.jump = hourMs
    expect(server.now()).toBe(clock.epoch + 6000)
  })

  test('is doubtful once the machine’s clock was set, until it is asked for again', () => {
    const clock = new FakeClock()
    const server = new ServerClock(clock)
    server.align(0)
    expect(server.isDoubtful).toBe(false)
    clock.jump = 6000
    expect(server.isDoubtful).toBe(true)
    server.align(-6000)
    expect(server.isDoubtful).toBe(false)
    expect(server.now()).toBe(clock.epoch)
  })
})

describe('a clock that is off', () => {
  test.each(jumps)('by %i ms from the start changes nothing', async (jump) => {
    const h = aHarness({
      fate: (_, nth) => ({ kind: nth % 3 === 0 ? 'lose-answer' : 'accept' }),
      duration: 40_000,
    })
    h.clock.jump = jump
    const { result } = await runPlan(planOf(requests(6), h), h)
    expect(result).toMatchObject({ ended: 'complete', counts: { done: 6 } })
    expect(h.provider.ledger).toMatchObject({ accepted: 6, billed: 6 })
    const [attempt] = h.lock.state.attempts.values()
    expect(Math.abs(Date.parse(attempt?.reservedAt ?? '') - h.clock.epoch)).toBeLessThan(1000)
  })

  test.each(jumps)('by %i ms in the middle of a run changes nothing', async (jump) => {
    const h = aHarness({
      fate: (_, nth) => ({ kind: nth % 2 === 0 ? 'lose-answer' : 'accept' }),
    })
    const { result } = await runPlan(planOf(requests(8), h), h, {
      onEvent: (event) => {
        if (event.type === 'job' && event.state === 'submitting') h.clock.jump += jump / 3
      },
    })
    expect(result).toMatchObject({ ended: 'complete', counts: { done: 8 } })
    expect(h.provider.ledger).toMatchObject({ accepted: 8, billed: 8 })
  })

  test.each(jumps)(
    'by %i ms between two runs does not have a lost answer paid twice',
    async (jump) => {
      const h = aHarness({ fate: fates({ kind: 'lose-answer' }, { kind: 'accept' }) })
      const first = await runPlan(planOf([request()], h), h, {
        onEvent: (event, stop) => {
          if (event.type === 'unknown') stop.abort('SIGINT')
        },
      })
      expect(first.result.counts.unknown).toBe(1)
      h.clock.jump = jump
      const { result } = await runPlan(planOf([request()], h), h)
      expect(result.counts.done).toBe(1)
      expect(h.provider.ledger).toMatchObject({ accepted: 1, billed: 1 })
    },
  )

  test('a sending is later than every one of its request before it, whatever the clock says', async () => {
    const h = aHarness()
    const { key } = jobOf(request())
    const later = new Date(h.clock.epoch + hourMs).toISOString()
    await h.lock.append({
      key,
      attempt: 'by-a-fast-clock',
      state: 'failed',
      at: later,
      request: request(),
      error: { code: 'X', message: 'x', http_status: 500, request_id: null, retriable: true },
    })
    await runPlan(planOf([request()], h), h)
    expect(latestAttempt(h.lock.state, key)).toMatchObject({ state: 'done' })
    expect(latestAttempt(h.lock.state, key)?.id).not.toBe('by-a-fast-clock')
  })
})

test('what was reserved before the machine slept is reserved anew before it is sent', async () => {
  const sleeps = [10 * 60_000]
  const h = aHarness()
  const { result } = await runPlan(planOf([request()], h), h, {
    onEvent: (event) => {
      if (event.type !== 'job' || event.state !== 'submitting') return
      h.clock.sleptMs += sleeps.pop() ?? 0
    },
  })
  expect(result).toMatchObject({ ended: 'complete', counts: { done: 1 } })
  expect(h.provider.ledger.sent).toHaveLength(1)
  const [held, sent] = [...h.lock.state.attempts.values()]
  expect(held).toMatchObject({ state: 'failed', error: { code: 'NOT_SENT', retriable: true } })
  const apart = Date.parse(sent?.reservedAt ?? '') - Date.parse(held?.reservedAt ?? '')
  expect(apart).toBeGreaterThan(600_000)
})

test.each([1, 2, 3])(
  'a machine that sleeps %i times keeps no place in the rate window',
  async (times) => {
    const h = aHarness()
    let left = times
    const { result } = await runPlan(planOf(requests(4), h), h, {
      onEvent: (event) => {
        if (left === 0 || event.type !== 'job' || event.state !== 'submitting') return
        left -= 1
        h.clock.sleptMs += 10 * 60_000
      },
    })
    const { done, running } = result.counts
    expect(done + running).toBe(4)
    expect(h.provider.ledger).toMatchObject({ accepted: 4 })
    expect(h.lock.state.attempts.size).toBeLessThan(12)
  },
)

test('an account that is refused when the time is asked for stops the run', async () => {
  const h = aHarness()
  const list = h.provider.list.bind(h.provider)
  let isRevoked = false
  h.provider.list = async (query) => {
    if (!isRevoked) return list(query)
    const refusal = { code: 'InvalidApiKey', message: 'Invalid API-key provided.', httpStatus: 401 }
    return { kind: 'failed', failure: { ...refusal, scope: 'run', requestId: null, hint: null } }
  }
  const { result } = await runPlan(planOf(requests(4), h), h, {
    onEvent: (event) => {
      if (isRevoked || event.type !== 'job' || event.state !== 'submitting') return
      isRevoked = true
      h.clock.jump += 60_000
    },
  })
  expect(result).toMatchObject({ ended: 'account', stop: { code: 'InvalidApiKey' } })
  expect(h.clock.monotonic()).toBeLessThan(60_000)
})

test('what waits too long for its connection is not sent on it', async () => {
  const h = aHarness({ connectMs: (nth) => (nth === 0 ? 40_000 : 0) })
  const { result } = await runPlan(planOf([request()], h), h)
  expect(result).toMatchObject({ ended: 'complete', counts: { done: 1 } })
  expect(h.provider.ledger).toMatchObject({ accepted: 1, billed: 1 })
  expect([...h.lock.state.attempts.values()].map(({ state }) => state)).toEqual(['failed', 'done'])
})

test('a run on a clock that has been running for days gives tasks their time', async () => {
  const h = aHarness()
  await h.clock.drive(h.clock.sleep(72 * hourMs))
  await runPlan(planOf(requests(2), h), h, {
    onEvent: (event, stop) => {
      if (event.type === 'job' && event.state === 'submitted') stop.abort('SIGINT')
    },
  })
  const { result } = await runPlan(planOf(requests(2), h), h)
  expect(result.counts).toMatchObject({ done: 2, running: 0 })
})
