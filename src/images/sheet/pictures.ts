import { latestDone } from '../../lockfile/attempts.ts'
import type { LockState } from '../../lockfile/records.ts'
import { type Position, positionOf } from '../../plan/dimensions.ts'
import type { FilesAtHand, PlannedJob, PlannedOutput } from '../../plan/plan.ts'
import { type PictureSource, pictureSources } from '../picture-source.ts'
import { type Shape, shapeOf } from './shapes.ts'

/** How a cell of a sheet stands. Those of `visibleStates` show a picture. */
export const sheetStates = [
  'shown',
  'changed',
  'unmade',
  'failed',
  'missing',
  'absent',
  'unreadable',
  'unexplained',
  'open',
  'unknown',
  'waiting',
] as const
export type SheetState = (typeof sheetStates)[number]

/** One wanted picture. */
export interface SheetPicture {
  readonly at: Position
  /** Below the output folder, with `/`. */
  readonly path: string
  readonly state: SheetState
  /** What it is drawn from, the best first; none where its state shows no picture. */
  readonly sources: readonly PictureSource[]
  /** As asked for, so that places can be laid out before a file is read. */
  readonly shape: Shape
}

/** Words for a cell; null: its picture says enough. */
export const stateWords: { readonly [state in SheetState]: string | null } = {
  shown: null,
  changed: 'changed',
  unmade: 'to be restored',
  failed: 'failed',
  missing: 'missing',
  absent: 'absent',
  unreadable: 'unreadable',
  unexplained: 'unexplained file',
  open: 'under way',
  unknown: 'outcome unknown',
  waiting: 'not generated yet',
}

/** Whether a cell in this state shows a picture. */
export function hasPicture(state: SheetState): boolean {
  return state === 'shown' || state === 'changed' || state === 'unmade'
}

/**
 * The pictures of a plan, in its order.
 *
 * @param variant name of the variant to show; null: the main output.
 */
export function sheetPictures(
  jobs: readonly PlannedJob[],
  facts: { readonly lock: LockState; readonly files: FilesAtHand },
  variant: string | null,
): readonly SheetPicture[] {
  return jobs.flatMap((job) => {
    const images = latestDone(facts.lock, job.key)?.images ?? []
    return job.outputs
      .filter((output) => output.variant === variant)
      .map((output) => {
        const at = positionOf(job, output)
        const state = stateOf(job, output, images[output.image - 1] != null)
        const sources = hasPicture(state) ? pictureSources(job, output, facts) : []
        return { at, path: output.path, state, sources, shape: shapeOf(job.request.size, output) }
      })
  })
}

function stateOf(
  { action }: PlannedJob,
  { status, recipe }: PlannedOutput,
  isPaid: boolean,
): SheetState {
  switch (status) {
    case 'at-hand':
      return 'shown'
    case 'changed':
      return 'changed'
    case 'absent':
      return 'absent'
    case 'missing-image':
      return 'missing'
    case 'unexplained':
      return 'unexplained'
    case 'to-write':
      return ofUnwritten({ action, isOriginal: recipe === null, isPaid })
  }
}

/** What became of a file that is not written: its picture is at hand, or yet to come. */
function ofUnwritten({
  action,
  isOriginal,
  isPaid,
}: {
  action: PlannedJob['action']
  /** Not made by a recipe: the picture is what the file will be. */
  isOriginal: boolean
  isPaid: boolean
}): SheetState {
  if (action === 'create') return 'waiting'
  if (action === 'resume') return 'open'
  if (isPaid) return isOriginal ? 'shown' : 'unmade'
  if (action === 'resolve') return 'unknown'
  return action === 'retry' || action === 'blocked' ? 'failed' : 'waiting'
}
