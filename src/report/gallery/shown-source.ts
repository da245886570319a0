import { latestDone } from '../../lockfile/attempts.ts'
import type { LockState } from '../../lockfile/records.ts'
import type { FilesAtHand } from '../../plan/plan.ts'
import type { Picture } from './pictures.ts'

/** Bytes that stand for a picture: of a paid original, or of the file at an output's path. */
export interface ShownSource {
  readonly sha256: string
  /** Below the output folder; null: the original in the store, or an output that is one. */
  readonly path: string | null
}

/**
 * What a picture's thumbnails are made from: the file where it was changed, since that is what is
 * there now; else the original, and without one the file. null: there is nothing to show.
 */
export function shownSource(
  { job, main }: Picture,
  { lock, files }: { lock: LockState; files: FilesAtHand },
): ShownSource | null {
  if (main.status === 'unexplained') return null
  const file = files.outputs.get(main.path)
  if (main.status === 'changed' && file !== undefined) return { sha256: file, path: main.path }
  const original = latestDone(lock, job.key)?.images?.[main.image - 1]?.sha256
  if (original !== undefined && files.originals.has(original)) {
    return { sha256: original, path: null }
  }
  return file === undefined || main.status !== 'at-hand' ? null : { sha256: file, path: main.path }
}
