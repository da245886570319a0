import { latestDone } from '../lockfile/attempts.ts'
import type { LockStore } from '../lockfile/lockfile.ts'
import type { OutputRecord } from '../lockfile/records.ts'
import type { Action, OutputStatus, PlannedJob } from '../plan/plan.ts'
import type { Pictures } from './pictures.ts'
import { type WriteBounds, type Written, writeOutputs } from './write-outputs.ts'

/** Done, and some of its outputs are to be written: whatever stands with the others. */
export function isRestorable({ action, outputs }: PlannedJob): boolean {
  const has = (status: OutputStatus) => outputs.some((output) => output.status === status)
  // Blocked with a picture missing is blocked for that one: others of its images came.
  return (isPaid.has(action) || has('missing-image')) && has('to-write')
}

/** Actions of jobs that have their picture. */
const isPaid: ReadonlySet<Action> = new Set(['restore', 'changed', 'absent'])

/** Writes the outputs of a job again, from originals at hand. */
export function writeAgain(
  job: PlannedJob,
  parts: {
    lockfile: LockStore
    pictures: Pictures
    append: (line: OutputRecord) => Promise<void>
    bounds: WriteBounds
  },
): Promise<Written> {
  const images = latestDone(parts.lockfile.state, job.key)?.images ?? []
  return writeOutputs(job, images, { ...parts, isNew: false })
}
