import { describe, expect, test } from 'vitest'
import { aHarness, fates } from '../support/a-harness.ts'
import { planOf, requests, runPlan } from '../support/run-harness.ts'

const minuteMs = 60_000

describe('a network that is gone', () => {
  test('for ten minutes is waited for', async () => {
    const h = aHarness()
    h.provider.submit = gone(h.provider.submit.bind(h.provider), () => inMinutes(h, 2, 12))
    const { result } = await runPlan(planOf(requests(40), h), h)
    expect(result.ended).toBe('complete')
    expect(h.provider.ledger).toMatchObject({ accepted: 40, billed: 40 })
  })

  test('for good ends the run after a quarter of an hour, with its tasks left to the next one', async () => {
    const h = aHarness()
    h.provider.submit = gone(h.provider.submit.bind(h.provider), () => inMinutes(h, 1))
    const { result } = await runPlan(planOf(requests(200), h), h)
    expect(result).toMatchObject({ ended: 'unreachable', stop: { code: 'RUN_UNREACHABLE' } })
    expect(h.clock.monotonic()).toBeLessThan(20 * minuteMs)
    expect(result.counts.waiting).toBeGreaterThan(150)
    expect(h.provider.ledger.accepted).toBe(h.provider.ledger.billed + result.counts.running)
  })
})

describe('an API that refuses everything as too fast', () => {
  test('for half an hour ends the run, nothing lost', async () => {
    const h = aHarness({
      fate: fates({ kind: 'accept' }, { kind: 'refuse', scope: 'throttle', code: 'Throttling' }),
    })
    const { result } = await runPlan(planOf(requests(200), h), h)
    expect(result).toMatchObject({ ended: 'unreachable', stop: { code: 'RUN_THROTTLED' } })
    expect(h.clock.monotonic()).toBeLessThan(45 * minuteMs)
    expect(result.counts.done).toBe(1)
    expect(h.lock.state.attempts.size).toBeGreaterThan(0)
  })

  test('for a few minutes slows everything down, and then goes on', async () => {
    const h = aHarness()
    const submit = h.provider.submit.bind(h.provider)
    h.provider.submit = async (...given) => {
      if (!inMinutes(h, 1, 5)) return submit(...given)
      h.provider.ledger.throttled += 1
      return {
        kind: 'failed',
        failure: {
          code: 'Throttling.RateQuota',
          message: 'slow down',
          httpStatus: 429,
          requestId: null,
          scope: 'throttle',
          hint: null,
        },
      }
    }
    const { result } = await runPlan(planOf(requests(40), h), h)
    expect(result).toMatchObject({ ended: 'complete', counts: { done: 40 } })
    expect(h.provider.ledger.throttled).toBeLessThan(40)
    expect(h.provider.ledger).toMatchObject({ accepted: 40, billed: 40 })
  })
})

type Submit = ReturnType<typeof aHarness>['provider']['submit']

function gone(submit: Submit, isGone: () => boolean): Submit {
  return async (...given) =>
    isGone() ? { kind: 'not-sent', reason: 'connect ENETUNREACH' } : submit(...given)
}

function inMinutes(
  { clock }: ReturnType<typeof aHarness>,
  from: number,
  to = Number.POSITIVE_INFINITY,
): boolean {
  const now = clock.monotonic() / minuteMs
  return now >= from && now < to
}
