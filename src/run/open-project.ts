import { resolve } from 'node:path'
import { type Diagnostic, isError } from '../diagnostics/diagnostic.ts'
import { filesAtHand } from '../images/at-hand.ts'
import { readIndex } from '../images/file-index.ts'
import { openStore } from '../images/store.ts'
import { visibleState } from '../lockfile/attempts.ts'
import { diskFiles, type FileSystem } from '../lockfile/file-system.ts'
import { type LockSnapshot, readLock } from '../lockfile/read-lock.ts'
import { loadManifest, type Overrides } from '../manifest/load.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { allFindings } from '../plan/all-findings.ts'
import { createPlan, defaultPlanOptions, type PlanOptions } from '../plan/create-plan.ts'
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
  readonly options: ProjectOptions
}

/**
 * Reads a manifest, its lockfile and the files at hand, and plans. Touches no network, needs no key,
 * writes nothing.
 *
 * @throws {UserError} when a file cannot be read, the lockfile is damaged, or a saved plan is stale.
 */
export async function openProject(path: string, options: ProjectOptions): Promise<Project> {
  const { cwd, root, overrides, saved } = options
  const loading = { cwd, ...(root === undefined ? {} : { root }) }
  const loaded = await loadManifest(path, {
    ...loading,
    ...(overrides === undefined ? {} : { overrides }),
  })
  const { diagnostics: findings, texts } = loaded
  if (loaded.manifest === null) {
    const all = allFindings(loaded)
    return { manifest: null, plan: null, findings: all, texts, ground: null, options }
  }
  const manifest = simulated(loaded.manifest, options)
  const expansion = expand(manifest)
  const ground = await survey(manifest, expansion, options)
  const base = overrides === undefined ? null : (await loadManifest(path, loading)).manifest
  const lock = visibleLockState(ground.lock, options)
  const plan = createPlan({
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
  })
  if (saved !== undefined && !plan.findings.some(isError)) refuseStale(saved, plan)
  return { manifest, plan, findings: plan.findings, texts, ground, options }
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

async function survey(
  manifest: Manifest,
  expansion: Expansion,
  options: ProjectOptions,
): Promise<Ground> {
  const { cwd, simulate = false, files = diskFiles } = options
  const folder = options.store === undefined ? null : resolve(cwd, options.store)
  const places = placesOf(manifest, { store: folder, simulate })
  const lock = await readLock(places.lock, { name: manifest.name, files })
  const store = openStore(places.store, files)
  const index = await readIndex(places.index, files)
  const wanted = pathsOf(expansion)
  const atHand = await filesAtHand(wanted, lock.state, { outputs: places.outputs, store, index })
  return { places, lock, atHand, store, index, files }
}

function* pathsOf({ jobs }: Expansion): Generator<string> {
  for (const { outputs } of jobs) for (const { path } of outputs) yield path
}
