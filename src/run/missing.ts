import type { OutputStatus, Plan, PlannedJob } from '../plan/plan.ts'
import type { RunResult } from './events.ts'
import type { Item } from './item.ts'

/** Wanted outputs that are not there as wanted when a run has ended, each with the reason. */
export function missingOutputs(
  plan: Plan,
  items: readonly Item[],
  { failed: failedOutputs, frozen }: { failed: RunResult['missing']; frozen: boolean },
): RunResult['missing'] {
  const wrong = new Map(items.map((item) => [item.job.key, whyWrong(item)]))
  const failed = new Map(failedOutputs.map(({ output, why }) => [output, why]))
  return plan.jobs.flatMap((job) => {
    const whole = wrong.get(job.key) ?? null
    return job.outputs.flatMap((output) => {
      const why = whole ?? failed.get(output.path) ?? standing(job, output.status)
      // What is paid for and kept elsewhere is as wanted where nothing may be generated.
      const isElsewhere = frozen && output.status === 'absent' && job.action !== 'blocked'
      return why === null || isElsewhere ? [] : [{ output: output.path, why }]
    })
  })
}

/** Why a job that was asked for in this run has not the picture it should; null: it has. */
function whyWrong({ ending, warning }: Item): string | null {
  return ending === null || ending.kind === 'done' ? warning : ending.why
}

const statusReasons: { readonly [status in OutputStatus]: string | null } = {
  'at-hand': null,
  'to-write': null,
  changed: 'changed: not the file that was written; left alone (--overwrite restores it)',
  absent:
    'absent: paid for, but neither it nor its original is here; bring one back, or --regenerate it',
  'missing-image': 'its image failed at the API',
  unexplained: 'a file that no record explains stands in its place',
}

/** Why an output that this run did not touch is not as wanted. */
function standing({ action, reason, outputs }: PlannedJob, status: OutputStatus): string | null {
  const isPartial = outputs.some((output) => output.status === 'missing-image')
  if (action === 'blocked' && (!isPartial || status === 'missing-image')) return reason
  return statusReasons[status]
}
