import { appendFile, lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UserError } from '../../diagnostics/user-error.ts'
import { errorCode } from '../../lockfile/file-system.ts'
import { withLines } from './missing-lines.ts'

/** What a new set consists of; paths relative to its folder, with `/`. */
export interface NewSet {
  /** Text by path. None of them may exist. */
  readonly files: ReadonlyMap<string, string>
  /** Further names that may not exist, since they would belong to the new files. */
  readonly kept: readonly string[]
  /** Lines that a file is to have, by its path; what else is in it stays. */
  readonly lines: ReadonlyMap<string, readonly string[]>
}

/** A file that was written, in the order of writing. */
export interface Written {
  readonly path: string
  readonly how: 'created' | 'extended'
}

/**
 * Writes the files of a new set, all or none: the folder and its parents are made where they are
 * missing, and what exists is never overwritten.
 *
 * @param folder absolute. @param shown the folder as messages call it.
 * @throws {UserError} INIT_FILE_EXISTS, INIT_NOT_A_FILE, INIT_WRITE.
 */
export async function writeSet(folder: string, shown: string, set: NewSet): Promise<Written[]> {
  const written: Written[] = []
  try {
    await refuseExisting(folder, shown, [...set.files.keys(), ...set.kept])
    const extensions = await extensionsOf(folder, set.lines)
    for (const [path, text] of set.files) {
      await create(join(folder, path), text)
      written.push({ path, how: 'created' })
    }
    for (const { path, isNew, added } of extensions) {
      if (isNew) await create(join(folder, path), added)
      else await appendFile(join(folder, path), added)
      written.push({ path, how: isNew ? 'created' : 'extended' })
    }
    return written
  } catch (error) {
    await takeBack(folder, written)
    throw explained(error, shown)
  }
}

async function refuseExisting(
  folder: string,
  shown: string,
  paths: readonly string[],
): Promise<void> {
  const found = await Promise.all(paths.map((path) => kindOf(join(folder, path))))
  const existing = paths.filter((_, index) => found[index] !== null)
  if (existing.length === 0) return
  const verb = existing.length === 1 ? 'exists' : 'exist'
  const names = listed(existing.map((path) => `\`${path}\``))
  throw new UserError(
    'INIT_FILE_EXISTS',
    `${names} ${verb} already in ${shown}; nothing is overwritten, and nothing was written`,
    { hint: 'begin in another folder: mintage init DIR' },
  )
}

interface Extension {
  readonly path: string
  readonly isNew: boolean
  /** Text to be added at the end. */
  readonly added: string
}

async function extensionsOf(folder: string, wanted: NewSet['lines']): Promise<Extension[]> {
  const extensions: Extension[] = []
  for (const [path, lines] of wanted) {
    const kind = await kindOf(join(folder, path))
    if (kind === 'other') {
      throw new UserError(
        'INIT_NOT_A_FILE',
        `\`${path}\` is there, and is no plain file that lines could be added to`,
        { hint: `move it away; or write these lines yourself: ${lines.join('  ')}` },
      )
    }
    const before = kind === null ? '' : await readFile(join(folder, path), 'utf8')
    const after = withLines(before, lines)
    if (after !== null) {
      extensions.push({ path, isNew: kind === null, added: after.slice(before.length) })
    }
  }
  return extensions
}

/** What has a name; a link is never followed. */
async function kindOf(path: string): Promise<'file' | 'other' | null> {
  try {
    return (await lstat(path)).isFile() ? 'file' : 'other'
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

async function create(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text, { flag: 'wx' })
}

/** Half a set would only be in the way of the next try. */
async function takeBack(folder: string, written: readonly Written[]): Promise<void> {
  for (const { path, how } of written) {
    if (how === 'created') await rm(join(folder, path), { force: true }).catch(() => undefined)
  }
}

function explained(error: unknown, shown: string): unknown {
  const code = errorCode(error)
  if (error instanceof UserError || code === null) return error
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    const message = `${shown} is no folder, or a file came into the way: nothing was written`
    const hint = 'name another folder: mintage init my-campaign'
    return new UserError('INIT_WRITE', message, { hint, cause: error })
  }
  return new UserError('INIT_WRITE', `could not write a set to ${shown}: ${code}`, {
    stop: 'disk',
    cause: error,
  })
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}
