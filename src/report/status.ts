import { type Diagnostic, isError } from '../diagnostics/diagnostic.ts'
import type { Attempt, LockState } from '../lockfile/records.ts'
import type { Action, Plan, PlannedJob } from '../plan/plan.ts'
import { type CurrencySpend, lockSpend, openState } from './spend.ts'

/** Progress and spend of a set, from its lockfile. */
export interface Status {
  readonly name: string | null
  /** Errors in the manifest; with any, `jobs` and `outputs` are null. */
  readonly errors: number
  readonly jobs: JobCounts | null
  readonly outputs: { readonly wanted: number; readonly recorded: number } | null
  readonly spend: readonly CurrencySpend[]
  /** Oldest first. */
  readonly open: readonly OpenAttempt[]
  readonly budget: Plan['manifest']['budget']
}

/** Where the requests that the manifest wants stand; they add up to `total`. */
export interface JobCounts {
  readonly total: number
  readonly done: number
  /** Submitted, generated, or of unknown outcome. */
  readonly open: number
  /** Failed; the next run tries again. */
  readonly failed: number
  readonly blocked: number
  readonly waiting: number
}

export interface OpenAttempt {
  readonly key: string
  readonly asset: string | null
  readonly state: NonNullable<ReturnType<typeof openState>>
  readonly since: string
  readonly taskId: string | null
  readonly cost: Attempt['cost']
}

/**
 * What the lockfile says of the set.
 *
 * @param plan The whole plan, made without a look at files, so that it speaks of the lockfile alone;
 *   null where the manifest cannot be read.
 */
export function statusOf(
  plan: Plan | null,
  lock: LockState,
  findings: readonly Diagnostic[] = plan?.findings ?? [],
): Status {
  const errors = findings.filter(isError).length
  const whole = errors === 0 ? plan : null
  return {
    name: plan?.manifest.name ?? (lock.name === '' ? null : lock.name),
    errors,
    jobs: whole === null ? null : countJobs(whole.jobs),
    outputs: whole === null ? null : countOutputs(whole, lock),
    spend: lockSpend(lock),
    open: openAttempts(lock, whole?.jobs ?? []),
    budget: plan?.manifest.budget ?? null,
  }
}

const placeOfAction: { readonly [action in Action]: Exclude<keyof JobCounts, 'total'> } = {
  create: 'waiting',
  retry: 'failed',
  regenerate: 'done',
  resume: 'open',
  resolve: 'open',
  restore: 'done',
  keep: 'done',
  changed: 'done',
  absent: 'done',
  blocked: 'blocked',
}

function countJobs(jobs: readonly PlannedJob[]): JobCounts {
  const counts = { total: jobs.length, done: 0, open: 0, failed: 0, blocked: 0, waiting: 0 }
  for (const { action } of jobs) counts[placeOfAction[action]] += 1
  return counts
}

function countOutputs({ jobs, totals }: Plan, lock: LockState): Status['outputs'] {
  let recorded = 0
  for (const { outputs } of jobs) {
    for (const { path } of outputs) if (lock.outputs.has(path)) recorded += 1
  }
  return { wanted: totals.outputs, recorded }
}

function openAttempts(lock: LockState, jobs: readonly PlannedJob[]): OpenAttempt[] {
  const assets = new Map<string, string>(jobs.map(({ key, asset }) => [key, asset]))
  const found: OpenAttempt[] = []
  for (const attempt of lock.attempts.values()) {
    const state = openState(attempt)
    if (state === null) continue
    found.push({
      key: attempt.key,
      asset: assets.get(attempt.key) ?? null,
      state,
      since: attempt.reservedAt ?? attempt.at,
      taskId: attempt.taskId,
      cost: attempt.cost,
    })
  }
  return found.sort((a, b) => (a.since < b.since ? -1 : 1))
}
