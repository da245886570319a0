import { resolve } from 'node:path'
import { latestDone } from '../lockfile/attempts.ts'
import { errorCode, type FileSystem } from '../lockfile/file-system.ts'
import type { LockState } from '../lockfile/records.ts'
import type { FilesAtHand, PlannedJob, PlannedOutput } from '../plan/plan.ts'
import { sha256Hex } from '../request/key.ts'
import { leadsOut } from './output-folder.ts'
import type { Store } from './store.ts'

/** Bytes that stand for a picture: of its paid original, or of the file at an output's path. */
export interface PictureSource {
  readonly sha256: string
  /** Below the output folder; null: the original, wherever it is at hand. */
  readonly path: string | null
}

/**
 * What may stand for an output on a page that shows it: its file first, its paid original last.
 *
 * A file counts only where it is the picture (`at-hand`), or is what somebody made of it (`changed`,
 * and then it alone: it is what is there now). In the place of an output that is yet to be written
 * may stand the picture of another one.
 */
export function pictureSources(
  { key }: Pick<PlannedJob, 'key'>,
  { path, image, status }: PlannedOutput,
  { lock, files }: { readonly lock: LockState; readonly files: FilesAtHand },
): readonly PictureSource[] {
  if (status === 'unexplained') return []
  const isShown = status === 'at-hand' || status === 'changed'
  const hash = isShown ? files.outputs.get(path) : undefined
  const file = hash === undefined ? [] : [{ sha256: hash, path }]
  const original = latestDone(lock, key)?.images?.[image - 1]?.sha256
  const isLost = original === undefined || !files.originals.has(original)
  return status === 'changed' || isLost ? file : [...file, { sha256: original, path: null }]
}

/** Reads the bytes of a source; null: they are not there, are other ones by now, or are not to be read. */
export type PictureReader = (source: PictureSource) => Promise<Uint8Array | null>

/** Where pictures are read. */
export interface PictureGround {
  /** Absolute paths: of the output folder, and of the manifest's, which no file that is read may leave. */
  readonly places: { readonly outputs: string; readonly folder: string }
  readonly store: Store
  readonly atHand: FilesAtHand
  readonly files: FileSystem
}

/** Bytes of a file that is read: more than any picture has in practice. */
const maxBytes = 128 * 1024 * 1024

/**
 * The way to pictures that pages show. Bytes count only with the hash of their source, no link out of
 * the manifest's folder is followed to an output, and nothing larger than 128 MiB is read. What the
 * disk refuses is null: a page is no check of files.
 */
export function pictureReader({ places, store, atHand, files }: PictureGround): PictureReader {
  const pathsOf = pathsByHash(atHand)
  return async ({ sha256, path }) => {
    const stored = path === null ? await readExactly(store.path(sha256), sha256, files) : null
    if (stored !== null) return stored
    for (const candidate of path === null ? (pathsOf.get(sha256) ?? []) : [path]) {
      const bytes = await readOutput(candidate, sha256, { places, files })
      if (bytes !== null) return bytes
    }
    return null
  }
}

async function readOutput(
  path: string,
  sha256: string,
  { places, files }: Pick<PictureGround, 'places' | 'files'>,
): Promise<Uint8Array | null> {
  const file = await orNull(realOutput(path, places, files))
  return file === null ? null : readExactly(file, sha256, files)
}

/** An original may be at the path of any output. */
function pathsByHash({ outputs }: FilesAtHand): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, string[]>()
  for (const [path, sha256] of outputs) {
    const others = paths.get(sha256)
    if (others === undefined) paths.set(sha256, [path])
    else others.push(path)
  }
  return paths
}

/** The output's own file, links resolved; null where there is none, or it is elsewhere. */
async function realOutput(
  path: string,
  { outputs, folder }: PictureGround['places'],
  files: FileSystem,
): Promise<string | null> {
  const real = await files.realPath(resolve(outputs, path))
  if (real === null) return null
  const root = (await files.realPath(folder)) ?? folder
  return (await leadsOut(real, { path: root, root }, files)) ? null : real
}

/** A file's bytes, if it is of a size that is read and they have this hash. */
async function readExactly(
  file: string,
  sha256: string,
  files: FileSystem,
): Promise<Uint8Array | null> {
  const facts = await orNull(files.facts(file))
  if (facts?.kind !== 'file' || facts.size > maxBytes) return null
  const bytes = await orNull(files.read(file))
  return bytes !== null && sha256Hex(bytes) === sha256 ? bytes : null
}

async function orNull<T>(reading: Promise<T | null>): Promise<T | null> {
  try {
    return await reading
  } catch (error) {
    if (errorCode(error) === null) throw error
    return null
  }
}
