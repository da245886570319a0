import { UserError } from '../diagnostics/user-error.ts'
import { generating, jobsToGenerate } from './generating.ts'
import type { Plan } from './plan.ts'

/**
 * Makes sure that a run finds every picture already paid for. Pictures that are not here count as
 * existing: where they are kept is not what a lockfile tells.
 *
 * @throws {UserError} RUN_FROZEN (refused) when a run would send, resume or look up a request.
 */
export function refuseToGenerate(plan: Plan): void {
  const jobs = jobsToGenerate(plan)
  const [first] = jobs
  if (first === undefined) return
  const counts = [...generating].flatMap((action) => {
    const count = plan.totals.actions[action] ?? 0
    return count === 0 ? [] : [`${count} ${action}`]
  })
  const many = jobs.length === 1 ? '1 job is' : `${jobs.length} jobs are`
  const [output] = first.outputs
  const where = output === undefined ? first.asset : `${plan.manifest.outputDir}/${output.path}`
  throw new UserError(
    'RUN_FROZEN',
    `--frozen generates nothing, but ${many} not in the lockfile as wanted (${counts.join(', ')}), first ${where}`,
    {
      stop: 'refused',
      hint: 'commit the lockfile of the run that made them, or run without --frozen; `mintage plan` shows them all',
    },
  )
}
