import type { Model, RateLimits } from '../catalog/model.ts'
import { findModel } from '../catalog/models.ts'
import type { Mode } from '../provider/provider.ts'
import type { Action, Estimate, PlannedJob, UnitPrice } from './plan.ts'

/** Actions that ask the API for new images, and so for money. */
export const costing: ReadonlySet<Action> = new Set(['create', 'retry', 'regenerate'])

/**
 * What a run would cost and take: every image of create, retry and regenerate at its list price, and
 * the time of the slowest model, since models run beside each other.
 */
export function estimate(
  jobs: readonly PlannedJob[],
  terms: {
    limits: ReadonlyMap<string, RateLimits>
    prices: ReadonlyMap<string, UnitPrice>
    currency: Estimate['currency']
  },
): Estimate {
  const paid = jobs.filter(({ action }) => costing.has(action))
  const open = jobs.filter(({ action }) => action === 'resolve')
  const priceOf = (job: PlannedJob) =>
    (terms.prices.get(job.request.model)?.amount ?? 0) * job.request.n
  const time = slowest(timesByModel(jobs, terms.limits))
  return {
    images: sum(paid, ({ request }) => request.n),
    cost: sum(paid, priceOf),
    currency: terms.currency,
    priceList: priceLists(terms.prices),
    seconds: Math.ceil(time.seconds),
    bound: time.bound,
    unknown: { jobs: open.length, cost: sum(open, priceOf) },
  }
}

/** Seconds that `count` requests of a model take in a mode at given limits, and which limit decides it. */
export function timeFor(
  count: number,
  mode: Mode,
  { model, limits }: { model: Model; limits: RateLimits },
): { seconds: number; bound: Estimate['bound'] } {
  if (count === 0) return { seconds: 0, bound: 'none' }
  const typical = typicalSeconds[model.family]
  const window = limits.submit.per === 'second' ? 1 : 60
  const submitting = Math.floor((count - 1) / limits.submit.count) * window + typical
  const slots = limits.concurrent[mode]
  const running = slots === null ? typical : Math.ceil(count / slots) * typical
  if (running > submitting) return { seconds: running, bound: 'concurrency' }
  return { seconds: submitting, bound: submitting > typical ? 'submit' : 'latency' }
}

/**
 * Seconds from one submit to the next on the same slot: what the documents name as typical (about
 * 15 s for Qwen-Image, one to two minutes for Wan; facts 7) and a second to hand over.
 */
const typicalSeconds: Readonly<Record<Model['family'], number>> = { 'qwen-image': 16, wan: 91 }

function timesByModel(
  jobs: readonly PlannedJob[],
  limits: ReadonlyMap<string, RateLimits>,
): { seconds: number; bound: Estimate['bound'] }[] {
  const counts = new Map<string, { model: Model; mode: Mode; count: number }>()
  for (const { action, mode, request } of jobs) {
    const model = findModel(request.model)
    if (model === undefined || !(costing.has(action) || waits.has(action))) continue
    const lane = `${request.model} ${mode}`
    const before = counts.get(lane)?.count ?? 0
    counts.set(lane, { model, mode, count: before + 1 })
  }
  return [...counts.values()].flatMap(({ model, mode, count }) => {
    const own = limits.get(model.id)
    return own === undefined ? [] : [timeFor(count, mode, { model, limits: own })]
  })
}

/** Actions that cost nothing more and yet take a task's time. */
const waits: ReadonlySet<Action> = new Set(['resume', 'resolve'])

function slowest(times: readonly { seconds: number; bound: Estimate['bound'] }[]): {
  seconds: number
  bound: Estimate['bound']
} {
  return times.reduce((most, time) => (time.seconds > most.seconds ? time : most), {
    seconds: 0,
    bound: 'none' as Estimate['bound'],
  })
}

/** The lists the prices are from: `2026-07`, or several joined by `+`. */
function priceLists(prices: ReadonlyMap<string, UnitPrice>): string {
  return [...new Set([...prices.values()].map(({ list }) => list))].sort().join('+')
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
