import { latestAttempt } from '../../lockfile/attempts.ts'
import type { LockState } from '../../lockfile/records.ts'
import type { RequestKey } from '../../request/request.ts'
import type { Wishes } from '../decide.ts'
import type { SavedJob, SavedPlan } from './saved-plan.ts'

/**
 * What is left of a call's wishes when a saved plan is run, perhaps not for the first time: a picture
 * that was to be bought anew is bought once, and a failed job is sent once more, not once a run.
 */
export function wishesLeft(
  saved: SavedPlan,
  lock: LockState,
): (key: RequestKey, wishes: Wishes) => Wishes {
  const jobs = new Map(saved.jobs.map((job) => [job.key, job]))
  return (key, wishes) => {
    const job = jobs.get(key)
    if (job === undefined) return wishes
    const isUntouched = (latestAttempt(lock, key)?.id ?? null) === job.after
    const isWished = (action: SavedJob['action']) => isUntouched && job.action === action
    return {
      ...wishes,
      regenerate: wishes.regenerate && isWished('regenerate'),
      retryFailed: wishes.retryFailed && isWished('retry'),
    }
  }
}
