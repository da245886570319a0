import { money } from '../catalog/money.ts'
import { generating } from '../plan/generating.ts'
import type { OutputStatus, Plan, PlannedJob } from '../plan/plan.ts'
import type { RunResult } from './events.ts'
import type { Item } from './item.ts'

/**
 * Wanted outputs that are not there as wanted when a run has ended, each with the reason.
 *
 * @param ends.failed what could not be written, and why.
 * @param ends.frozen what is paid for and kept elsewhere is as wanted where nothing may be generated.
 */
export function missingOutputs(
  plan: Plan,
  items: readonly Item[],
  ends: { failed: RunResult['missing']; frozen: boolean },
): RunResult['missing'] {
  const wrong = new Map(items.map((item) => [item.job.key, whyWrong(item)]))
  const failed = new Map(ends.failed.map(({ output, why }) => [output, why]))
  return plan.jobs.flatMap((job) => {
    const whole = wrong.has(job.key) ? (wrong.get(job.key) ?? null) : neverBegun(job)
    return job.outputs.flatMap((output) => {
      const why = whole ?? failed.get(output.path) ?? standing(output.status, job, plan)
      const isElsewhere = ends.frozen && output.status === 'absent' && job.action !== 'blocked'
      return why === null || isElsewhere ? [] : [{ output: output.path, why }]
    })
  })
}

/** Why a job that was asked for in this run has not the picture it should; null: it has. */
function whyWrong({ ending, warning }: Item): string | null {
  return ending === null || ending.kind === 'done' ? warning : ending.why
}

/** A run that was stopped at its first look at the account has begun nothing. */
function neverBegun({ action }: PlannedJob): string | null {
  return generating.has(action) ? 'the run stopped before it' : null
}

const statusReasons: { readonly [status in OutputStatus]: string | null } = {
  'at-hand': null,
  'to-write': null,
  changed: 'changed: not the file that was written; left alone (--overwrite restores it)',
  absent: 'absent: paid for, but neither the file nor its original in the store is here',
  'missing-image': 'its image never came',
  unexplained: 'a file that no record explains stands in its place',
}

/** Why an output that this run did not touch is not as wanted. */
function standing(status: OutputStatus, job: PlannedJob, plan: Plan): string | null {
  if (status === 'absent') return `${statusReasons.absent}; ${bringBack(job, plan)}`
  if (job.action === 'blocked' && (!isPartial(job) || status === 'missing-image')) return job.reason
  return statusReasons[status]
}

/** Blocked for want of some of its images only: the others are judged by their files. */
function isPartial({ outputs }: PlannedJob): boolean {
  return outputs.some(({ status }) => status === 'missing-image')
}

function bringBack({ request }: PlannedJob, { prices }: Plan): string {
  const price = prices.get(request.model)
  const cost =
    price === undefined ? '' : ` for ${money(price.amount * request.n, price.currency)} each`
  return `bring the files or the store back, or buy them anew with --regenerate${cost}`
}
