import { basename, dirname, join } from 'node:path'
import { sha256Hex } from '../request/key.ts'
import type { FileFacts, FileSystem, OpenFile } from './file-system.ts'

/**
 * Puts a whole file at a path: temp file beside it, sync, rename, sync of the folder. Whoever looks,
 * also after a crash, finds the old bytes or the new ones. The temp file's name is fixed, so the
 * next write takes one away that a crash left. Overwrites; makes no folders.
 */
export async function replaceFile(
  files: FileSystem,
  path: string,
  bytes: Uint8Array | string,
): Promise<void> {
  await writeTemp(files, path, bytes)
  await placeTemp(files, path)
  await files.syncFolder(dirname(path))
}

/** Renames a written temp file into its place; one that cannot be goes. */
export async function placeTemp(files: FileSystem, path: string): Promise<void> {
  try {
    await files.rename(tempPath(path), path)
  } catch (error) {
    await discardTemp(files, path)
    throw error
  }
}

/** Removes the temp file of a path as well as can be: it is in nobody's way but an eye's. */
export async function discardTemp(files: FileSystem, path: string): Promise<void> {
  await files.remove(tempPath(path)).catch(() => undefined)
}

/**
 * Writes and syncs the temp file of a path; a rename then puts it in its place. Whatever has that
 * name goes first, since a link there could lead the bytes anywhere.
 */
export async function writeTemp(
  files: FileSystem,
  path: string,
  bytes: Uint8Array | string,
): Promise<FileFacts> {
  const temp = tempPath(path)
  await files.remove(temp)
  const file = await files.open(temp, 'create')
  try {
    return await fill(file, typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
  } catch (error) {
    await discardTemp(files, path)
    throw error
  }
}

async function fill(file: OpenFile, bytes: Uint8Array): Promise<FileFacts> {
  try {
    await file.write(bytes)
    await file.sync()
    return await file.facts()
  } finally {
    await file.close()
  }
}

/** Bytes of UTF-8 that a name may have on every common file system. */
const longestName = 255

function tempPath(path: string): string {
  const name = `${basename(path)}.tmp`
  const fits = Buffer.byteLength(name) <= longestName
  return join(dirname(path), fits ? name : `${sha256Hex(name)}.tmp`)
}
