import type { RateLimits } from '../catalog/model.ts'
import { type Diagnostic, isError } from '../diagnostics/diagnostic.ts'
import { latestDone } from '../lockfile/attempts.ts'
import type { LockState } from '../lockfile/records.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { chooseMode } from './choose-mode.ts'
import { decide, type Wishes } from './decide.ts'
import { costing, estimate } from './estimate.ts'
import type { Expansion } from './expand.ts'
import type { Job } from './job.ts'
import type { Action, FilesAtHand, Plan, PlannedJob, UnitPrice } from './plan.ts'
import type { SavedPlan } from './saved/saved-plan.ts'
import { wishesLeft } from './saved/wishes-left.ts'
import { outputFilter, type Selection, select } from './select.ts'
import { limitsOf, unitPrice } from './terms.ts'

/** What a call asks for beyond the manifest. Empty lists and false are the defaults. */
export interface PlanOptions extends Selection {
  /** Keep only the first so many jobs that cost money; null: all. */
  readonly limit: number | null
  /** Globs over asset ids and output paths whose pictures are to be bought anew. */
  readonly regenerate: readonly string[]
  readonly retryFailed: boolean
  readonly overwrite: boolean
}

export const defaultPlanOptions: PlanOptions = {
  only: [],
  where: [],
  limit: null,
  regenerate: [],
  retryFailed: false,
  overwrite: false,
}

export interface PlanInput {
  readonly manifest: Manifest
  /** `expand` of the manifest. */
  readonly expansion: Expansion
  /** Jobs of the manifest without overrides of this call, whose outputs are no orphans; null: the same. */
  readonly baseJobs: readonly Job[] | null
  /** Findings of loading, put before those of planning. */
  readonly findings: readonly Diagnostic[]
  readonly lock: LockState
  readonly files: FilesAtHand
  readonly options: PlanOptions
  /** A saved plan that this is to be the rest of: `options` are its own. */
  readonly saved?: SavedPlan
}

/**
 * The plan: jobs in manifest order with what a run would do about each and why, and what it would
 * cost. Pure: the same values give the same plan everywhere.
 *
 * Where `findings` holds an error there are no jobs.
 *
 * @throws {SelectionSyntaxError} when a `where` condition cannot be read.
 */
export function createPlan(input: PlanInput): Plan {
  const { manifest, expansion } = input
  const terms = termsOf(manifest, expansion.jobs)
  const findings = [...input.findings, ...expansion.diagnostics, ...terms.findings]
  if (findings.some(isError)) return emptyPlan(input, findings)
  const jobs = planJobs(expansion.jobs, input, terms)
  const everything = knownJobs(input, expansion.jobs)
  return {
    manifest,
    jobs,
    everything,
    orphans: orphans(everything, input),
    findings: [...findings, ...unexplained(jobs, manifest), ...oddPictures(jobs, input.lock)],
    totals: totals(jobs),
    estimate: estimate(jobs, { ...terms, currency: manifest.provider.currency }),
    limits: terms.limits,
    prices: terms.prices,
  }
}

interface Terms {
  readonly limits: ReadonlyMap<string, RateLimits>
  readonly prices: ReadonlyMap<string, UnitPrice>
  readonly findings: readonly Diagnostic[]
}

/** Limits and prices of the models in use; a model without a price cannot be planned. */
function termsOf(manifest: Manifest, jobs: readonly Job[]): Terms {
  const limits = new Map<string, RateLimits>()
  const prices = new Map<string, UnitPrice>()
  const findings: Diagnostic[] = []
  for (const model of new Set(jobs.map(({ request }) => request.model))) {
    const own = limitsOf(manifest, model)
    const price = unitPrice(manifest, model)
    if (own !== null) limits.set(model, own)
    if (price !== null) prices.set(model, price)
    else findings.push(noPrice(manifest, model))
  }
  return { limits, prices, findings }
}

function noPrice(manifest: Manifest, model: string): Diagnostic {
  const { region, currency } = manifest.provider
  return {
    code: 'PLAN_NO_PRICE',
    severity: 'error',
    message: `no price list names \`${model}\` in ${currency} for region ${region}`,
    span: manifest.source.span(['provider']),
    help: `write its price under \`prices:\` (\`prices: {${model}: 0.03}\`), or choose another \`currency\``,
  }
}

/** The selected jobs, each with its action, mode and cost. */
function planJobs(all: readonly Job[], input: PlanInput, terms: Terms): readonly PlannedJob[] {
  const { manifest, options, saved } = input
  const wishesOf = wishesFor(input)
  const planned = select(all, options, manifest.outputDir).map((job) =>
    planJob(job, { input, terms, wishes: wishesOf(job) }),
  )
  if (options.limit === null) return planned
  return saved === undefined ? limitCosting(planned, options.limit) : onlySaved(planned, saved)
}

function planJob(
  job: Job,
  { input, terms, wishes }: { input: PlanInput; terms: Terms; wishes: Wishes },
): PlannedJob {
  const { key, request, model, asset, wantedMode, cells } = job
  const { action, reason, outputs } = decide(job, wishes, input)
  const price = terms.prices.get(request.model)?.amount ?? 0
  const cost = costing.has(action) ? price * request.n : 0
  const mode = modeOf(job, terms)
  // Field by field, not spread, as in `decide`: there are as many of these as there are jobs.
  return { key, request, model, asset, wantedMode, cells, action, reason, mode, outputs, cost }
}

function modeOf(job: Job, terms: Terms): PlannedJob['mode'] {
  const limits = terms.limits.get(job.request.model)
  return limits === undefined ? 'async' : chooseMode(job, limits)
}

/** What the call asks for about each job, beyond manifest and lockfile. */
function wishesFor({ manifest, options, saved, lock }: PlanInput): (job: Job) => Wishes {
  const again = regenerateFilter(options, manifest.outputDir)
  const left = saved === undefined ? null : wishesLeft(saved, lock)
  const { retryFailed, overwrite } = options
  return (job) => {
    const wishes = { regenerate: again(job), retryFailed, overwrite }
    return left === null ? wishes : left(job.key, wishes)
  }
}

function regenerateFilter(options: PlanOptions, outputDir: string): (job: Job) => boolean {
  if (options.regenerate.length === 0) return () => false
  const matches = outputFilter({ only: options.regenerate, where: [] }, outputDir)
  return (job) => job.outputs.some((output) => matches(output, job))
}

/** Leaves out what costs money beyond the first `limit` jobs that do. */
function limitCosting(jobs: readonly PlannedJob[], limit: number): readonly PlannedJob[] {
  let left = limit
  return jobs.filter(({ action }) => !costing.has(action) || left-- > 0)
}

/** The first `limit` jobs are those that were the first when the plan was saved. */
function onlySaved(jobs: readonly PlannedJob[], { jobs: saved }: SavedPlan): readonly PlannedJob[] {
  const keys = new Set(saved.map(({ key }) => key))
  return jobs.filter(({ key }) => keys.has(key))
}

/** Every job that the manifest wants, with and without the overrides of this call, whatever is selected. */
function knownJobs({ baseJobs }: PlanInput, jobs: readonly Job[]): readonly Job[] {
  return baseJobs === null ? jobs : [...baseJobs, ...jobs]
}

/** Recorded files that are here and that nothing wants any more. */
function orphans(everything: readonly Job[], { lock, files }: PlanInput): readonly string[] {
  if (lock.outputs.size === 0) return []
  const wanted = new Set(everything.flatMap(({ outputs }) => outputs.map(({ path }) => path)))
  return [...lock.outputs.keys()]
    .filter((path) => !wanted.has(path) && files.outputs.has(path))
    .sort()
}

function unexplained(jobs: readonly PlannedJob[], manifest: Manifest): Diagnostic[] {
  const paths: string[] = []
  for (const { outputs } of jobs) {
    for (const { status, path } of outputs) if (status === 'unexplained') paths.push(path)
  }
  if (paths.length === 0) return []
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : ''
  const named = paths.slice(0, 3).map((path) => `\`${manifest.outputDir}/${path}\``)
  return [
    {
      code: 'PLAN_UNEXPLAINED_FILE',
      severity: 'error',
      message: `${named.join(', ')}${more} would be written, but a file is there that the lockfile does not explain`,
      span: null,
      help: 'is the lockfile missing, or of another branch? Else move the file away, or let it be replaced with --overwrite',
    },
  ]
}

/** Pictures that were paid for and are not what was asked for: said every time, until they are replaced. */
function oddPictures(jobs: readonly PlannedJob[], lock: LockState): Diagnostic[] {
  if (![...lock.attempts.values()].some(({ warning }) => warning !== null)) return []
  return jobs.flatMap((job) => {
    const warning = latestDone(lock, job.key)?.warning ?? null
    if (warning === null) return []
    const message = `${job.outputs[0]?.path ?? job.asset}: ${warning}`
    const help = 'keep it, or buy another with --regenerate'
    return [{ code: 'PLAN_IMAGE_SIZE', severity: 'warning', message, span: null, help }]
  })
}

function totals(jobs: readonly PlannedJob[]): Plan['totals'] {
  const actions: Partial<Record<Action, number>> = {}
  for (const { action } of jobs) actions[action] = (actions[action] ?? 0) + 1
  const count = (of: (job: PlannedJob) => number) => jobs.reduce((sum, job) => sum + of(job), 0)
  return {
    outputs: count(({ outputs }) => outputs.length),
    jobs: jobs.length,
    duplicates: count(({ cells }) => cells - 1),
    images: count(({ request }) => request.n),
    actions,
  }
}

function emptyPlan({ manifest }: PlanInput, findings: readonly Diagnostic[]): Plan {
  const none = { limits: new Map(), prices: new Map(), currency: manifest.provider.currency }
  return {
    manifest,
    jobs: [],
    everything: [],
    orphans: [],
    findings,
    totals: totals([]),
    estimate: estimate([], none),
    limits: none.limits,
    prices: none.prices,
  }
}
