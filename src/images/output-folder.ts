import { dirname, join, relative, resolve, sep } from 'node:path'
import { UserError } from '../diagnostics/user-error.ts'
import type { FileSystem } from '../lockfile/file-system.ts'

/** Where outputs go. */
export interface OutputFolder {
  /** Absolute path. */
  readonly path: string
  /** Absolute path of the folder that no output may leave, links resolved: the manifest's own. */
  readonly root: string
}

/**
 * Makes the folder of an output and returns the file's absolute path.
 *
 * Links are followed before anything is made: a link that someone committed must not lead a
 * picture, or a new folder, out of the manifest's folder.
 *
 * @throws {UserError} OUTPUT_ESCAPES.
 */
export async function makeOutputFolder(
  folder: OutputFolder,
  path: string,
  files: FileSystem,
): Promise<string> {
  const file = await outputPath(folder, path, files)
  await files.makeFolder(dirname(file))
  return file
}

/**
 * The absolute path of an output, links on its way checked. The file itself may be a link: it is
 * replaced, or removed, and never followed.
 *
 * @throws {UserError} OUTPUT_ESCAPES.
 */
export async function outputPath(
  folder: OutputFolder,
  path: string,
  files: FileSystem,
): Promise<string> {
  const file = resolve(folder.path, path)
  if (!(await leadsOut(file, folder, files))) return file
  throw new UserError(
    'OUTPUT_ESCAPES',
    `the folder of output ${path} leads out of ${folder.root}`,
    {
      hint: 'remove the link on its way, or give the output another path',
    },
  )
}

/** Whether the way to a file, links followed, ends outside of where it may be. */
export async function leadsOut(
  file: string,
  folder: OutputFolder,
  files: FileSystem,
): Promise<boolean> {
  const root = await files.realPath(folder.root)
  const real = await realPathOfNearest(dirname(file), files)
  return root === null || !isInside(file, folder.path) || !isInside(join(real, 'x'), root)
}

/** The real path of the nearest folder above that exists. */
async function realPathOfNearest(path: string, files: FileSystem): Promise<string> {
  const real = await files.realPath(path)
  return real ?? realPathOfNearest(dirname(path), files)
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path
}
