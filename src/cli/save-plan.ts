import { readFile, stat } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { UserError } from '../diagnostics/user-error.ts'
import { diskFiles, errorCode } from '../lockfile/file-system.ts'
import { replaceFile } from '../lockfile/replace-file.ts'
import { withSlashes } from '../manifest/shown-path.ts'
import type { CallCaps } from '../plan/budget.ts'
import { savedPlanText, savePlan } from '../plan/saved/save-plan.ts'
import { manifestPath } from '../plan/saved/saved-shape.ts'
import { optionsToSave } from './flags.ts'
import type { Planned } from './show-findings.ts'
import { version } from './version.ts'

/**
 * Writes a plan to a file, for `run FILE`. Replaces a saved plan that is there, and no other file.
 *
 * @throws {UserError} PLAN_FILE_PLACE, PLAN_FILE_EXISTS, PLAN_FILE_WRITE
 */
export async function writeSavedPlan(
  { plan, lock, lockFile, request }: Planned,
  { file, cwd, caps }: { file: string; cwd: string; caps: CallCaps },
): Promise<void> {
  const path = withSlashes(relative(cwd, request.manifest))
  if (manifestPath(path) !== null) throw misplaced(path)
  const target = resolve(cwd, file)
  refuseLockName(file)
  await refuseToReplace(target, file)
  const saved = savePlan(plan, lock, {
    engine: `mintage ${version()}`,
    manifestPath: path,
    lock: lockFile,
    options: optionsToSave(request, caps),
  })
  try {
    await replaceFile(diskFiles, target, savedPlanText(saved))
  } catch (error) {
    throw refusedByDisk(error, file)
  }
}

/** A plan under the name of a lockfile would be taken for one. */
function refuseLockName(shown: string): void {
  if (!shown.endsWith('.lock')) return
  throw new UserError('PLAN_FILE_EXISTS', `${shown} is the name of a lockfile`, {
    hint: 'choose another name for --out, e.g. plan.json',
  })
}

/** How a saved plan of ours begins. */
const beginning = /^\s*\{\s*"saved_plan"/

async function refuseToReplace(target: string, shown: string): Promise<void> {
  try {
    // Reading a pipe or a device might never end.
    if (!(await stat(target)).isFile()) throw notPlain(shown)
    if (beginning.test(await readFile(target, 'utf8'))) return
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return
    throw error instanceof UserError ? error : refusedByDisk(error, shown)
  }
  throw new UserError('PLAN_FILE_EXISTS', `${shown} is there already, and is no saved plan`, {
    hint: 'choose another name for --out, or move that file away',
  })
}

function notPlain(shown: string): UserError {
  return new UserError('PLAN_FILE_EXISTS', `${shown} is there already, and is no plain file`, {
    hint: 'name a file for --out; `plan --json` prints to standard output',
  })
}

function misplaced(path: string): UserError {
  return new UserError(
    'PLAN_FILE_PLACE',
    `a saved plan names its manifest by its path below this folder, and ${path} is none that it can name`,
    { hint: 'go to a folder above the manifest, which ends in .yaml or .yml, and plan there' },
  )
}

function refusedByDisk(error: unknown, shown: string): unknown {
  const code = errorCode(error)
  if (code === null) return error
  return new UserError('PLAN_FILE_WRITE', `could not write ${shown} (${code})`, {
    stop: 'disk',
    hint: 'name a file in a folder that exists and can be written',
    cause: error,
  })
}
