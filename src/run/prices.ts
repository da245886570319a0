import { formatMicros, parseMicros } from '../catalog/money.ts'
import { InternalError } from '../diagnostics/user-error.ts'
import type { Attempt, Cost } from '../lockfile/records.ts'
import type { Plan, PlannedJob } from '../plan/plan.ts'
import type { Amount } from './wallet.ts'

/** What sending a job puts at risk: the price of all its images. */
export function priceOfJob(plan: Plan, job: PlannedJob): { cost: Cost; amount: Amount } {
  const price = plan.prices.get(job.request.model)
  if (price === undefined) throw new InternalError(`the plan has no price for ${job.request.model}`)
  const images = job.request.n
  const micros = price.amount * images
  return {
    cost: { amount: formatMicros(micros), currency: price.currency, price_list: price.list },
    amount: { cost: micros, images },
  }
}

/** What an open attempt put at risk when it was reserved; by today's price where its line does not say. */
export function priceOfAttempt(
  plan: Plan,
  job: PlannedJob,
  { cost }: Attempt,
): { cost: Cost; amount: Amount } {
  const micros = cost === null ? null : parseMicros(cost.amount)
  if (cost === null || micros === null) return priceOfJob(plan, job)
  return { cost, amount: { cost: micros, images: job.request.n } }
}
