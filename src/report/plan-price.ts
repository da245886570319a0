import { findModel } from '../catalog/models.ts'
import type { Micros } from '../catalog/money.ts'
import { priceOf } from '../catalog/regions.ts'
import { plainText } from '../diagnostics/plain-text.ts'
import { costing } from '../plan/estimate.ts'
import type { Plan, UnitPrice } from '../plan/plan.ts'
import { counted, money } from './phrases.ts'

/** The most a run can cost and how the figure comes about: count × unit price, and where that is from. */
export function priceLines(plan: Plan): string[] {
  const { estimate } = plan
  const models = modelPrices(plan)
  const lines = models.map((entry) => priceLine(plan, entry))
  if (lines.length === 0) lines.push('nothing to pay: no new image is asked for')
  if (lines.length > 1) {
    const total = money(estimate.cost, estimate.currency)
    lines.push(`${total} at most for ${counted(estimate.images, 'image')}`)
  }
  if (estimate.images > 0) lines.push('failed images are not billed, so it can only be less')
  return [...lines, ...unknownLines(plan), ...ownPriceLines(plan, models)]
}

function unknownLines({ estimate }: Plan): string[] {
  const { jobs, cost } = estimate.unknown
  if (jobs === 0) return []
  const requests = counted(jobs, 'request')
  return [`${requests} with an open outcome may add up to ${money(cost, estimate.currency)}`]
}

interface ModelPrice {
  readonly model: string
  images: number
  cost: Micros
}

function modelPrices(plan: Plan): ModelPrice[] {
  const found = new Map<string, ModelPrice>()
  for (const job of plan.jobs) {
    if (!costing.has(job.action)) continue
    const { model } = job.request
    const entry = found.get(model) ?? { model, images: 0, cost: 0 }
    entry.images += job.request.n
    entry.cost += job.cost
    found.set(model, entry)
  }
  return [...found.values()]
}

function priceLine(plan: Plan, { model, images, cost }: ModelPrice): string {
  const price = plan.prices.get(model)
  const total = money(cost, plan.estimate.currency)
  if (price === undefined) return `${plainText(model)}: ${counted(images, 'image')} = ${total}`
  const unit = money(price.amount, price.currency)
  const source = `${plainText(model)}, ${priceSource(plan, model, price)}`
  return `${counted(images, 'image')} × ${unit} (${source}) = ${total}`
}

/** Prices that the manifest sets for models of the plan that have nothing to pay for now. */
function ownPriceLines(plan: Plan, shown: readonly ModelPrice[]): string[] {
  return [...plan.prices]
    .filter(([model, { list }]) => list === 'manifest' && !shown.some((one) => one.model === model))
    .map(([model, price]) => {
      const unit = money(price.amount, price.currency)
      return `${plainText(model)}: ${unit} an image, ${priceSource(plan, model, price)}`
    })
}

/** A price that the manifest sets stands beside the list's, so that a reviewer sees both. */
function priceSource(plan: Plan, model: string, price: UnitPrice): string {
  if (price.list !== 'manifest') return `price list ${price.list}`
  const { region, currency } = plan.manifest.provider
  const known = findModel(model)
  const listed = known === undefined ? undefined : priceOf(known, region, currency)
  if (listed === undefined) return 'price set by the manifest; no list has one'
  const list = `${money(listed.amount, listed.currency)} in price list ${listed.list}`
  return `price set by the manifest; ${list}`
}
