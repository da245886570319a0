import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../diagnostics/user-error.ts'
import { paidOriginals } from '../images/evidence.ts'
import { openAttempts } from '../lockfile/attempts.ts'
import { errorCode, type FileSystem } from '../lockfile/file-system.ts'
import type { LockState } from '../lockfile/records.ts'
import { replay } from '../lockfile/replay.ts'

/** What all lockfiles of a folder say together of the originals that its manifests share. */
interface FolderLocks {
  /** SHA-256 of every picture that a lockfile names. */
  readonly named: ReadonlySet<string>
  /** Lockfiles with requests whose pictures may be in the store already, and how many. */
  readonly underWay: ReadonlyMap<string, number>
}

/**
 * Reads every lockfile of a folder but those of simulated runs, which have a store of their own.
 *
 * @throws {UserError} where one cannot be read: what it names is not known then.
 */
export async function readFolderLocks(folder: string, files: FileSystem): Promise<FolderLocks> {
  const named = new Set<string>()
  const underWay = new Map<string, number>()
  for (const file of await lockNames(folder)) {
    const state = await readAny(join(folder, file), file, files)
    if (state === null) continue
    for (const sha256 of paidOriginals(state)) named.add(sha256)
    const open = openAttempts(state).filter(({ state: at }) => at !== 'reserved').length
    if (open > 0) underWay.set(file, open)
  }
  return { named, underWay }
}

/** Names of the folder's lockfiles, and of files of other programs that end alike. */
export async function lockNames(folder: string): Promise<string[]> {
  const names = await readdir(folder)
  return names.filter((name) => name.endsWith('.lock') && !name.endsWith('.simulated.lock')).sort()
}

/** The state of a lockfile; null: another program's, or none any more. */
async function readAny(path: string, file: string, files: FileSystem): Promise<LockState | null> {
  const bytes = await readFileOrNone(path, files)
  if (bytes === null) return null
  try {
    return replay(bytes, { file }).state
  } catch (error) {
    if (error instanceof UserError && error.code === 'LOCK_FOREIGN' && !isOurs(bytes)) return null
    throw error
  }
}

async function readFileOrNone(path: string, files: FileSystem): Promise<Uint8Array | null> {
  try {
    return await files.read(path)
  } catch (error) {
    if (errorCode(error) === 'EISDIR') return null
    throw error
  }
}

/** A lockfile that lost its first line is still one, and its pictures are still paid for. */
function isOurs(bytes: Uint8Array): boolean {
  return /"mintage_lock"|"attempt":/.test(Buffer.from(bytes).toString('latin1'))
}
