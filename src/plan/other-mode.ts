import type { Micros } from '../catalog/money.ts'
import type { Mode } from '../provider/provider.ts'
import { costing, type Lane, timeFor } from './estimate.ts'
import { mostOpenCalls } from './open-calls.ts'
import type { Estimate, PlannedJob, UnitPrice } from './plan.ts'

/** What the other mode would mean for the requests of a lane. */
export interface OtherMode {
  readonly mode: Mode
  readonly seconds: number
  readonly bound: Estimate['bound']
  /** Less than half the time. */
  readonly isMuchFaster: boolean
  /** Requests whose rewritten prompts only the asynchronous mode returns. */
  readonly rewritten: number
}

/** Synchronous requests that a crash would leave with an unknown outcome, at most. */
export interface AtRisk {
  readonly requests: number
  readonly cost: Micros
}

/** The mode that a lane does not use; null where its model has no other, or nothing new is sent. */
export function otherMode(lane: Lane): OtherMode | null {
  const mode: Mode = lane.mode === 'sync' ? 'async' : 'sync'
  const sent = sentBy(lane)
  if (lane.model.routes[mode] === null || sent.length === 0) return null
  const time = timeFor(lane.jobs.length, mode, lane)
  return {
    mode,
    ...time,
    isMuchFaster: time.seconds * 2 < lane.seconds,
    rewritten: lane.model.returnsActualPrompt
      ? sent.filter(({ request }) => request.prompt_extend).length
      : 0,
  }
}

/** A synchronous call is given up after ten minutes, so one that is older is no longer in flight. */
const longestCall = 600

/**
 * How many of a lane's requests may be in flight as synchronous calls at one moment, and what the
 * dearest of them cost: no task list tells what became of them.
 */
export function atRiskInSync(lane: Lane, prices: ReadonlyMap<string, UnitPrice>): AtRisk {
  const { count, per } = lane.limits.submit
  const windows = Math.floor(longestCall / (per === 'second' ? 1 : 60)) + 1
  const open = Math.min(lane.limits.concurrent.sync ?? mostOpenCalls, count * windows)
  const unit = prices.get(lane.model.id)?.amount ?? 0
  const costs = sentBy(lane).map(({ request }) => unit * request.n)
  const dearest = costs.sort((a, b) => b - a).slice(0, open)
  return { requests: dearest.length, cost: dearest.reduce((sum, cost) => sum + cost, 0) }
}

function sentBy({ jobs }: Lane): readonly PlannedJob[] {
  return jobs.filter(({ action }) => costing.has(action))
}
