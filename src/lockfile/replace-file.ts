import { dirname } from 'node:path'
import type { FileFacts, FileSystem } from './file-system.ts'

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
    await files.remove(tempPath(path)).catch(() => undefined)
    throw error
  }
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
  try {
    const file = await files.open(temp, 'create')
    try {
      await file.write(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
      await file.sync()
      return await file.facts()
    } finally {
      await file.close()
    }
  } catch (error) {
    await files.remove(temp).catch(() => undefined)
    throw error
  }
}

function tempPath(path: string): string {
  return `${path}.tmp`
}
