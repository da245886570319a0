import { type PictureSource, pictureSources } from '../../images/picture-source.ts'
import type { LockState } from '../../lockfile/records.ts'
import type { FilesAtHand } from '../../plan/plan.ts'
import type { Picture } from './pictures.ts'

/**
 * What a picture's thumbnails are made from: the file where it was changed, since that is what is
 * there now; else the original, and without one the file. null: there is nothing to show.
 */
export function shownSource(
  { job, main }: Picture,
  facts: { readonly lock: LockState; readonly files: FilesAtHand },
): PictureSource | null {
  return pictureSources(job, main, facts).at(-1) ?? null
}
