import type { Action, OutputStatus } from '../../plan/plan.ts'
import type { PictureStatus } from './gallery-data.ts'

/** What the status of a job's files depends on. */
export interface JobStanding {
  readonly action: Action
  /** Whether one of its attempts is done: what is not written can then be made for free. */
  readonly isDone: boolean
}

/** How one file stands, and what has to come before one that is not written. */
export function fileStatus(status: OutputStatus, { action, isDone }: JobStanding): PictureStatus {
  if (status !== 'to-write') return byFile[status]
  return isDone ? 'to-restore' : (byAction[action] ?? 'waiting')
}

/** How a picture stands: as its main output, or as the first variant that is not done. */
export function pictureStatus(files: readonly PictureStatus[]): PictureStatus {
  return files.find((status) => status !== 'done') ?? 'done'
}

const byFile: { readonly [status in Exclude<OutputStatus, 'to-write'>]: PictureStatus } = {
  'at-hand': 'done',
  changed: 'changed',
  absent: 'absent',
  'missing-image': 'missing',
  unexplained: 'unexplained',
}

/** Of jobs without a picture. */
const byAction: { readonly [action in Action]?: PictureStatus } = {
  create: 'waiting',
  retry: 'failed',
  resume: 'under-way',
  resolve: 'unknown',
  blocked: 'blocked',
}
