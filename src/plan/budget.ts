import { type Currency, type Micros, money } from '../catalog/money.ts'
import { UserError } from '../diagnostics/user-error.ts'
import { exposure, openAttempts, type Sums, spent } from '../lockfile/attempts.ts'
import type { Attempt, LockState } from '../lockfile/records.ts'
import { jobsToGenerate } from './generating.ts'
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
 * caps of this call, before anything is sent. A plan that adds nothing passes whatever was spent
 * before: what is paid for is brought in.
 *
 * @throws {UserError} PLAN_OVER_BUDGET or PLAN_BUDGET_CURRENCY, stop `refused`.
 */
export function checkBudget(plan: Plan, lock: LockState, caps: CallCaps): void {
  const { cost, images, currency } = plan.estimate
  const amount = (micros: number) => money(micros, currency)
  const { budget } = plan.manifest
  if (budget?.maxCost != null) checkCurrency(plan, lock, budget.maxCost.currency)
  const before = committed(lock, currency)
  const checks: readonly Cap[] = [
    { name: '--max-cost', cap: caps.maxCost, before: 0, adds: cost, text: amount },
    { name: '--max-images', cap: caps.maxImages, before: 0, adds: images, text: imagesText },
    {
      name: 'budget.max_cost',
      cap: budget?.maxCost?.amount ?? null,
      before: before.cost,
      adds: cost,
      text: amount,
    },
    {
      name: 'budget.max_images',
      cap: budget?.maxImages ?? null,
      before: before.images,
      adds: images,
      text: imagesText,
    },
  ]
  for (const check of checks) checkCap(check)
}

/** What the lines of a lockfile have cost or may yet cost in a currency, and for how many images. */
export function committed(lock: LockState, currency: Currency): Committed {
  const cost = (spent(lock).get(currency) ?? 0) + (exposure(lock).get(currency) ?? 0)
  return { cost, images: paidImages(lock) + openImages(lock) }
}

/**
 * A cap as given to a call, in the currency of a plan's prices; a bare amount is in it already.
 *
 * @throws {UserError} PLAN_BUDGET_CURRENCY (refused): amounts are never converted.
 */
export function capIn(
  currency: Currency,
  cap: { readonly amount: Micros; readonly currency: Currency | null } | null,
): Micros | null {
  if (cap === null || cap.currency === null || cap.currency === currency) return cap?.amount ?? null
  throw new UserError(
    'PLAN_BUDGET_CURRENCY',
    `--max-cost is in ${cap.currency}, but prices are in ${currency}`,
    { stop: 'refused', hint: `write the cap in ${currency}` },
  )
}

function paidImages(lock: LockState): number {
  let images = 0
  for (const attempt of lock.attempts.values()) {
    if (attempt.state === 'done') images += billedImages(attempt)
    if (attempt.state === 'failed' && attempt.cost !== null) images += attempt.request?.n ?? 1
  }
  return images
}

/** Of several pictures one may have been billed and yet be no image: the API's own count has it. */
function billedImages({ images, request, response }: Attempt): number {
  const came = images?.filter((image) => image !== null).length ?? 0
  const counted = Number(response?.usage?.['image_count'])
  return Number.isInteger(counted) ? Math.max(came, Math.min(counted, request?.n ?? 1)) : came
}

function openImages(lock: LockState): number {
  return openAttempts(lock).reduce((images, { request }) => images + (request?.n ?? 1), 0)
}

interface Cap {
  readonly name: string
  /** null: none is set. */
  readonly cap: number | null
  readonly before: number
  readonly adds: number
  readonly text: (amount: number) => string
}

function checkCap({ name, cap, before, adds, text }: Cap): void {
  if (cap === null || adds === 0 || before + adds <= cap) return
  const isSet = name.startsWith('budget.')
  const what = isSet
    ? `the set would come to ${text(before + adds)}`
    : `this call would add ${text(adds)}`
  const parts = before === 0 ? '' : ` (${text(before)} paid or open before, ${text(adds)} now)`
  throw new UserError('PLAN_OVER_BUDGET', `${what}${parts}; ${name} is ${text(cap)}`, {
    stop: 'refused',
    hint: isSet
      ? 'raise the budget in the manifest, or select less with --only, --where or --limit'
      : 'raise the cap, or select less with --only, --where or --limit',
  })
}

/** Amounts of different currencies are never added up, so a set whose budget cannot be counted asks for nothing. */
function checkCurrency(plan: Plan, lock: LockState, wanted: Currency): void {
  if (jobsToGenerate(plan).length === 0) return
  const { currency } = plan.estimate
  const paidIn = [...currenciesOf(spent(lock)), ...currenciesOf(exposure(lock))]
  const other = [currency, ...paidIn].find((one) => one !== wanted)
  if (other === undefined) return
  const isPrice = other === currency
  const found = isPrice ? `prices are in ${other}` : `the lockfile holds payments in ${other}`
  throw new UserError('PLAN_BUDGET_CURRENCY', `budget.max_cost is in ${wanted}, but ${found}`, {
    stop: 'refused',
    hint: isPrice
      ? `write the budget in ${other}, or choose \`provider.currency: ${wanted}\``
      : `a budget counts one currency: pay this set in ${other} to its end, or give what is new a manifest of its own`,
  })
}

function currenciesOf(sums: Sums): readonly Currency[] {
  return [...sums].flatMap(([currency, amount]) => (amount > 0 ? [currency] : []))
}

function imagesText(count: number): string {
  return count === 1 ? '1 image' : `${count} images`
}
