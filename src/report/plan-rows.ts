import type { Micros } from '../catalog/money.ts'
import { type Action, actions, type Plan } from '../plan/plan.ts'

/** What a run would do for one asset, per action. */
export interface PlanRow {
  readonly asset: string
  readonly action: Action
  readonly jobs: number
  /** Images of those jobs' requests. */
  readonly images: number
  readonly outputs: number
  readonly cost: Micros
}

/**
 * Counts per asset and action, in the order of the assets and of the actions.
 *
 * A job that several assets share counts once, at the asset whose cell came first; its outputs count
 * where they are wanted. So an asset may have outputs and no job of its own.
 */
export function planRows(plan: Plan): PlanRow[] {
  const rows: Mutable<PlanRow>[] = []
  const known = new Map(actions.map((action) => [action, new Map<string, Mutable<PlanRow>>()]))
  const row = (asset: string, action: Action) => {
    const before = known.get(action)?.get(asset)
    if (before !== undefined) return before
    const fresh = { asset, action, jobs: 0, images: 0, outputs: 0, cost: 0 }
    known.get(action)?.set(asset, fresh)
    rows.push(fresh)
    return fresh
  }
  for (const job of plan.jobs) {
    const own = row(job.asset, job.action)
    own.jobs += 1
    own.images += job.request.n
    own.cost += job.cost
    for (const output of job.outputs) row(output.asset, job.action).outputs += 1
  }
  const place = new Map(plan.manifest.assets.map(({ id }, index) => [id, index]))
  const assetOf = ({ asset }: PlanRow) => place.get(asset) ?? place.size
  return rows.sort(
    (a, b) => assetOf(a) - assetOf(b) || actions.indexOf(a.action) - actions.indexOf(b.action),
  )
}

type Mutable<T> = { -readonly [key in keyof T]: T[key] }
