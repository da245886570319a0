import { isAbsolute, join, relative } from 'node:path'
import { UserError } from '../diagnostics/user-error.ts'
import { pictureReader } from '../images/picture-source.ts'
import { writeThumbnails } from '../images/thumbnail-folder.ts'
import { errorCode } from '../lockfile/file-system.ts'
import type { LockState } from '../lockfile/records.ts'
import { replaceFile } from '../lockfile/replace-file.ts'
import { withSlashes } from '../manifest/shown-path.ts'
import type { Plan } from '../plan/plan.ts'
import { buildGallery } from '../report/gallery/build-gallery.ts'
import type { GalleryData } from '../report/gallery/gallery-data.ts'
import { galleryPage } from '../report/gallery/page.ts'
import { picturesOf } from '../report/gallery/pictures.ts'
import { shownSource } from '../report/gallery/shown-source.ts'
import type { Ground } from '../run/ground.ts'
import { claimGalleryFolder, type GalleryPlace, picturesFolder } from './gallery-folder.ts'
import { engine } from './version.ts'

/** A gallery that was written. */
export interface WrittenGallery {
  readonly data: GalleryData
  /** The page, as shown to the user. */
  readonly page: string
  readonly thumbnails: { readonly made: number; readonly kept: number; readonly removed: number }
}

export interface GalleryContext {
  readonly ground: Ground
  /** What counts of the lockfile. */
  readonly lock: LockState
  /** Called with the number of pictures to be decoded, before the first. */
  readonly onMissing: (count: number) => void
}

/**
 * Writes the gallery of a set into a folder of its own: thumbnails first, then the page that shows
 * them, so that an interrupted one leaves the page before.
 *
 * @throws {UserError} GALLERY_TAKEN, GALLERY_WRITE when the disk refuses
 */
export async function writeGallery(
  plan: Plan,
  place: GalleryPlace,
  { ground, lock, onMissing }: GalleryContext,
): Promise<WrittenGallery> {
  const { files, atHand } = ground
  try {
    await claimGalleryFolder(place, ground.places, files)
    const shown = picturesOf(plan.jobs).map((it) => shownSource(it, { lock, files: atHand }))
    const read = pictureReader(ground)
    const sources = shown
      .filter((source) => source !== null)
      .map((source) => ({ sha256: source.sha256, read: () => read(source) }))
    const folder = join(place.folder, picturesFolder)
    const thumbnails = await writeThumbnails(sources, { folder, files, onMissing })
    const data = buildGallery(plan, {
      engine: engine(),
      lock,
      files: atHand,
      thumbnails: thumbnails.shown,
      wayToOutputs: wayBetween(place.folder, ground.places.outputs),
    })
    await replaceFile(files, join(place.folder, 'index.html'), galleryPage(data))
    return { data, page: `${place.shown}/index.html`, thumbnails }
  } catch (error) {
    throw refusedByDisk(error, place)
  }
}

/** From one folder to another, with `/`; null: they are on different drives. */
function wayBetween(from: string, to: string): string | null {
  const way = relative(from, to)
  return isAbsolute(way) ? null : withSlashes(way)
}

function refusedByDisk(error: unknown, { shown }: GalleryPlace): unknown {
  const code = errorCode(error)
  if (code === null || error instanceof UserError) return error
  return new UserError('GALLERY_WRITE', `could not write ${shown} (${code})`, {
    stop: 'disk',
    hint: 'make room or make the folder writable, then write the gallery again: nothing is lost',
    cause: error,
  })
}
