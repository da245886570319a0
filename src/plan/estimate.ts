import type { Model, RateLimits } from '../catalog/model.ts'
import type { Mode } from '../provider/provider.ts'
import { mostOpenCalls } from './open-calls.ts'
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
  const time = slowest(lanesOf(jobs, terms.limits))
  return {
    images: sum(paid, ({ request }) => request.n),
    cost: sum(paid, priceOf),
    currency: terms.currency,
    priceList: priceLists(terms.prices),
    seconds: Math.ceil(time?.seconds ?? 0),
    bound: time?.bound ?? 'none',
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
  const slots = limits.concurrent[mode] ?? (mode === 'sync' ? mostOpenCalls : null)
  const running = slots === null ? typical : Math.ceil(count / slots) * typical
  if (running > submitting) return { seconds: running, bound: 'concurrency' }
  return { seconds: submitting, bound: submitting > typical ? 'submit' : 'latency' }
}

/**
 * Seconds from one submit to the next on the same slot: what the documents name as typical (about
 * 15 s for Qwen-Image, one to two minutes for Wan; facts 7) and a second to hand over.
 */
const typicalSeconds: Readonly<Record<Model['family'], number>> = { 'qwen-image': 16, wan: 91 }

/** The requests of one model in one mode. Lanes run beside each other. */
export interface Lane {
  readonly model: Model
  readonly mode: Mode
  readonly limits: RateLimits
  /** What is sent or waited for, in manifest order. */
  readonly jobs: readonly PlannedJob[]
  readonly seconds: number
  readonly bound: Estimate['bound']
}

/** What a run sends or waits for, by model and mode, in the order in which they come up. */
export function lanesOf(
  jobs: readonly PlannedJob[],
  limits: ReadonlyMap<string, RateLimits>,
): Lane[] {
  const lanes: PlannedJob[][] = []
  const known = { async: new Map<string, PlannedJob[]>(), sync: new Map<string, PlannedJob[]>() }
  for (const job of jobs) {
    if (!costing.has(job.action) && !waits.has(job.action)) continue
    const ofMode = known[job.mode]
    const lane = ofMode.get(job.request.model)
    if (lane !== undefined) {
      lane.push(job)
      continue
    }
    const first = [job]
    ofMode.set(job.request.model, first)
    lanes.push(first)
  }
  return lanes.flatMap((lane) => laneOf(lane, limits))
}

function laneOf(jobs: readonly PlannedJob[], limits: ReadonlyMap<string, RateLimits>): Lane[] {
  const { model, mode } = jobs[0] ?? {}
  const own = model === undefined ? undefined : limits.get(model.id)
  if (model === undefined || own === undefined || mode === undefined) return []
  return [{ model, mode, limits: own, jobs, ...timeFor(jobs.length, mode, { model, limits: own }) }]
}

/** Actions that cost nothing more and yet take a task's time. */
const waits: ReadonlySet<Action> = new Set(['resume', 'resolve'])

/** The lane that a run takes longest for; null: nothing is to be waited for. */
export function slowest(lanes: readonly Lane[]): Lane | null {
  return lanes.reduce<Lane | null>(
    (most, lane) => (most === null || lane.seconds > most.seconds ? lane : most),
    null,
  )
}

/** The lists the prices are from: `2026-07`, or several joined by `+`. */
function priceLists(prices: ReadonlyMap<string, UnitPrice>): string {
  return [...new Set([...prices.values()].map(({ list }) => list))].sort().join('+')
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
