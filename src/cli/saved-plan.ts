import { open, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseMicros } from '../catalog/money.ts'
import { UserError } from '../diagnostics/user-error.ts'
import { isObject } from '../lockfile/checks.ts'
import { errorCode } from '../lockfile/file-system.ts'
import { isSavedPlan, readSavedPlan } from '../plan/saved/read-saved-plan.ts'
import type { SavedPlan } from '../plan/saved/saved-plan.ts'
import type { ProjectRequest } from './doors.ts'
import { capsOf, type PlanFlags, projectRequest, type WrittenCaps } from './flags.ts'
import type { Io } from './io.ts'

/** What a run is about, and what it may add. */
export interface RunTarget {
  readonly request: ProjectRequest
  readonly caps: WrittenCaps
}

/**
 * What `run` was given: a manifest with the options of this call, or a saved plan with its own.
 *
 * @throws {UserError} as `readSavedPlan`; CLI_USAGE where an option contradicts a saved plan.
 */
export async function runTarget(
  argument: string | undefined,
  flags: PlanFlags & { readonly simulate?: true },
  { io }: { io: Io },
): Promise<RunTarget> {
  const saved = argument === undefined ? null : await savedPlanAt(argument, io)
  if (saved === null) {
    const request = await projectRequest(argument, flags, { io, simulate: flags.simulate === true })
    return { request, caps: capsOf(flags) }
  }
  refuseOptions(flags)
  return { request: requestOf(saved, flags, io), caps: lowest(saved, capsOf(flags)) }
}

/** Bytes of a saved plan that are read: ten times what 10,000 jobs take. */
const mostBytes = 256 * 1024 * 1024

/** The saved plan at a path; null where something else is, or nothing. */
async function savedPlanAt(path: string, { cwd }: Io): Promise<SavedPlan | null> {
  const text = await readObject(resolve(cwd, path))
  if (text === null) return null
  const value = parse(text)
  if (value === undefined && !/^\s*\{\s*"saved_plan"/.test(text)) return null
  if (isObject(value) && Object.hasOwn(value, 'plan') && Object.hasOwn(value, 'jobs')) {
    throw new UserError(
      'PLAN_FILE_DAMAGED',
      `${path} is what \`plan --json\` prints, no saved plan`,
      {
        hint: 'save one with `mintage plan --out plan.json`',
      },
    )
  }
  return value === undefined || isSavedPlan(value) ? readSavedPlan(value, path) : null
}

/** The text of a file that begins with `{`; null for every other: only that can be a saved plan. */
async function readObject(path: string): Promise<string | null> {
  try {
    // Opening a pipe waits for its writer.
    if (!(await stat(path)).isFile()) return null
    const file = await open(path, 'r')
    try {
      if ((await file.stat()).size > mostBytes) return null
      const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0)
      if (!/^\s*\{/.test(buffer.toString('latin1', 0, bytesRead))) return null
      return Buffer.from(await file.readFile()).toString('utf8')
    } finally {
      await file.close()
    }
  } catch (error) {
    // What cannot be read is a manifest that cannot be read, and is said there.
    if (errorCode(error) !== null) return null
    throw error
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Options that shape a plan: a saved one has its own, and nobody reviewed others. */
function refuseOptions(flags: PlanFlags & { readonly simulate?: true }): void {
  const given: readonly (readonly [string, boolean])[] = [
    ['--only', flags.only !== undefined],
    ['--where', flags.where !== undefined],
    ['--limit', flags.limit !== undefined],
    ['--set', flags.set !== undefined],
    ['--model', flags.model !== undefined],
    ['--region', flags.region !== undefined],
    ['--mode', flags.mode !== undefined],
    ['--regenerate', flags.regenerate !== undefined],
    ['--retry-failed', flags.retryFailed === true],
    ['--overwrite', flags.overwrite === true],
    ['--simulate', flags.simulate === true],
  ]
  const option = given.find(([, isGiven]) => isGiven)?.[0]
  if (option === undefined) return
  throw new UserError(
    'CLI_USAGE',
    `${option} cannot stand beside a saved plan, which has its own options`,
    {
      hint: `run the manifest with that option${option === '--simulate' ? '' : ', or save another plan with it'}`,
    },
  )
}

function requestOf(saved: SavedPlan, flags: PlanFlags, io: Io): ProjectRequest {
  const { manifest, options } = saved
  return {
    manifest: resolve(io.cwd, manifest.path),
    root: flags.root ?? null,
    store: flags.store ?? null,
    overrides: {
      set: options.set ?? [],
      model: options.model ?? null,
      region: options.region ?? null,
      mode: options.mode ?? null,
    },
    options: {
      only: options.only ?? [],
      where: options.where ?? [],
      limit: options.limit ?? null,
      regenerate: options.regenerate ?? [],
      retryFailed: options.retry_failed === true,
      overwrite: options.overwrite === true,
    },
    simulate: false,
    saved,
  }
}

/** Of two bounds the lower holds. */
function lowest({ options, estimate }: SavedPlan, given: WrittenCaps): WrittenCaps {
  const { max_cost, max_images } = options
  const amount = max_cost === undefined ? null : parseMicros(max_cost)
  const saved = amount === null ? null : { amount, currency: estimate.currency }
  const { maxCost, maxImages } = given
  // Another currency is refused later, with what it was compared with.
  const isOther = (maxCost?.currency ?? estimate.currency) !== estimate.currency
  const isLower = saved === null || (maxCost !== null && maxCost.amount < saved.amount)
  return {
    maxCost: isOther || isLower ? maxCost : saved,
    maxImages: lower(max_images ?? null, maxImages),
  }
}

function lower(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other
  return Math.min(one, other)
}
