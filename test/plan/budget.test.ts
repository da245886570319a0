import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/diagnostics/user-error.ts'
import { emptyState, stateOf } from '../../src/lockfile/fold.ts'
import type { Cost, LockRecord, LockState } from '../../src/lockfile/records.ts'
import { capIn, checkBudget, committed } from '../../src/plan/budget.ts'
import { refuseToGenerate } from '../../src/plan/frozen.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { plannedText } from '../support/planned-text.ts'
import { bought, jobAt, lockAfter, sent } from './saved/a-saved-plan.ts'

const text = (budget: string, more = '') => `version: 1
name: teas
budget: ${budget}
${more}
defaults: {model: qwen-image-plus, seeds: [1]}
assets:
  poster:
    prompt: "{{tea}} poster"
    matrix: {tea: [oolong, jasmine, mint]}
    size: "1:1"
    output: "{{tea}}.png"
`
const none = { maxCost: null, maxImages: null }
const yuan: Cost = { amount: '0.200000', currency: 'CNY', price_list: '2026-07' }

function refusal(check: () => void): UserError | null {
  try {
    check()
    return null
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}

/** A plan of the three teas, and the lockfile after the first `count` were bought. */
async function having(count: number, budget: string, cost?: Cost): Promise<[Plan, LockState]> {
  const fresh = await plannedText(text('{}'))
  const records = Array.from({ length: count }, (_, nth): LockRecord => {
    const record = bought(jobAt(fresh, nth), `a${nth}`, nth)
    return cost === undefined ? record : ({ ...record, cost } as LockRecord)
  })
  const lock = lockAfter(...records)
  return [await plannedText(text(budget), { lock }), lock]
}

describe('the budget of a set', () => {
  test.each([
    ['{max_cost: 0.09 USD}', '{max_cost: 0.08 USD}', 'budget.max_cost is 0.08 USD'],
    ['{max_cost: 0.09}', '{max_cost: 0.089999}', 'budget.max_cost is 0.089999 USD'],
    ['{max_images: 3}', '{max_images: 2}', 'budget.max_images is 2'],
  ])('%s holds all of it, and %s does not', async (enough, short, words) => {
    const [plan, lock] = await having(1, enough)
    expect(refusal(() => checkBudget(plan, lock, none))).toBeNull()
    const [over] = await having(1, short)
    const refused = refusal(() => checkBudget(over, lock, none))
    expect(refused).toMatchObject({ code: 'PLAN_OVER_BUDGET', stop: 'refused' })
    expect(refused?.message).toContain(words)
    expect(refused?.message).toMatch(/paid or open before/)
  })

  test('lets a run that adds nothing pass, whatever was spent', async () => {
    const [plan, lock] = await having(3, '{max_cost: 0.01 USD, max_images: 1}')
    expect(plan.estimate.images).toBe(0)
    expect(refusal(() => checkBudget(plan, lock, { maxCost: 0, maxImages: 0 }))).toBeNull()
  })

  test('counts what is open as if it were paid', async () => {
    const fresh = await plannedText(text('{}'))
    const lock = lockAfter(sent(jobAt(fresh, 0), 'a'))
    expect(committed(lock, 'USD')).toEqual({ cost: 30_000, images: 1 })
    const plan = await plannedText(text('{max_images: 2}'), { lock })
    expect(refusal(() => checkBudget(plan, lock, none))?.message).toContain('would come to 3')
  })

  test('counts a picture that was billed and is none', async () => {
    const [job] = (await plannedText(text('{}'))).jobs
    if (job === undefined) throw new Error('no job')
    const request = { ...job.request, n: 4 }
    const picture = { sha256: 'a'.repeat(64), bytes: 1, width: 1, height: 1 }
    const record: LockRecord = {
      key: job.key,
      attempt: 'a',
      at: '2026-11-20T03:00:00.000Z',
      state: 'done',
      images: [picture, null, null, null],
      request,
      response: { usage: { image_count: 3 } },
      cost: { amount: '0.090000', currency: 'USD', price_list: '2026-07' },
    }
    const counts = (usage: Record<string, unknown>) =>
      committed(stateOf('teas', [{ ...record, response: { usage } }]), 'USD').images
    expect(counts({ image_count: 3 })).toBe(3)
    expect([counts({}), counts({ image_count: 'many' }), counts({ image_count: 99 })]).toEqual([
      1, 1, 4,
    ])
  })
})

describe('currencies', () => {
  test('of budget and prices that differ are refused', async () => {
    const plan = await plannedText(text('{max_cost: 9 CNY}'))
    expect(refusal(() => checkBudget(plan, emptyState('teas'), none))).toMatchObject({
      code: 'PLAN_BUDGET_CURRENCY',
      stop: 'refused',
      message: 'budget.max_cost is in CNY, but prices are in USD',
    })
  })

  test('of budget and earlier payments that differ are refused, while something is to be bought', async () => {
    const [plan, lock] = await having(1, '{max_cost: 9 USD}', yuan)
    expect(refusal(() => checkBudget(plan, lock, none))?.message).toBe(
      'budget.max_cost is in USD, but the lockfile holds payments in CNY',
    )
    const [whole, full] = await having(3, '{max_cost: 9 USD}', yuan)
    expect(refusal(() => checkBudget(whole, full, none))).toBeNull()
  })

  test('of a cap: a bare amount is in that of the prices, another one is refused', () => {
    const amount = 5_000_000
    expect(capIn('USD', null)).toBeNull()
    expect(capIn('CNY', { amount, currency: null })).toBe(amount)
    expect(capIn('USD', { amount, currency: 'USD' })).toBe(amount)
    expect(refusal(() => capIn('USD', { amount, currency: 'CNY' }))).toMatchObject({
      code: 'PLAN_BUDGET_CURRENCY',
      stop: 'refused',
    })
  })
})

describe('a frozen run', () => {
  test('is refused while anything would be generated, and names it', async () => {
    const [plan] = await having(1, '{}')
    const refused = refusal(() => refuseToGenerate(plan))
    expect(refused).toMatchObject({ code: 'RUN_FROZEN', stop: 'refused' })
    expect(refused?.message).toContain(
      '2 jobs are not in the lockfile as wanted (2 create), first out/jasmine.png',
    )
  })

  test('passes where every picture is paid for, here or not', async () => {
    const [plan] = await having(3, '{}')
    expect(plan.jobs.map(({ action }) => action)).toEqual(['absent', 'absent', 'absent'])
    expect(refusal(() => refuseToGenerate(plan))).toBeNull()
  })

  test('is refused over an outcome that is open', async () => {
    const fresh = await plannedText(text('{}'))
    const [paid, other] = [bought(jobAt(fresh, 1), 'b'), bought(jobAt(fresh, 2), 'c')]
    const lock = lockAfter(sent(jobAt(fresh, 0), 'a'), paid, other)
    const plan = await plannedText(text('{}'), { lock })
    expect(refusal(() => refuseToGenerate(plan))?.message).toContain('1 job is not')
  })
})
