import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pLimit from 'p-limit'
import type { FileSystem } from '../lockfile/file-system.ts'
import { placeTemp, writeTemp } from '../lockfile/replace-file.ts'
import { isSha256Hex } from '../request/key.ts'
import { makeThumbnails, type ThumbnailEdge, thumbnailSizes } from './thumbnail.ts'

/** A picture to be shown, and the way to its bytes. */
export interface ThumbnailSource {
  readonly sha256: string
  /** null: they are not there any more, or are other ones. */
  readonly read: () => Promise<Uint8Array | null>
}

export interface ThumbnailFolder {
  /** Absolute path. */
  readonly folder: string
  readonly files: FileSystem
  /** Called with the number of pictures to be decoded, before the first. */
  readonly onMissing: (count: number) => void
}

export interface ThumbnailsWritten {
  /** Hashes of the pictures that have thumbnails now. */
  readonly shown: ReadonlySet<string>
  readonly made: number
  /** Were here already. */
  readonly kept: number
  /** Files removed, since no picture needs them any more. */
  readonly removed: number
}

/** Pictures decoded at a time: bounds memory, and keeps two cores busy. */
const atATime = 4

/**
 * Makes the thumbnails of these pictures that a folder lacks, and removes those of others. A file's
 * name is its picture's hash and its size, so nothing is made twice, and no file of another name is
 * touched.
 */
export async function writeThumbnails(
  sources: readonly ThumbnailSource[],
  { folder, files, onMissing }: ThumbnailFolder,
): Promise<ThumbnailsWritten> {
  await files.makeFolder(folder)
  const wanted = new Map(sources.map((source) => [source.sha256, source]))
  const present = new Set(await readdir(folder))
  const shown = new Set([...wanted.keys()].filter((sha256) => namesOf(sha256).every(isIn(present))))
  const kept = shown.size
  const limit = pLimit(atATime)
  const missing = [...wanted.values()].filter(({ sha256 }) => !shown.has(sha256))
  if (missing.length > 0) onMissing(missing.length)
  const isMade = await Promise.all(
    missing.map((source) => limit(() => writeOne(source, folder, files))),
  )
  for (const [position, { sha256 }] of missing.entries()) if (isMade[position]) shown.add(sha256)
  const removed = await removeOthers(present, shown, { folder, files })
  return { shown, made: shown.size - kept, kept, removed }
}

/** Name of a picture's thumbnail, e.g. `9f86…-480.webp`. */
function thumbnailName(sha256: string, edge: ThumbnailEdge): string {
  return `${sha256}-${edge}.webp`
}

function namesOf(sha256: string): readonly string[] {
  return thumbnailSizes.map(({ edge }) => thumbnailName(sha256, edge))
}

function isIn(names: ReadonlySet<string>): (name: string) => boolean {
  return (name) => names.has(name)
}

/** Whether the thumbnails of a picture could be made. */
async function writeOne(
  { sha256, read }: ThumbnailSource,
  folder: string,
  files: FileSystem,
): Promise<boolean> {
  const bytes = await read()
  const made = bytes === null ? null : await makeThumbnails(bytes)
  if (made === null) return false
  for (const [edge, thumbnail] of made) {
    const path = join(folder, thumbnailName(sha256, edge))
    await writeTemp(files, path, thumbnail)
    await placeTemp(files, path)
  }
  return true
}

async function removeOthers(
  present: ReadonlySet<string>,
  shown: ReadonlySet<string>,
  { folder, files }: { folder: string; files: FileSystem },
): Promise<number> {
  const wanted = new Set([...shown].flatMap(namesOf))
  const stale = [...present].filter((name) => isThumbnail(name) && !wanted.has(name))
  for (const name of stale) await files.remove(join(folder, name))
  return stale.length
}

/** Whether a name is one that we give, also of an unfinished write or of sizes of another version. */
function isThumbnail(name: string): boolean {
  const [, sha256 = ''] = /^([0-9a-f]{64})-\d{2,4}\.webp(?:\.tmp)?$/.exec(name) ?? []
  return isSha256Hex(sha256)
}
