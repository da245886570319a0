import { plainText } from '../diagnostics/plain-text.ts'
import { type Action, actions, type Plan, type PlannedJob } from '../plan/plan.ts'
import { counted, groupDigits, money } from './phrases.ts'

/** Up to this many jobs a plan names each with its reason. */
const few = 12
/** Outputs named for one reason of a larger plan. */
const named = 3
/** Reasons named for one action of a larger plan. */
const reasonsNamed = 5

/**
 * Why each job has its action. A small plan names every job; a larger one groups them by reason and
 * names outputs where a person may have to act. Nothing is cut: paths are there to be copied.
 */
export function reasonLines(plan: Plan): string[] {
  const byAction = groupBy(plan.jobs, ({ action }) => action)
  return actions.flatMap((action) => {
    const jobs = byAction.get(action)
    if (jobs === undefined) return []
    const isDull = action === 'keep' && jobs.length > 1
    const lines =
      plan.jobs.length <= few && !isDull ? eachJob(plan, jobs) : grouped(plan, action, jobs)
    const note = noteOn(action, jobs, plan)
    return note === null ? lines : [...lines, `  → ${note}`]
  })
}

function eachJob(plan: Plan, jobs: readonly PlannedJob[]): string[] {
  return jobs.map((job) => `${job.action} ${outputWords(plan, job)}: ${plainText(job.reason)}`)
}

/** The path of a job's first output, as the plan prints paths, and how many more it has. */
function outputWords(plan: Plan, { outputs }: PlannedJob): string {
  const first = outputs[0]
  const path = first === undefined ? 'no output' : printedPath(plan, first.path)
  return outputs.length > 1 ? `${path} (and ${counted(outputs.length - 1, 'more', 'more')})` : path
}

/** A path below the output folder, relative to the manifest's folder and fit for a terminal. */
export function printedPath(plan: Plan, path: string): string {
  return plainText(`${plan.manifest.outputDir}/${path}`)
}

function grouped(plan: Plan, action: Action, jobs: readonly PlannedJob[]): string[] {
  const byReason = groupBy(jobs, ({ reason }) => reason)
  const shown = [...byReason].slice(0, reasonsNamed)
  const lines = shown.flatMap(([reason, group]) => [
    `${action}, ${counted(group.length, 'job')}: ${plainText(reason)}`,
    ...(actsAlone.has(action) ? [] : examples(plan, group)),
  ])
  const hidden = jobs.length - shown.reduce((sum, [, group]) => sum + group.length, 0)
  return hidden === 0
    ? lines
    : [...lines, `${action}, ${counted(hidden, 'more job')} for other reasons; --json lists them`]
}

function groupBy<T>(jobs: readonly PlannedJob[], of: (job: PlannedJob) => T): Map<T, PlannedJob[]> {
  const groups = new Map<T, PlannedJob[]>()
  for (const job of jobs) {
    const group = groups.get(of(job))
    if (group === undefined) groups.set(of(job), [job])
    else group.push(job)
  }
  return groups
}

/** Actions that need nobody to look at single outputs. */
const actsAlone: ReadonlySet<Action> = new Set(['create', 'keep', 'restore'])

function examples(plan: Plan, jobs: readonly PlannedJob[]): string[] {
  const lines = jobs.slice(0, named).map((job) => `  ${outputWords(plan, job)}`)
  const hidden = jobs.length - lines.length
  return hidden === 0 ? lines : [...lines, `  and ${groupDigits(hidden)} more`]
}

/** What the person can do about an action, with its price where there is one. */
function noteOn(action: Action, jobs: readonly PlannedJob[], plan: Plan): string | null {
  switch (action) {
    case 'absent':
      return `bring back these files or the store; or pay ${price(jobs, plan)} for new pictures with --regenerate GLOB`
    case 'changed':
      return '--overwrite replaces these files by what was generated, for free'
    case 'blocked':
      return `change the request, or pay up to ${price(jobs, plan)} to send it again with --retry-failed`
    case 'resolve':
      return 'a run asks the API first; what stays open is sent again only with --resolve-unknown retry'
    default:
      return null
  }
}

function price(jobs: readonly PlannedJob[], plan: Plan): string {
  const cost = jobs.reduce((sum, { request }) => {
    return sum + (plan.prices.get(request.model)?.amount ?? 0) * request.n
  }, 0)
  return money(cost, plan.estimate.currency)
}
