import { describe, expect, test } from 'vitest'
import type { SubmitOutcome } from '../../src/provider/provider.ts'
import { retryDelay } from '../../src/run/retry-policy.ts'
import { SlidingWindow } from '../../src/run/sliding-window.ts'
import { Throttle } from '../../src/run/throttle.ts'
import { aHarness } from '../support/a-harness.ts'
import { type Harness, planOf, requests, runPlan } from '../support/run-harness.ts'

const half = () => 0.5

describe('a throttle', () => {
  test('pauses longer with each refusal in a row, up to a minute, with full jitter', () => {
    const waits = (random: () => number) => {
      const throttle = new Throttle(random)
      return Array.from({ length: 8 }, (_, nth) => {
        const now = nth * 100_000
        throttle.refused(now, { sentAt: now, leastMs: 0 })
        return throttle.wait(now)
      })
    }
    const second = 1000
    expect(waits(() => 1)).toEqual([2, 4, 8, 16, 32, 60, 60, 60].map((s) => s * second))
    expect(waits(half)).toEqual([1, 2, 4, 8, 16, 30, 30, 30].map((s) => s * second))
    expect(waits(() => 0)).toEqual(Array(8).fill(0))
  })

  test('waits half a minute at the least where limits are counted in minutes', () => {
    const throttle = new Throttle(() => 0)
    throttle.refused(0, { sentAt: 0, leastMs: 30_000 })
    expect(throttle.wait(0)).toBe(30_000)
  })

  test('takes refusals of what left before the pause for its echo', () => {
    const throttle = new Throttle(half)
    throttle.refused(1000, { sentAt: 900, leastMs: 0 })
    const { pace } = throttle
    for (const sentAt of [800, 950, 1000]) throttle.refused(1100, { sentAt, leastMs: 0 })
    expect(throttle.pace).toBe(pace)
    expect(throttle.wait(1100)).toBe(900)
  })

  test('is not cut short by a refusal with a shorter one', () => {
    const throttle = new Throttle(() => 0)
    throttle.refused(0, { sentAt: -50, leastMs: 30_000 })
    throttle.refused(100, { sentAt: 5, leastMs: 0 })
    expect(throttle.wait(100)).toBe(29_900)
  })

  test('is not ended by answers to what left before it', () => {
    const throttle = new Throttle(() => 1)
    throttle.refused(1000, { sentAt: 990, leastMs: 0 })
    for (let passed = 0; passed < 8; passed += 1) throttle.accepted(1000)
    expect(throttle.pace).toBe(1 / 2)
    expect(throttle.stalledFor(2000)).toBe(1000)
    throttle.refused(5000, { sentAt: 4000, leastMs: 0 })
    expect(throttle.wait(5000)).toBe(4000)
  })

  test('halves the pace to a sixteenth, and doubles it again for every four that pass', () => {
    const throttle = new Throttle(half)
    const paces: number[] = []
    for (let nth = 1; nth <= 6; nth += 1) {
      throttle.refused(nth * 1000, { sentAt: nth * 1000, leastMs: 0 })
      paces.push(throttle.pace)
    }
    expect(paces).toEqual([1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 16, 1 / 16])
    const recovered: number[] = []
    for (let passed = 1; passed <= 20; passed += 1) {
      throttle.accepted(10_000)
      if (passed % 4 === 0) recovered.push(throttle.pace)
    }
    expect(recovered).toEqual([1 / 8, 1 / 4, 1 / 2, 1, 1])
  })

  test('knows for how long nothing has got through', () => {
    const throttle = new Throttle(half)
    expect(throttle.stalledFor(5000)).toBe(0)
    throttle.unreachable(1000, 1000)
    throttle.refused(4000, { sentAt: 4000, leastMs: 0 })
    expect(throttle.stalledFor(5000)).toBe(4000)
    throttle.heard(1000)
    expect(throttle.stalledFor(6000)).toBe(5000)
    throttle.heard(1001)
    expect(throttle.stalledFor(6000)).toBe(0)
  })
})

test('a slower pace stretches the window that is never overfilled', () => {
  const window = new SlidingWindow({ count: 2, per: 'second' })
  window.take(0)
  window.take(100)
  expect(window.wait(500, 1)).toBe(500)
  expect(window.wait(500, 1 / 2)).toBe(1500)
  expect(window.wait(500, 1 / 16)).toBe(15_500)
})

describe('a refused job', () => {
  const history = { sends: 1, throttled: 0, singledOut: 0, elapsed: 0, stalled: 0 }

  test('is sent again as often as its kind of failure deserves', () => {
    const sent = (sends: number) => ({ ...history, sends })
    expect(retryDelay('retry', sent(4), half)).not.toBeNull()
    expect(retryDelay('retry', sent(5), half)).toBeNull()
    expect(retryDelay('retry-once', sent(1), half)).toBe(0)
    expect(retryDelay('retry-once', sent(2), half)).toBeNull()
    for (const scope of ['job', 'model', 'run'] as const) {
      expect(retryDelay(scope, history, half)).toBeNull()
    }
  })

  test('is not given up for a wave that hits all, but when it is singled out again and again', () => {
    const many = { ...history, sends: 100, throttled: 100 }
    expect(retryDelay('throttle', { ...many, singledOut: 1 }, half)).toBe(0)
    expect(retryDelay('not-sent', { ...many, singledOut: 12 }, half)).toBe(0)
    expect(retryDelay('throttle', { ...many, singledOut: 13 }, half)).toBeNull()
  })

  test('is given up once nothing of its model has got through for half an hour', () => {
    const stalled = (ms: number) => ({ ...history, stalled: ms })
    expect(retryDelay('throttle', stalled(30 * 60_000), half)).toBe(0)
    expect(retryDelay('throttle', stalled(30 * 60_000 + 1), half)).toBeNull()
  })

  test('waits longer each time the server failed', () => {
    const delays = [1, 2, 3, 4].map((sends) => retryDelay('retry', { ...history, sends }, half))
    expect(delays).toEqual([1000, 2000, 4000, 8000])
  })
})

describe('one refusal', () => {
  /** Two models beside each other; the n-th request is refused. Times of sending, by model. */
  async function sendings(refuse: number): Promise<{ at: number; model: string }[]> {
    const h = aHarness()
    const submit = h.provider.submit.bind(h.provider)
    const sent: { at: number; model: string }[] = []
    h.provider.submit = async (request, options) => {
      sent.push({ at: h.clock.monotonic(), model: request.model })
      return sent.length === refuse ? tooFast : submit(request, options)
    }
    const size = '1024*1024'
    const wanted = [
      ...requests(20, { model: 'wan2.2-t2i-plus', size }),
      ...requests(20, { model: 'wan2.2-t2i-flash', size }),
    ]
    const { result } = await runPlan(planOf(wanted, h), h)
    expect(result).toMatchObject({ ended: 'complete', counts: { done: 40 } })
    return sent
  }

  test('keeps every model from sending for its pause', async () => {
    const sent = await sendings(3)
    const refusedAt = sent[2]?.at ?? 0
    const later = sent.filter(({ at }) => at > refusedAt)
    expect(Math.min(...later.map(({ at }) => at))).toBeGreaterThanOrEqual(refusedAt + 1000)
    expect(new Set(later.map(({ model }) => model)).size).toBe(2)
  })
})

describe('a wave of refusals', () => {
  /** A service that refuses, for some seconds, what a test names. */
  function refusing(
    h: Harness,
    { from, to, model, after = 80 }: { from: number; to: number; model?: string; after?: number },
  ): void {
    const submit = h.provider.submit.bind(h.provider)
    h.provider.submit = async (request, options) => {
      const now = h.clock.monotonic() / 1000
      const isMeant = model === undefined || request.model === model
      if (!isMeant || now < from || now >= to) return submit(request, options)
      options.maySend?.()
      await h.clock.sleep(after)
      return tooFast
    }
  }

  test.each([30, 60, 120])(
    'for %i s fails no call, though calls of before it are still answered',
    async (seconds) => {
      const h = aHarness({ duration: 55_000 })
      refusing(h, { from: 60, to: 60 + seconds })
      const { result } = await runPlan(planOf(requests(300), h, { mode: 'sync' }), h)
      expect(result.counts).toMatchObject({ done: 300, failed: 0 })
      // 150 s to send them, the wave, a last call, and the way back to the full pace.
      expect(h.clock.monotonic()).toBeLessThan((150 + seconds + 55 + 180) * 1000)
    },
  )

  test.each([1900, 2500, 20_000])('whose refusals take %i ms fails no call', async (after) => {
    const h = aHarness({ duration: 30_000 })
    refusing(h, { from: 20, to: 320, after })
    const { result } = await runPlan(planOf(requests(100), h, { mode: 'sync' }), h)
    expect(result.counts).toMatchObject({ done: 100, failed: 0 })
  })

  test('of one model fails none of its jobs, though another model is let in', async () => {
    const h = aHarness({ duration: 3000 })
    const size = '1024*1024'
    const refused = 'wan2.2-t2i-plus'
    refusing(h, { from: 0, to: 180, model: refused })
    const wanted = [
      ...requests(5, { model: refused, size }),
      ...requests(200, { model: 'wan2.2-t2i-flash', size }),
    ]
    const { result } = await runPlan(planOf(wanted, h), h)
    expect(result.counts).toMatchObject({ done: 205, failed: 0 })
  })
})

const tooFast: SubmitOutcome = {
  kind: 'failed',
  failure: {
    code: 'Throttling.BurstRate',
    message: 'slow down',
    httpStatus: 429,
    requestId: null,
    scope: 'throttle',
    hint: null,
  },
}
