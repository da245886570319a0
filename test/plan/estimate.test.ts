import { describe, expect, test } from 'vitest'
import { findModel } from '../../src/catalog/models.ts'
import { UserError } from '../../src/diagnostics/user-error.ts'
import { stateOf } from '../../src/lockfile/fold.ts'
import type { LockRecord } from '../../src/lockfile/records.ts'
import { checkBudget } from '../../src/plan/budget.ts'
import { chooseMode } from '../../src/plan/choose-mode.ts'
import { timeFor } from '../../src/plan/estimate.ts'
import {
  jobOf,
  MemoryLock,
  MemoryPictures,
  planOf,
  request,
  requests,
} from '../support/run-harness.ts'

function model(id: string) {
  const found = findModel(id)
  const limits = found?.limits.singapore
  if (found === undefined || limits === undefined) throw new Error(id)
  return { model: found, limits }
}

describe('the time of a run', () => {
  test('is bound by what runs at a time, by the submit rate, or by one picture alone', () => {
    expect(timeFor(30, 'async', model('qwen-image-plus'))).toEqual({
      seconds: 240,
      bound: 'concurrency',
    })
    expect(timeFor(100, 'sync', model('qwen-image-max'))).toEqual({
      seconds: 49 * 60 + 16,
      bound: 'submit',
    })
    expect(timeFor(2, 'sync', model('qwen-image-plus'))).toEqual({ seconds: 16, bound: 'latency' })
    expect(timeFor(0, 'sync', model('qwen-image-plus'))).toEqual({ seconds: 0, bound: 'none' })
  })
})

describe('the mode that auto takes', () => {
  const auto = (id: string, over = {}) => {
    return chooseMode(jobOf(request({ model: id, ...over })), model(id).limits)
  }

  test('is the only one there is', () => {
    expect(auto('qwen-image-max')).toBe('sync')
    expect(auto('wan2.5-t2i-preview')).toBe('async')
  })

  test('is async where the rewritten prompt comes back, else sync where only async is limited', () => {
    expect(auto('qwen-image-plus')).toBe('async')
    expect(auto('qwen-image-plus', { prompt_extend: false })).toBe('sync')
  })
})

describe('the budget', () => {
  const empty = () => ({ lock: new MemoryLock(), pictures: new MemoryPictures() })
  const usd = (amount: number) => ({
    maxCost: { amount, currency: 'USD' as const },
    maxImages: null,
  })
  const none = { maxCost: null, maxImages: null }

  function refusal(check: () => void): UserError | null {
    try {
      check()
      return null
    } catch (error) {
      if (error instanceof UserError) return error
      throw error
    }
  }

  test('bounds the life of the set: lines of the lockfile, what is open, and what is asked for', () => {
    const wanted = requests(3)
    const open = jobOf(requests(4)[3] ?? request())
    const cost = { amount: '0.030000', currency: 'USD', price_list: '2026-07' } as const
    const at = '2026-11-20T01:00:00.000Z'
    const records: LockRecord[] = [
      {
        key: open.key,
        attempt: 'a',
        at,
        state: 'reserved',
        mode: 'async',
        request: open.request,
        cost,
      },
    ]
    const lock = stateOf('test', records)
    const plan = (amount: number) => planOf(wanted, empty(), { budget: usd(amount) })
    expect(refusal(() => checkBudget(plan(120_000), lock, none))).toBeNull()
    expect(refusal(() => checkBudget(plan(119_999), lock, none))).toMatchObject({
      code: 'PLAN_OVER_BUDGET',
      stop: 'refused',
    })
  })

  test('caps of a call bound what it adds', () => {
    const { lock } = empty()
    const plan = planOf(requests(3), empty())
    expect(
      refusal(() => checkBudget(plan, lock.state, { maxCost: 90_000, maxImages: 3 })),
    ).toBeNull()
    expect(
      refusal(() => checkBudget(plan, lock.state, { maxCost: 89_999, maxImages: null }))?.message,
    ).toBe('this call would add 0.09 USD; --max-cost is 0.089999 USD')
    expect(
      refusal(() => checkBudget(plan, lock.state, { maxCost: null, maxImages: 2 }))?.message,
    ).toContain('--max-images is 2')
  })

  test('in another currency is refused, never converted', () => {
    const plan = planOf(requests(1), empty(), {
      budget: { maxCost: { amount: 9e9, currency: 'CNY' }, maxImages: null },
    })
    expect(refusal(() => checkBudget(plan, new MemoryLock().state, none))).toMatchObject({
      code: 'PLAN_BUDGET_CURRENCY',
      stop: 'refused',
    })
  })
})
