import { join } from 'node:path'
import pLimit from 'p-limit'
import type { LockState } from '../lockfile/records.ts'
import type { FilesAtHand } from '../plan/plan.ts'
import { paidOriginals } from './evidence.ts'
import type { FileIndex, Stamp } from './file-index.ts'
import { hashFile, isNoFile, isNothing, stampOf, unreadable } from './hash-file.ts'
import type { Store } from './store.ts'

/** Where to look. */
export interface AtHandPlaces {
  /** Absolute path of the output folder. */
  readonly outputs: string
  readonly store: Store
  /** Learns what is hashed; the caller saves it. */
  readonly index: FileIndex
}

/** Files that are hashed at a time: enough to keep a disk busy. */
const atATime = 4

/**
 * Which files are here: every wanted and every recorded output with its hash, and the originals.
 * Reads no picture whose size and times are those that the index knows.
 *
 * @throws {UserError} OUTPUT_READ for a file that is there and cannot be read.
 */
export async function filesAtHand(
  wanted: Iterable<string>,
  lock: LockState,
  { outputs, store, index }: AtHandPlaces,
): Promise<FilesAtHand> {
  const paths = new Set(wanted)
  for (const path of lock.outputs.keys()) paths.add(path)
  index.keepOnly(paths)
  const hashes = new Map<string, string>()
  const limit = pLimit(atATime)
  const moved: Promise<unknown>[] = []
  const isMissing = missingFolders(outputs)
  for (const path of paths) {
    if (isMissing(path.slice(0, path.lastIndexOf('/') + 1))) continue
    const file = join(outputs, path)
    const stamp = stampOf(file)
    const known = stamp === null ? null : index.hash(path, stamp)
    if (known !== null) hashes.set(path, known)
    else if (stamp !== null) moved.push(limit(() => take({ path, file, stamp }, index, hashes)))
  }
  await Promise.all(moved)
  const originals = new Set(await store.list())
  const paid = paidOriginals(lock)
  for (const hash of hashes.values()) if (paid.has(hash)) originals.add(hash)
  return { outputs: hashes, originals }
}

/** Folders below `root` that are not there; each is asked about once, whatever is wanted in it. */
function missingFolders(root: string): (folder: string) => boolean {
  const known = new Map<string, boolean>()
  return (folder) => {
    const before = known.get(folder)
    if (before !== undefined) return before
    const found = isNothing(join(root, folder))
    known.set(folder, found)
    return found
  }
}

/** Takes the hash of a file that the index does not know, or not as it is now. */
async function take(
  { path, file, stamp }: { path: string; file: string; stamp: Stamp },
  index: FileIndex,
  hashes: Map<string, string>,
): Promise<void> {
  try {
    const sha256 = await hashFile(file, stamp.size)
    hashes.set(path, sha256)
    // Written while it was read: the hash may be that of neither.
    if (isSame(stamp, stampOf(file))) index.set(path, stamp, sha256)
  } catch (error) {
    if (!isNoFile(error)) throw unreadable(file, error)
  }
}

function isSame(before: Stamp, after: Stamp | null): boolean {
  return (
    after !== null &&
    before.size === after.size &&
    before.mtimeMs === after.mtimeMs &&
    before.ctimeMs === after.ctimeMs
  )
}
