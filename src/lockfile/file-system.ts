import {
  type FileHandle,
  mkdir,
  open,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises'
import { platform } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

/** What is known of a file without reading it. Times are epoch milliseconds with fractions. */
export interface FileFacts {
  readonly kind: 'file' | 'folder' | 'other'
  readonly size: number
  readonly inode: number
  readonly mtimeMs: number
  readonly ctimeMs: number
}

export interface OpenFile {
  /** Writes all of it at the end, or throws with any part of it written. */
  write(bytes: Uint8Array): Promise<void>
  /** Resolves when what was written survives a power loss. */
  sync(): Promise<void>
  truncate(size: number): Promise<void>
  facts(): Promise<FileFacts>
  close(): Promise<void>
}

/**
 * The few things that checkpoint, store and outputs do to a disk. An argument, so that tests can
 * stop the world at any one of them. Errors are those of Node, with their `code`.
 */
export interface FileSystem {
  /** null where there is no such file. */
  read(path: string): Promise<Uint8Array | null>
  /** Follows links; null where there is nothing. */
  facts(path: string): Promise<FileFacts | null>
  /** For writing at the end. `create` fails with EEXIST on anything that has the name, links included. */
  open(path: string, how: 'append' | 'create'): Promise<OpenFile>
  /** Puts a file in another's place at once: readers see the one or the other. */
  rename(from: string, to: string): Promise<void>
  /** Removes a file; none is fine. */
  remove(path: string): Promise<void>
  /** Makes a folder and those above it; whether any was missing. */
  makeFolder(path: string): Promise<boolean>
  /** Makes new names in a folder survive a power loss, where the system can. */
  syncFolder(path: string): Promise<void>
  /** With all links resolved; null where there is nothing. */
  realPath(path: string): Promise<string | null>
}

/** The disk. */
export const diskFiles: FileSystem = {
  read: (path) => orNull(readPlainFile(path)),
  facts: async (path) => {
    const found = await orNull(stat(path))
    return found === null ? null : toFacts(found)
  },
  open: async (path, how) => openOnDisk(await open(path, flags[how])),
  rename: renameOnDisk,
  remove: (path) => rm(path, { force: true }),
  makeFolder: async (path) => (await mkdir(path, { recursive: true })) !== undefined,
  syncFolder: syncFolderOnDisk,
  realPath: (path) => orNull(realpath(path)),
}

/** A link to a device without end must not be read: to us it is what a folder is, no file. */
async function readPlainFile(path: string): Promise<Uint8Array> {
  if ((await stat(path)).isFile()) return readFile(path)
  throw Object.assign(new Error(`${path} is no file`), { code: 'EISDIR' })
}

const flags = { append: 'a', create: 'ax' } as const

/** The `code` of an error that the system gave, e.g. `ENOSPC`; null for any other. */
export function errorCode(error: unknown): string | null {
  const code = (error as { readonly code?: unknown } | null)?.code
  return typeof code === 'string' ? code : null
}

async function orNull<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw error
  }
}

function openOnDisk(handle: FileHandle): OpenFile {
  return {
    write: (bytes) => handle.writeFile(bytes),
    sync: () => handle.datasync(),
    truncate: (size) => handle.truncate(size),
    facts: async () => toFacts(await handle.stat()),
    close: () => handle.close(),
  }
}

function toFacts(found: Awaited<ReturnType<typeof stat>>): FileFacts {
  return {
    kind: kindOf(found),
    size: Number(found.size),
    inode: Number(found.ino),
    mtimeMs: Number(found.mtimeMs),
    ctimeMs: Number(found.ctimeMs),
  }
}

function kindOf(found: { isFile(): boolean; isDirectory(): boolean }): FileFacts['kind'] {
  if (found.isFile()) return 'file'
  return found.isDirectory() ? 'folder' : 'other'
}

/** Milliseconds between tries; a virus scanner or a viewer holds a file for about as long. */
const renameDelays = [10, 20, 50, 100, 200, 400, 800]

/** Windows refuses to rename over a file that someone has open: there it is tried again. */
async function renameOnDisk(from: string, to: string): Promise<void> {
  for (const delay of platform() === 'win32' ? renameDelays : []) {
    try {
      return await rename(from, to)
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error) ?? '')) throw error
      await sleep(delay)
    }
  }
  return rename(from, to)
}

/** Windows has no fsync for folders, some network file systems neither. */
async function syncFolderOnDisk(path: string): Promise<void> {
  if (platform() === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'ENOSYS'].includes(errorCode(error) ?? '')) throw error
  } finally {
    await folder.close()
  }
}
