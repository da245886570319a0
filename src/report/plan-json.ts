import type { Region } from '../catalog/model.ts'
import { type Currency, formatMicros } from '../catalog/money.ts'
import type { Action, Estimate, Plan, PlannedJob } from '../plan/plan.ts'
import type { Mode } from '../provider/provider.ts'
import type { Request } from '../request/request.ts'
import { type DiagnosticJson, diagnosticJson } from './diagnostic-json.ts'
import type { PlanChange } from './plan-changes.ts'
import { changesJson, lanesJson, termsJson } from './plan-terms-json.ts'

/** `plan --json`; the form is `schemas/plan.schema.json`. Paths are relative to the manifest's folder. */
export interface PlanJson {
  readonly plan: 1
  readonly engine: string
  readonly manifest: { readonly path: string; readonly name: string; readonly digest: string }
  readonly data: readonly { readonly path: string; readonly digest: string }[]
  readonly lock: { readonly path: string; readonly digest: string | null }
  readonly region: Region
  readonly options: PlanOptionsJson
  readonly jobs: readonly PlanJobJson[]
  readonly orphans: readonly string[]
  readonly findings: readonly DiagnosticJson[]
  readonly totals: Plan['totals']
  readonly estimate: EstimateJson
  readonly terms: ReturnType<typeof termsJson>
  readonly lanes: ReturnType<typeof lanesJson>
  readonly changes: ReturnType<typeof changesJson>
}

/** Options of the command line that shaped the plan, as they were written; only those that were given. */
export interface PlanOptionsJson {
  readonly only?: readonly string[]
  readonly where?: readonly string[]
  readonly limit?: number
  readonly regenerate?: readonly string[]
  readonly overwrite?: true
  readonly retry_failed?: true
  readonly set?: readonly string[]
  readonly model?: string
  readonly region?: string
  readonly mode?: string
  readonly simulate?: true
}

interface PlanJobJson {
  readonly key: string
  readonly action: Action
  readonly reason: string
  readonly asset: string
  readonly request: Request
  readonly mode: Mode
  readonly outputs: readonly string[]
  readonly images: number
  readonly cost: string
}

interface EstimateJson {
  readonly images: number
  readonly cost: string
  readonly currency: Currency
  readonly price_list: string
  readonly seconds: number
  readonly bound: Estimate['bound']
  readonly unknown: { readonly jobs: number; readonly cost: string }
}

export interface PlanJsonContext {
  /** Program and version: `mintage 0.1.0`. */
  readonly engine: string
  /** Name of the manifest's file. */
  readonly manifestPath: string
  /** Digest null: there is no lockfile yet. */
  readonly lock: PlanJson['lock']
  readonly options: PlanOptionsJson
  /** What changed since the lockfile was written. */
  readonly changes: readonly PlanChange[]
}

/** The plan as data: the same bytes wherever it is made. */
export function planJson(plan: Plan, context: PlanJsonContext): PlanJson {
  const { manifest } = plan
  const below = (path: string) => `${manifest.outputDir}/${path}`
  return {
    plan: 1,
    engine: context.engine,
    manifest: { path: context.manifestPath, name: manifest.name, digest: manifest.digest },
    data: manifest.data.map(({ path, digest }) => ({ path, digest })),
    lock: context.lock,
    region: manifest.provider.region,
    options: context.options,
    jobs: plan.jobs.map((job) => jobJson(job, below)),
    orphans: plan.orphans.map(below),
    findings: plan.findings.map((finding) => diagnosticJson(finding, manifest.source.file)),
    totals: plan.totals,
    estimate: estimateJson(plan.estimate),
    terms: termsJson(plan),
    lanes: lanesJson(plan),
    changes: changesJson(context.changes, below),
  }
}

function jobJson(job: PlannedJob, below: (path: string) => string): PlanJobJson {
  return {
    key: job.key,
    action: job.action,
    reason: job.reason,
    asset: job.asset,
    request: requestJson(job.request),
    mode: job.mode,
    outputs: job.outputs.map(({ path }) => below(path)),
    images: job.request.n,
    cost: formatMicros(job.cost),
  }
}

/** In a fixed order of keys, so that equal plans are equal texts. */
function requestJson(request: Request): Request {
  const { model, prompt, negative_prompt, size, n, seed, prompt_extend, watermark } = request
  return { model, prompt, negative_prompt, size, n, seed, prompt_extend, watermark }
}

function estimateJson(estimate: Estimate): EstimateJson {
  const { images, cost, currency, priceList, seconds, bound, unknown } = estimate
  return {
    images,
    cost: formatMicros(cost),
    currency,
    price_list: priceList,
    seconds,
    bound,
    unknown: { jobs: unknown.jobs, cost: formatMicros(unknown.cost) },
  }
}
