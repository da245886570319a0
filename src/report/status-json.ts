import { formatMicros } from '../catalog/money.ts'
import type { PlanJson } from './plan-json.ts'
import type { CurrencySpend } from './spend.ts'
import type { OpenAttempt, Status } from './status.ts'

export interface StatusContext {
  readonly engine: string
  readonly manifestPath: string
  readonly lock: PlanJson['lock']
}

/** `status --json`; the form is `schemas/status.schema.json`. */
export function statusJson(status: Status, { engine, manifestPath, lock }: StatusContext) {
  return {
    status: 1,
    engine,
    name: status.name,
    manifest: { path: manifestPath, errors: status.errors },
    lock,
    jobs: status.jobs,
    outputs: status.outputs,
    spend: status.spend.map(spendJson),
    open: status.open.map(openJson),
    budget: budgetJson(status.budget),
  } as const
}

function spendJson({ currency, images, paid, openJobs, open }: CurrencySpend) {
  return {
    currency,
    images,
    paid: formatMicros(paid),
    open_jobs: openJobs,
    open: formatMicros(open),
  }
}

function openJson({ key, asset, state, since, taskId, cost }: OpenAttempt) {
  return { key, asset, state, since, task_id: taskId, cost: cost?.amount ?? null }
}

function budgetJson(budget: Status['budget']) {
  if (budget === null) return null
  const { maxCost, maxImages } = budget
  return {
    max_cost:
      maxCost === null
        ? null
        : { amount: formatMicros(maxCost.amount), currency: maxCost.currency },
    max_images: maxImages,
  }
}
