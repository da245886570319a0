import type { RateLimits } from '../catalog/model.ts'
import { findModel } from '../catalog/models.ts'
import { formatMicros } from '../catalog/money.ts'
import { priceOf } from '../catalog/regions.ts'
import { lanesOf } from '../plan/estimate.ts'
import { atRiskInSync, otherMode } from '../plan/other-mode.ts'
import type { Plan } from '../plan/plan.ts'
import type { PlanChange } from './plan-changes.ts'

/** Price and limits of each model in use; what the manifest sets stands beside what is listed. */
export function termsJson({ manifest, prices, limits }: Plan) {
  const { region, currency } = manifest.provider
  return [...prices].map(([id, price]) => {
    const known = findModel(id)
    const listed = known === undefined ? undefined : priceOf(known, region, currency)
    const own = limits.get(id)
    const documented = known?.limits[region]
    return {
      model: id,
      price: { amount: formatMicros(price.amount), currency, list: price.list },
      listed_price:
        listed === undefined ? null : { amount: formatMicros(listed.amount), list: listed.list },
      limits: own === undefined ? null : limitsJson(own),
      listed_limits: documented === undefined ? null : limitsJson(documented),
    }
  })
}

function limitsJson({ submit, concurrent }: RateLimits) {
  const { count, per } = submit
  return { submit: { count, per }, concurrent: { async: concurrent.async, sync: concurrent.sync } }
}

/** How long the requests of each model and mode take, and what the other mode would mean for them. */
export function lanesJson(plan: Plan) {
  return lanesOf(plan.jobs, plan.limits).map((lane) => {
    const other = otherMode(lane)
    const risk = atRiskInSync(lane, plan.prices)
    return {
      model: lane.model.id,
      mode: lane.mode,
      requests: lane.jobs.length,
      seconds: Math.ceil(lane.seconds),
      bound: lane.bound,
      at_risk_in_sync: { requests: risk.requests, cost: formatMicros(risk.cost) },
      other:
        other === null
          ? null
          : {
              mode: other.mode,
              seconds: Math.ceil(other.seconds),
              bound: other.bound,
              rewritten_prompts: other.rewritten,
            },
    }
  })
}

/** What changed in the manifest since the files of the lockfile were made. */
export function changesJson(changes: readonly PlanChange[], below: (path: string) => string) {
  return changes.map(({ asset, paths, what }) => ({
    asset,
    kind: what.kind,
    outputs: paths.map(below),
    fields:
      what.kind === 'request'
        ? what.fields.map(({ field, from, to }) => ({ field, from, to }))
        : [],
  }))
}
