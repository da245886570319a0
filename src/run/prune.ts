import { readdir, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isError } from '../diagnostics/diagnostic.ts'
import { InternalError, UserError } from '../diagnostics/user-error.ts'
import { outputPath } from '../images/output-folder.ts'
import { errorCode, type FileSystem } from '../lockfile/file-system.ts'
import type { RunLock } from '../lockfile/run-lock.ts'
import { lockNames } from './folder-locks.ts'
import type { Ground } from './ground.ts'
import { holdRunLock } from './hold-run-lock.ts'
import { openProject, type Project } from './open-project.ts'
import { findPrunable, type Prunable, type PrunableFile } from './prunable.ts'

/** What was removed. */
export interface Pruned {
  readonly files: number
  readonly bytes: number
}

/**
 * Removes what `findPrunable` found, as far as it is still so: everything is looked at again, while
 * no run may change it. The lockfile keeps its lines. Folders that this leaves empty go too.
 *
 * @param shown what a person has agreed to; nothing else is removed.
 * @param now epoch milliseconds.
 * @throws {UserError} RUN_LOCKED while a set of the folder runs; PRUNE_REMOVE when the disk refuses.
 */
export async function prune(project: Project, shown: Prunable, now: number): Promise<Pruned> {
  const ground = groundOf(project)
  const store = shown.originals.length > 0
  const held: RunLock[] = []
  try {
    for (const path of await runLocks(ground, store)) {
      held.push(await holdRunLock(path, { now, files: ground.files }))
    }
    const current = await openProject(manifestPath(project), project.options)
    if (current.plan === null || current.findings.some(isError)) throw moved()
    const found = await findPrunable(current.plan, groundOf(current), { store })
    return await remove(
      {
        outputs: both(shown.outputs, found.outputs),
        originals: both(shown.originals, found.originals),
      },
      ground,
    )
  } finally {
    for (const lock of held.reverse()) await lock.release()
  }
}

function moved(): UserError {
  return new UserError('PRUNE_MOVED', 'the manifest has errors that it had not before', {
    stop: 'refused',
    hint: 'mintage validate shows them; nothing was removed',
  })
}

/** Of this set, or with the store of every set of the folder, since they share it; sorted. */
async function runLocks({ places }: Ground, store: boolean): Promise<string[]> {
  if (!store) return [places.runLock]
  const folder = dirname(places.runLock)
  const stems = (await lockNames(places.folder)).map((name) => basename(name, '.lock'))
  const running = (await entriesOf(folder)).filter((name) => name.endsWith('.run'))
  const paths = [...stems.map((stem) => `${stem}.run`), ...running].map((name) =>
    join(folder, name),
  )
  return [...new Set([places.runLock, ...paths])]
    .filter((path) => !path.endsWith('.simulated.run'))
    .sort()
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}

/** Files that were shown and are still to go, with the same bytes. */
function both(shown: readonly PrunableFile[], found: readonly PrunableFile[]): PrunableFile[] {
  const agreed = new Set(shown.map(({ name, sha256 }) => `${sha256} ${name}`))
  return found.filter(({ name, sha256 }) => agreed.has(`${sha256} ${name}`))
}

async function remove(
  { outputs, originals }: Pick<Prunable, 'outputs' | 'originals'>,
  { places, store, files }: Ground,
): Promise<Pruned> {
  const output = { path: places.outputs, root: places.folder }
  for (const { name } of outputs) await removeFile(await outputPath(output, name, files), files)
  for (const { sha256 } of originals) await removeFile(store.path(sha256), files)
  await removeEmptied(
    outputs.map(({ name }) => join(places.outputs, name)),
    places.outputs,
  )
  await removeEmptied(
    originals.map(({ sha256 }) => store.path(sha256)),
    places.store,
  )
  const all = [...outputs, ...originals]
  return { files: all.length, bytes: all.reduce((sum, { bytes }) => sum + bytes, 0) }
}

async function removeFile(path: string, files: FileSystem): Promise<void> {
  try {
    await files.remove(path)
  } catch (error) {
    const code = errorCode(error)
    if (code === null) throw error
    throw new UserError('PRUNE_REMOVE', `could not remove ${path} (${code})`, {
      stop: 'disk',
      hint: 'whatever was removed before stays so; prune again once the file can be removed',
      cause: error,
    })
  }
}

/** Removes the folders of these files that are empty now, and those above them, below `root`. */
async function removeEmptied(paths: readonly string[], root: string): Promise<void> {
  for (const first of new Set(paths.map(dirname))) {
    let folder = first
    while (folder !== root && folder.startsWith(root) && (await isRemoved(folder))) {
      folder = dirname(folder)
    }
  }
}

/** Removes a folder if it is empty; whether it is gone. */
async function isRemoved(folder: string): Promise<boolean> {
  try {
    await rmdir(folder)
    return true
  } catch (error) {
    const code = errorCode(error)
    if (code === null) throw error
    return code === 'ENOENT'
  }
}

function groundOf({ ground }: Project): Ground {
  if (ground === null) throw new InternalError('a set that cannot be read is not pruned')
  return ground
}

function manifestPath({ manifest }: Project): string {
  if (manifest === null) throw new InternalError('a set without a manifest is not pruned')
  return manifest.path
}
