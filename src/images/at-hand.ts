import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { join } from 'node:path'
import pLimit from 'p-limit'
import { UserError } from '../diagnostics/user-error.ts'
import { errorCode } from '../lockfile/file-system.ts'
import type { LockState } from '../lockfile/records.ts'
import type { FilesAtHand } from '../plan/plan.ts'
import { sha256Hex } from '../request/key.ts'
import type { FileIndex, Stamp } from './file-index.ts'
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

/** Bytes; a file larger than any picture is not read: a link may lead anywhere, also to no end. */
const mostBytes = 1024 ** 3

/** Stands for the bytes of a file that is not read; nothing has this hash. */
const notRead = '0'.repeat(64)

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
  const paths = new Set([...wanted, ...lock.outputs.keys()])
  index.keepOnly(paths)
  const hashes = new Map<string, string>()
  const limit = pLimit(atATime)
  const moved: Promise<unknown>[] = []
  for (const path of paths) {
    const file = join(outputs, path)
    const stamp = orUnreadable(file, () => stampOf(file))
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

/** Every picture that the lockfile says was paid for. */
function paidOriginals(lock: LockState): ReadonlySet<string> {
  const hashes = new Set<string>()
  for (const { images } of lock.attempts.values()) {
    for (const image of images ?? []) if (image !== null) hashes.add(image.sha256)
  }
  return hashes
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
    if (!noFile.has(errorCode(error) ?? '')) throw unreadable(file, error)
  }
}

/** null: no file. The blocking call is ten times faster than the other, and nothing else happens meanwhile. */
function stampOf(file: string): Stamp | null {
  try {
    const found = statSync(file, { throwIfNoEntry: false })
    return found?.isFile() === true ? found : null
  } catch (error) {
    if (noFile.has(errorCode(error) ?? '')) return null
    throw error
  }
}

/** A path through a file, or too long for this system, leads to none either. */
const noFile: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'])

function isSame(before: Stamp, after: Stamp | null): boolean {
  return (
    after !== null &&
    before.size === after.size &&
    before.mtimeMs === after.mtimeMs &&
    before.ctimeMs === after.ctimeMs
  )
}

async function hashFile(file: string, size: number): Promise<string> {
  if (size === 0) return sha256Hex('')
  if (size > mostBytes) return notRead
  const hash = createHash('sha256')
  const bytes = createReadStream(file, { end: size - 1, highWaterMark: 1024 * 1024 })
  for await (const chunk of bytes) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

function orUnreadable<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw unreadable(file, error)
  }
}

function unreadable(file: string, error: unknown): unknown {
  const code = errorCode(error)
  if (code === null) return error
  return new UserError('OUTPUT_READ', `could not read ${file} (${code})`, {
    stop: 'disk',
    hint: 'make the file readable, or move it away',
    cause: error,
  })
}
