import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { UserError } from '../diagnostics/user-error.ts'
import { errorCode, type FileSystem } from '../lockfile/file-system.ts'
import { placeTemp, writeTemp } from '../lockfile/replace-file.ts'
import { isSha256Hex, sha256Hex } from '../request/key.ts'

/** Paid originals by their content. Shared by the manifests of a folder. */
export interface Store {
  /** Where an original is, or would be. */
  path(sha256: string): string
  /**
   * Keeps bytes; resolves once they survive a power loss. Bytes that are there already are not
   * written again. `sha256` is theirs, where it was taken already.
   *
   * @throws {UserError} STORE_WRITE when the disk refuses.
   */
  put(bytes: Uint8Array, sha256?: string): Promise<string>
  /** The bytes, if they are still those of their name; null: not at hand. */
  read(sha256: string): Promise<Uint8Array | null>
  /** Names of all originals that are here. @throws {UserError} STORE_READ */
  list(): Promise<ReadonlySet<string>>
}

/** Opens the store in a folder, which is made when something is put into it. */
export function openStore(folder: string, files: FileSystem): Store {
  const underWay = new Map<string, Promise<void>>()
  const path = (sha256: string) => join(folder, sha256.slice(0, 2), `${sha256}.png`)
  const read = (sha256: string) => readWhole(path(sha256), sha256, files)
  return {
    path,
    read,
    list: () => listNames(folder),
    put: async (bytes, sha256 = sha256Hex(bytes)) => {
      const writing =
        underWay.get(sha256) ??
        keep(path(sha256), { sha256, bytes, files }).finally(() => underWay.delete(sha256))
      underWay.set(sha256, writing)
      await writing
      return sha256
    },
  }
}

/** Tries while another run stores the very same bytes, and milliseconds before the next one. */
const tries = 20
const pause = 10

async function keep(
  path: string,
  original: { sha256: string; bytes: Uint8Array; files: FileSystem },
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    if ((await readWhole(path, original.sha256, original.files)) !== null) return
    if (await writeOnce(path, original, attempt < tries)) return
    await sleep(pause)
  }
}

/**
 * Whether our bytes are in their place. Another run may store the same picture at this moment, under
 * the same temp name: then the name is gone, or taken, or what was renamed is still being written.
 */
async function writeOnce(
  path: string,
  { bytes, files }: { bytes: Uint8Array; files: FileSystem },
  mayYield: boolean,
): Promise<boolean> {
  try {
    await makeFolderSafe(files, dirname(path))
    const { inode } = await writeTemp(files, path, bytes)
    await placeTemp(files, path)
    if ((await files.facts(path))?.inode !== inode) return false
    await files.syncFolder(dirname(path))
    return true
  } catch (error) {
    const code = errorCode(error)
    if (code === null) throw error
    if (mayYield && (code === 'ENOENT' || code === 'EEXIST')) return false
    throw new UserError('STORE_WRITE', `could not write ${path} (${code})`, {
      stop: 'disk',
      hint: 'make room or mend the disk, then run again: it resumes',
      cause: error,
    })
  }
}

/** Makes a folder and, where it is new, makes its name survive a power loss, up to the store's own. */
async function makeFolderSafe(files: FileSystem, folder: string): Promise<void> {
  if (!(await files.makeFolder(folder))) return
  await files.syncFolder(dirname(folder))
  await files.syncFolder(dirname(dirname(folder)))
}

async function readWhole(
  path: string,
  sha256: string,
  files: FileSystem,
): Promise<Uint8Array | null> {
  const bytes = await files.read(path)
  return bytes !== null && sha256Hex(bytes) === sha256 ? bytes : null
}

async function listNames(folder: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>()
  const folders = (await entriesOf(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name))
  for (const part of folders) {
    for (const name of await entriesOf(join(folder, part))) {
      const sha256 = name.slice(0, -'.png'.length)
      if (name.endsWith('.png') && isSha256Hex(sha256) && sha256.startsWith(part)) names.add(sha256)
    }
  }
  return names
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    if (code === null) throw error
    throw new UserError('STORE_READ', `could not read ${folder} (${code})`, {
      stop: 'disk',
      hint: 'make the folder readable: it holds originals that were paid for',
      cause: error,
    })
  }
}
