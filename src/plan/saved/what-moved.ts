import { formatMicros } from '../../catalog/money.ts'
import type { Request } from '../../request/request.ts'
import { costing } from '../estimate.ts'
import type { Action, Plan, PlannedJob } from '../plan.ts'
import { saveOutput } from './save-plan.ts'
import type { SavedJob, SavedPlan } from './saved-plan.ts'

/**
 * What keeps a plan made anew from being the one that was saved, in sentences; empty: nothing.
 *
 * Jobs, requests, outputs and prices have to be equal. A job that the lockfile shows further along
 * counts as equal, so that an interrupted plan goes on; one that would be paid for though the saved
 * plan did not say so, never.
 */
export function whatMoved(saved: SavedPlan, plan: Plan): readonly string[] {
  const jobs = pairJobs(saved, plan)
  const moved = [
    ...accountMoves(saved, plan),
    ...priceMoves(saved, plan),
    ...requestMoves(jobs),
    ...jobMoves(jobs.both),
  ]
  return moved.length === 0 ? [] : [...editedFiles(saved, plan), ...moved]
}

interface Pairs {
  readonly both: readonly { readonly before: SavedJob; readonly now: Comparable }[]
  readonly gone: readonly SavedJob[]
  readonly come: readonly Comparable[]
}

/** A planned job in the words of a saved one. */
type Comparable = Pick<SavedJob, 'key' | 'action' | 'asset' | 'request' | 'mode' | 'outputs'>

function pairJobs(saved: SavedPlan, { jobs, manifest }: Plan): Pairs {
  const before = new Map(saved.jobs.map((job) => [job.key, job]))
  const both: { before: SavedJob; now: Comparable }[] = []
  const come: Comparable[] = []
  for (const job of jobs) {
    const now = comparable(job, manifest.outputDir)
    const old = before.get(job.key)
    if (old === undefined) come.push(now)
    else both.push({ before: old, now })
    before.delete(job.key)
  }
  return { both, come, gone: [...before.values()] }
}

function comparable(job: PlannedJob, outputDir: string): Comparable {
  return { ...job, outputs: job.outputs.map((output) => saveOutput(output, outputDir)) }
}

/** Files that were edited: no move of their own, but the likely reason of one. */
function editedFiles({ manifest, data }: SavedPlan, plan: Plan): string[] {
  const now = new Map(plan.manifest.data.map(({ path, digest }) => [path, digest]))
  const edited = [
    ...(manifest.digest === plan.manifest.digest ? [] : [manifest.path]),
    ...data.flatMap(({ path, digest }) => (now.get(path) === digest ? [] : [path])),
  ]
  return edited.map((path) => `${path} was edited since the plan was saved`)
}

function accountMoves(saved: SavedPlan, { manifest }: Plan): string[] {
  const { region, workspace } = manifest.provider
  const pairs = [
    ['name', saved.manifest.name, manifest.name],
    ['region', saved.region, region],
    ['workspace', saved.workspace, workspace],
  ] as const
  return pairs.flatMap(([what, before, now]) =>
    before === now ? [] : [`the ${what} was ${before ?? 'none'} and is ${now ?? 'none'}`],
  )
}

function priceMoves({ prices }: SavedPlan, plan: Plan): string[] {
  return prices.flatMap(({ model, amount, currency }) => {
    const now = plan.prices.get(model)
    if (now === undefined) return []
    const [before, after] = [`${amount} ${currency}`, `${formatMicros(now.amount)} ${now.currency}`]
    return before === after ? [] : [`an image of ${model} was ${before} and is ${after}`]
  })
}

/** Requests that came or went; two that make the same file are one that changed. */
function requestMoves({ gone, come }: Pairs): string[] {
  const goneAt = new Map(gone.flatMap((job) => job.outputs.map(({ path }) => [path, job] as const)))
  const changed = come.flatMap((now) => {
    const path = now.outputs.find((output) => goneAt.has(output.path))?.path
    const before = path === undefined ? undefined : goneAt.get(path)
    return path === undefined || before === undefined ? [] : [{ path, before, now }]
  })
  const isChanged = new Set<unknown>(changed.flatMap(({ before, now }) => [before, now]))
  return [
    ...listed(changed, ({ path, before, now }) => {
      return `${path}: its request changed (${changedFields(before.request, now.request)})`
    }),
    ...listed(
      come.filter((job) => !isChanged.has(job)),
      (job) => `${nameOf(job)} is new`,
    ),
    ...listed(
      gone.filter((job) => !isChanged.has(job)),
      (job) => `${nameOf(job)} is gone`,
    ),
  ]
}

function changedFields(before: Request, now: Request): string {
  const fields = Object.keys(before) as (keyof Request)[]
  return fields.filter((field) => before[field] !== now[field]).join(', ')
}

function jobMoves(both: Pairs['both']): string[] {
  return listed(
    both.flatMap(({ before, now }) => {
      const why = whyDifferent(before, now)
      return why === null ? [] : [`${nameOf(before)} ${why}`]
    }),
    (sentence) => sentence,
  )
}

function whyDifferent(before: SavedJob, now: Comparable): string | null {
  if (before.mode !== now.mode) return `was to be sent ${before.mode} and is to be sent ${now.mode}`
  if (before.asset !== now.asset) return `was of asset ${before.asset} and is of ${now.asset}`
  if (outputsOf(before) !== outputsOf(now)) return 'is to become other files, or made otherwise'
  if (mayFollow(before.action, now.action)) return null
  return `was ${before.action} and would now be paid for (${now.action})`
}

function outputsOf({ outputs }: Pick<SavedJob, 'outputs'>): string {
  return outputs
    .map(({ path, image, recipe }) => JSON.stringify([path, image, recipe]))
    .sort()
    .join()
}

/** Saved actions after which a failed attempt may be sent again: it was to be paid, or may have been. */
const mayBeRetried: ReadonlySet<Action> = new Set(['create', 'retry', 'resume', 'resolve'])

/** Whether what is to be done now is what was saved, or what is left of it. */
function mayFollow(before: Action, now: Action): boolean {
  if (!costing.has(now) || before === now) return true
  return now === 'retry' && mayBeRetried.has(before)
}

/** Named in full of each kind; the rest is counted. */
const named = 5

function listed<T>(items: readonly T[], sentence: (item: T) => string): string[] {
  const rest = items.length - named
  return [
    ...items.slice(0, named).map(sentence),
    ...(rest > 0 ? [`and ${rest} more like these`] : []),
  ]
}

function nameOf({ outputs, key }: Pick<SavedJob, 'outputs' | 'key'>): string {
  return outputs[0]?.path ?? `request ${key.slice(0, 12)}`
}
