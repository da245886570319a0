import type { RateLimits } from '../catalog/model.ts'
import { findModel } from '../catalog/models.ts'
import type { Micros } from '../catalog/money.ts'
import { priceOf } from '../catalog/regions.ts'
import { plainText } from '../diagnostics/plain-text.ts'
import { costing, timeFor } from '../plan/estimate.ts'
import type { Plan, UnitPrice } from '../plan/plan.ts'
import type { Mode } from '../provider/provider.ts'
import { counted, duration, money } from './phrases.ts'

/** The most a run can cost, how the figure comes about, and how long it takes: lines of text. */
export function estimateLines(plan: Plan): { price: string[]; time: string[] } {
  return { price: priceLines(plan), time: timeLines(plan) }
}

function priceLines(plan: Plan): string[] {
  const { estimate } = plan
  const lines = modelPrices(plan).map((entry) => priceLine(plan, entry))
  if (lines.length === 0) lines.push('nothing to pay: no new image is asked for')
  if (lines.length > 1) {
    const total = money(estimate.cost, estimate.currency)
    lines.push(`${total} at most for ${counted(estimate.images, 'image')}`)
  }
  if (estimate.images > 0) lines.push('failed images are not billed, so it can only be less')
  if (estimate.unknown.jobs > 0) {
    const cost = money(estimate.unknown.cost, estimate.currency)
    const requests = counted(estimate.unknown.jobs, 'request')
    lines.push(`${requests} with an open outcome may add up to ${cost}`)
  }
  return lines
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

function timeLines(plan: Plan): string[] {
  const { estimate } = plan
  const lines =
    estimate.seconds > 0 ? [`about ${duration(estimate.seconds)}${boundWords(plan)}`] : []
  for (const model of plan.manifest.limits.keys()) {
    const set = plan.limits.get(model)
    const listed = findModel(model)?.limits[plan.manifest.provider.region]
    if (set === undefined || listed === undefined) continue
    const words = `${limitWords(set)}, set by the manifest; listed: ${limitWords(listed)}`
    lines.push(`limits of ${plainText(model)}: ${words}`)
  }
  return lines
}

function boundWords(plan: Plan): string {
  const { bound } = plan.estimate
  if (bound === 'none') return ''
  if (bound === 'latency') return '; no limit binds, that is how long a picture takes'
  const lane = slowestLane(plan)
  const limits = lane === null ? undefined : plan.limits.get(lane.model)
  if (lane === null || limits === undefined) return ''
  const words =
    bound === 'submit' ? submitWords(limits) : tasksWords(limits.concurrent[lane.mode], lane.mode)
  return `; the limit that binds: ${words} (${plainText(lane.model)}, ${lane.mode})`
}

interface Lane {
  readonly model: string
  readonly mode: Mode
  count: number
}

/** The model and mode whose requests take longest; models run beside each other. */
function slowestLane(plan: Plan): Lane | null {
  const lanes = new Map<string, Lane>()
  for (const { action, mode, request } of plan.jobs) {
    if (!costing.has(action) && action !== 'resume' && action !== 'resolve') continue
    const name = `${request.model} ${mode}`
    const lane = lanes.get(name) ?? { model: request.model, mode, count: 0 }
    lane.count += 1
    lanes.set(name, lane)
  }
  const seconds = (lane: Lane) => {
    const model = findModel(lane.model)
    const limits = plan.limits.get(lane.model)
    return model && limits ? timeFor(lane.count, lane.mode, { model, limits }).seconds : 0
  }
  const slowestFirst = [...lanes.values()].sort((a, b) => seconds(b) - seconds(a))
  return slowestFirst[0] ?? null
}

/** `2 submits per second, 2 tasks at a time (async)`. */
export function limitWords(limits: RateLimits): string {
  const modes = (['async', 'sync'] as const)
    .filter((mode) => limits.concurrent[mode] !== null)
    .map((mode) => tasksWords(limits.concurrent[mode], mode))
  return [submitWords(limits), ...modes].join(', ')
}

function submitWords({ submit }: RateLimits): string {
  return `${counted(submit.count, 'submit')} per ${submit.per}`
}

function tasksWords(count: number | null, mode: Mode): string {
  if (count === null) return 'no limit at a time'
  const what = mode === 'async' ? counted(count, 'task') : counted(count, 'call')
  return `${what} at a time`
}

/** One line for a question or a log: `30 images, at most 0.90 USD, about 4 min`. */
export function estimateSummary({ estimate }: Plan): string {
  const cost = `at most ${money(estimate.cost, estimate.currency)}`
  const time = estimate.seconds > 0 ? `, about ${duration(estimate.seconds)}` : ''
  const open =
    estimate.unknown.jobs > 0
      ? `; ${counted(estimate.unknown.jobs, 'open outcome')} may add up to ${money(estimate.unknown.cost, estimate.currency)}`
      : ''
  return `${counted(estimate.images, 'image')}, ${cost}${time}${open}`
}
