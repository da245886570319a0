import { type Currency, formatMicros, type Micros } from '../catalog/money.ts'
import { UserError } from '../diagnostics/user-error.ts'
import { exposure, openAttempts, type Sums, spent } from '../lockfile/attempts.ts'
import type { LockState } from '../lockfile/records.ts'
import type { Plan } from './plan.ts'

/** What the lockfile's lines cost and what is open in them, in one currency. */
export interface Committed {
  readonly cost: Micros
  readonly images: number
}

/** What one call may add; null: no bound of its own. */
export interface CallCaps {
  readonly maxCost: Micros | null
  readonly maxImages: number | null
}

/**
 * Checks a plan against the manifest's budget, which bounds the life of the lockfile, and against the
 * caps of this call, before anything is sent.
 *
 * @throws {UserError} PLAN_OVER_BUDGET or PLAN_BUDGET_CURRENCY, stop `refused`.
 */
export function checkBudget(plan: Plan, lock: LockState, caps: CallCaps): void {
  const { cost, images, currency } = plan.estimate
  checkCap('--max-cost', caps.maxCost, cost, (amount) => money(amount, currency))
  checkCap('--max-images', caps.maxImages, images, String)
  const { budget } = plan.manifest
  if (budget === null) return
  const before = committed(lock, currency)
  if (budget.maxCost !== null) {
    checkCurrency(plan, lock, budget.maxCost.currency)
    const text = (amount: number) => money(amount, currency)
    checkCap('budget.max_cost', budget.maxCost.amount, before.cost + cost, text)
  }
  checkCap('budget.max_images', budget.maxImages, before.images + images, String)
}

/** What the lines of a lockfile have cost or may yet cost in a currency, and for how many images. */
export function committed(lock: LockState, currency: Currency): Committed {
  const cost = (spent(lock).get(currency) ?? 0) + (exposure(lock).get(currency) ?? 0)
  return { cost, images: paidImages(lock) + openImages(lock) }
}

function paidImages(lock: LockState): number {
  let images = 0
  for (const { state, request, images: got, cost } of lock.attempts.values()) {
    if (state === 'done') images += got?.filter((image) => image !== null).length ?? 0
    if (state === 'failed' && cost !== null) images += request?.n ?? 1
  }
  return images
}

function openImages(lock: LockState): number {
  return openAttempts(lock).reduce((images, { request }) => images + (request?.n ?? 1), 0)
}

function checkCap(
  name: string,
  cap: number | null,
  needed: number,
  text: (amount: number) => string,
): void {
  if (cap === null || needed <= cap) return
  const isSet = name.startsWith('budget.')
  const what = isSet ? 'the set would come to' : 'this call would add'
  throw new UserError('PLAN_OVER_BUDGET', `${what} ${text(needed)}; ${name} is ${text(cap)}`, {
    stop: 'refused',
    hint: isSet
      ? 'raise the budget in the manifest, or select less with --only, --where or --limit; nothing was sent'
      : 'raise the cap, or select less with --only, --where or --limit; nothing was sent',
  })
}

/** Amounts of different currencies are never added up. */
function checkCurrency(plan: Plan, lock: LockState, wanted: Currency): void {
  const { currency } = plan.estimate
  const paidIn = [...currenciesOf(spent(lock)), ...currenciesOf(exposure(lock))]
  const other = [currency, ...paidIn].find((one) => one !== wanted)
  if (other === undefined) return
  const found =
    other === currency ? `prices are in ${other}` : `the lockfile holds payments in ${other}`
  throw new UserError('PLAN_BUDGET_CURRENCY', `budget.max_cost is in ${wanted}, but ${found}`, {
    stop: 'refused',
    hint: `write the budget in ${other}, or choose \`provider.currency: ${wanted}\`; nothing was sent`,
  })
}

function currenciesOf(sums: Sums): readonly Currency[] {
  return [...sums].flatMap(([currency, amount]) => (amount > 0 ? [currency] : []))
}

function money(amount: Micros, currency: Currency): string {
  return `${formatMicros(amount)} ${currency}`
}
