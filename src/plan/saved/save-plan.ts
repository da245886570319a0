import { formatMicros } from '../../catalog/money.ts'
import { latestAttempt } from '../../lockfile/attempts.ts'
import type { LockState } from '../../lockfile/records.ts'
import type { Request } from '../../request/request.ts'
import type { Estimate, Plan, PlannedJob, PlannedOutput } from '../plan.ts'
import { recipeHash } from '../recipe-hash.ts'
import {
  type SavedEstimate,
  type SavedJob,
  type SavedOptions,
  type SavedOutput,
  type SavedPlan,
  type SavedPrice,
  savedPlanVersion,
} from './saved-plan.ts'

export interface SaveContext {
  /** Program and version: `mintage 0.1.0`. */
  readonly engine: string
  /** Path of the manifest relative to the working directory, with `/`. */
  readonly manifestPath: string
  readonly lock: SavedPlan['lock']
  readonly options: SavedOptions
}

/** A plan as a promise: all that a later run compares with what it would do then. */
export function savePlan(plan: Plan, lock: LockState, context: SaveContext): SavedPlan {
  const { manifest } = plan
  return {
    saved_plan: savedPlanVersion,
    engine: context.engine,
    manifest: { path: context.manifestPath, name: manifest.name, digest: manifest.digest },
    data: manifest.data.map(({ path, digest }) => ({ path, digest })),
    lock: context.lock,
    region: manifest.provider.region,
    workspace: manifest.provider.workspace,
    options: context.options,
    prices: pricesOf(plan),
    jobs: plan.jobs.map((job) => saveJob(job, lock, manifest.outputDir)),
    estimate: saveEstimate(plan.estimate),
  }
}

/** Its text: equal plans are equal bytes. */
export function savedPlanText(saved: SavedPlan): string {
  return `${JSON.stringify(saved, null, 2)}\n`
}

/** Prices of the models that the jobs use. */
function pricesOf({ jobs, prices }: Plan): SavedPrice[] {
  const used = new Set(jobs.map(({ request }) => request.model))
  return [...prices]
    .filter(([model]) => used.has(model))
    .map(([model, { amount, currency, list }]) => ({
      model,
      amount: formatMicros(amount),
      currency,
      price_list: list,
    }))
    .sort((a, b) => (a.model < b.model ? -1 : 1))
}

function saveJob(job: PlannedJob, lock: LockState, outputDir: string): SavedJob {
  return {
    key: job.key,
    action: job.action,
    reason: job.reason,
    after: latestAttempt(lock, job.key)?.id ?? null,
    asset: job.asset,
    request: inOrder(job.request),
    mode: job.mode,
    outputs: job.outputs.map((output) => saveOutput(output, outputDir)),
    cost: formatMicros(job.cost),
  }
}

/** What a file is made of, as far as it shows: its place, its picture, and how it is made from that. */
export function saveOutput(
  { path, image, recipe }: Pick<PlannedOutput, 'path' | 'image' | 'recipe'>,
  outputDir: string,
): SavedOutput {
  return {
    path: `${outputDir}/${path}`,
    image,
    recipe: recipe === null ? null : recipeHash(recipe),
  }
}

function inOrder(request: Request): Request {
  const { model, prompt, negative_prompt, size, n, seed, prompt_extend, watermark } = request
  return { model, prompt, negative_prompt, size, n, seed, prompt_extend, watermark }
}

function saveEstimate({ images, cost, currency, seconds, unknown }: Estimate): SavedEstimate {
  return {
    images,
    cost: formatMicros(cost),
    currency,
    seconds,
    unknown: { jobs: unknown.jobs, cost: formatMicros(unknown.cost) },
  }
}
