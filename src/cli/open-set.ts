import { basename } from 'node:path'
import { visibleState } from '../lockfile/attempts.ts'
import { emptyState } from '../lockfile/fold.ts'
import { readLock } from '../lockfile/read-lock.ts'
import { loadManifest } from '../manifest/load.ts'
import { shownPath } from '../manifest/shown-path.ts'
import { allFindings } from '../plan/all-findings.ts'
import { createPlan } from '../plan/create-plan.ts'
import { expand } from '../plan/expand.ts'
import { openProject, visibleLockState } from '../run/open-project.ts'
import { placesOf } from '../run/places.ts'
import { hiddenRecords } from '../run/visible-lock.ts'
import type { Project, ProjectRequest } from './doors.ts'
import type { Io } from './io.ts'
import { optionsOf } from './project-options.ts'

/** Reads and plans a set with all that is here of it. */
export async function openWhole(request: ProjectRequest, io: Io): Promise<Project> {
  const opened = await openProject(request.manifest, optionsOf(request, io))
  const { plan, findings, texts, ground, options } = opened
  const shown = shownPath(request.manifest, io.cwd)
  const common = { request, plan, findings, texts, shown, opened }
  if (ground === null) return { ...common, ...(await lockAlone(request)), shownOutputs: '' }
  return {
    ...common,
    lock: visibleLockState(ground.lock, options),
    lockFile: { path: basename(ground.places.lock), digest: ground.lock.digest },
    shownOutputs: shownPath(ground.places.outputs, io.cwd),
  }
}

/** Reads and plans without a look at pictures, so that the plan speaks of manifest and lockfile alone. */
export async function openWithoutFiles(
  request: ProjectRequest,
  scope: 'lock-alone' | 'manifest-alone',
  io: Io,
): Promise<Project> {
  const options = optionsOf(request, io)
  const { cwd, root } = options
  const loaded = await loadManifest(request.manifest, {
    cwd,
    ...(root === undefined ? {} : { root }),
  })
  const { manifest, diagnostics, texts } = loaded
  const shown = shownPath(request.manifest, io.cwd)
  const common = { request, texts, shown, opened: null, shownOutputs: '' }
  if (manifest === null) {
    return { ...common, plan: null, findings: allFindings(loaded), ...(await lockAlone(request)) }
  }
  const places = placesOf(manifest, { store: null, simulate: request.simulate })
  const { state, digest, warnings } =
    scope === 'lock-alone'
      ? await readLock(places.lock, { name: manifest.name })
      : { state: emptyState(manifest.name), digest: null, warnings: [] }
  const { simulatedCounts = false } = options
  const lock = visibleState(state, { simulatedCounts })
  const plan = createPlan({
    manifest,
    expansion: expand(manifest),
    baseJobs: null,
    findings: [...diagnostics, ...warnings, ...hiddenRecords(state, lock)],
    lock,
    files: { outputs: new Map(), originals: new Set() },
    options: request.options,
  })
  const lockFile = { path: basename(places.lock), digest }
  return { ...common, plan, findings: plan.findings, lock, lockFile }
}

/** What is left to say of a set whose manifest cannot be read: what its lockfile says, whatever its name. */
async function lockAlone({
  manifest: path,
  simulate,
}: ProjectRequest): Promise<Pick<Project, 'lock' | 'lockFile'>> {
  // Which folder the outputs go to is not known, and decides nothing about the lockfile.
  const file = placesOf({ path, outputDir: '' }, { store: null, simulate }).lock
  const { state: lock, digest } = await readLock(file)
  return { lock, lockFile: { path: basename(file), digest } }
}
