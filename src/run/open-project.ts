import { resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type Diagnostic, isError } from '../diagnostics/diagnostic.ts'
import { InternalError } from '../diagnostics/user-error.ts'
import { filesAtHand } from '../images/at-hand.ts'
import { readIndex } from '../images/file-index.ts'
import { openStore } from '../images/store.ts'
import { visibleState } from '../lockfile/attempts.ts'
import { diskFiles, type FileSystem } from '../lockfile/file-system.ts'
import { type LockSnapshot, readLock } from '../lockfile/read-lock.ts'
import { loadManifest, type Overrides } from '../manifest/load.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { allFindings } from '../plan/all-findings.ts'
import {
  createPlan,
  defaultPlanOptions,
  type PlanInput,
  type PlanOptions,
} from '../plan/create-plan.ts'
import { type Expansion, expand } from '../plan/expand.ts'
import type { Plan } from '../plan/plan.ts'
import { refuseStale } from '../plan/saved/refuse-stale.ts'
import type { SavedPlan } from '../plan/saved/saved-plan.ts'
import { foreignFiles } from './foreign-files.ts'
import type { Ground } from './ground.ts'
import { placesOf } from './places.ts'
import { hiddenRecords } from './visible-lock.ts'

/** Which set, and how it is to be looked at. Left out: the manifest as it stands, everything in it. */
export interface ProjectOptions {
  /** Paths in messages are relative to it. */
  readonly cwd: string
  /** Folder inside which data files may be read; default: the manifest's own. */
  readonly root?: string
  /** Folder of paid originals; default: `.mintage/store` beside the manifest. */
  readonly store?: string
  /** With a lockfile, outputs and store of its own, apart from what was paid for. */
  readonly simulate?: boolean
  /** Whether records that a simulator answered exist: only while the base URL is a loopback address. */
  readonly simulatedCounts?: boolean
  readonly overrides?: Overrides
  readonly plan?: Partial<PlanOptions>
  /** A saved plan that the set has to come to, or the rest of it; `overrides` and `plan` are its own. */
  readonly saved?: SavedPlan
  readonly files?: FileSystem
}

/** A set as it was read and planned. */
export interface Project {
  /** null: the manifest could not be read; `findings` say why. */
  readonly manifest: Manifest | null
  /** null as the manifest; without jobs where `findings` holds an error. */
  readonly plan: Plan | null
  readonly findings: readonly Diagnostic[]
  /** Texts of the files that findings point into, by the path as shown. */
  readonly texts: ReadonlyMap<string, string>
  /** The parts that are known once the manifest could be read. */
  readonly ground: Ground | null
  /** How the plan came about, for opening the set once more; null as the manifest. */
  readonly made: Made | null
  readonly options: ProjectOptions
}

/** A plan, with all that decided it. */
interface Made {
  readonly options: ProjectOptions
  readonly input: PlanInput
  readonly plan: Plan
}

/**
 * Reads a manifest, its lockfile and the files at hand, and plans. Touches no network, needs no key,
 * writes nothing.
 *
 * @throws {UserError} when a file cannot be read, the lockfile is damaged, or a saved plan is stale.
 */
export function openProject(path: string, options: ProjectOptions): Promise<Project> {
  return open(path, options, null)
}

/**
 * Opens a set once more, with its options. All files are read again; what follows from those that
 * have not changed is taken from before instead of being made again, the plan itself included.
 *
 * @throws {UserError} as `openProject` does.
 */
export function reopenProject(before: Project): Promise<Project> {
  const { manifest, options } = before
  if (manifest === null) throw new InternalError('a set without a manifest cannot be opened again')
  return open(manifest.path, options, before)
}

async function open(
  path: string,
  options: ProjectOptions,
  before: Project | null,
): Promise<Project> {
  const { cwd, root, overrides, saved } = options
  const loading = { cwd, ...(root === undefined ? {} : { root }) }
  const loaded = await loadManifest(path, {
    ...loading,
    ...(overrides === undefined ? {} : { overrides }),
  })
  const { diagnostics: findings, texts } = loaded
  if (loaded.manifest === null) {
    const all = allFindings(loaded)
    const none = { manifest: null, plan: null, ground: null, made: null }
    return { ...none, findings: all, texts, options }
  }
  const read = simulated(loaded.manifest, options)
  const made = before?.made?.options === options ? before.made : null
  const { manifest, expansion } = expanded(read, made?.input ?? null)
  // A lockfile has to carry the manifest's name: under another one it is checked again.
  const known = before?.manifest?.name === manifest.name ? before.ground : null
  const ground = await survey({ manifest, expansion, options, before: known })
  const base = overrides === undefined ? null : (await loadManifest(path, loading)).manifest
  const lock = visibleLockState(ground.lock, options)
  const input: PlanInput = {
    manifest,
    expansion,
    baseJobs: base === null ? null : expand(simulated(base, options)).jobs,
    findings: [
      ...findings,
      ...ground.lock.warnings,
      ...hiddenRecords(ground.lock.state, lock),
      ...(await foreignFiles(manifest, ground)),
    ],
    lock,
    files: ground.atHand,
    options: { ...defaultPlanOptions, ...options.plan },
    ...(saved === undefined ? {} : { saved }),
  }
  // A plan is a pure function of its input.
  const plan = made !== null && isSameInput(made.input, input) ? made.plan : createPlan(input)
  if (saved !== undefined && !plan.findings.some(isError)) refuseStale(saved, plan)
  const common = { manifest, plan, findings: plan.findings, texts, ground, options }
  return { ...common, made: { options, input, plan } }
}

/** Expands a manifest, unless that was done with the very bytes of it and of all that it names. */
function expanded(
  manifest: Manifest,
  before: PlanInput | null,
): Pick<PlanInput, 'manifest' | 'expansion'> {
  if (before !== null && isSameManifest(before.manifest, manifest)) return before
  return { manifest, expansion: expand(manifest) }
}

function isSameManifest(one: Manifest, other: Manifest): boolean {
  return one.digest === other.digest && isDeepStrictEqual(one.data, other.data)
}

/** What is large is the same object where it is the same. */
function isSameInput(one: PlanInput, other: PlanInput): boolean {
  const small = ({ files, findings, options }: PlanInput) => ({ files, findings, options })
  const { manifest, expansion, baseJobs, lock, saved } = one
  return (
    manifest === other.manifest &&
    expansion === other.expansion &&
    baseJobs === other.baseJobs &&
    lock === other.lock &&
    saved === other.saved &&
    isDeepStrictEqual(small(one), small(other))
  )
}

/** The lockfile's state as this call sees it. */
export function visibleLockState(
  { state }: LockSnapshot,
  options: ProjectOptions,
): LockSnapshot['state'] {
  return visibleState(state, { simulatedCounts: countsSimulated(options) })
}

export function countsSimulated({ simulate, simulatedCounts }: ProjectOptions): boolean {
  return simulate === true || simulatedCounts === true
}

/** A simulated run writes beside the output folder, never into it. */
function simulated(manifest: Manifest, { simulate }: ProjectOptions): Manifest {
  return simulate === true
    ? { ...manifest, outputDir: `${manifest.outputDir}.simulated` }
    : manifest
}

async function survey({
  manifest,
  expansion,
  options,
  before,
}: Pick<PlanInput, 'manifest' | 'expansion'> & {
  options: ProjectOptions
  before: Ground | null
}): Promise<Ground> {
  const { cwd, simulate = false, files = diskFiles } = options
  const folder = options.store === undefined ? null : resolve(cwd, options.store)
  const places = placesOf(manifest, { store: folder, simulate })
  const known = before?.places.lock === places.lock ? { before: before.lock } : {}
  const lock = await readLock(places.lock, { name: manifest.name, files, ...known })
  const store = openStore(places.store, files)
  const index = await readIndex(places.index, files)
  const wanted = pathsOf(expansion)
  const atHand = await filesAtHand(wanted, lock.state, { outputs: places.outputs, store, index })
  return { places, lock, atHand, store, index, files }
}

function* pathsOf({ jobs }: Expansion): Generator<string> {
  for (const { outputs } of jobs) for (const { path } of outputs) yield path
}
