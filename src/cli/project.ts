import { basename, dirname, extname, join, resolve } from 'node:path'
import { isLoopback, parseUrl } from '../dashscope/urls.ts'
import { InternalError } from '../diagnostics/user-error.ts'
import { visibleState } from '../lockfile/attempts.ts'
import { emptyState } from '../lockfile/fold.ts'
import { readLock } from '../lockfile/read-lock.ts'
import { loadManifest } from '../manifest/load.ts'
import { shownPath } from '../manifest/shown-path.ts'
import { allFindings } from '../plan/all-findings.ts'
import { createPlan } from '../plan/create-plan.ts'
import { expand } from '../plan/expand.ts'
import {
  type Project as OpenedProject,
  openProject,
  type ProjectOptions,
  visibleLockState,
} from '../run/open-project.ts'
import { placesOf } from '../run/places.ts'
import { hiddenRecords } from '../run/visible-lock.ts'
import type { Doors, Project, ProjectRequest } from './doors.ts'
import type { Io } from './io.ts'
import { engine } from './version.ts'

/** The real ways into everything else; what only some commands need is loaded by those. */
export function projectDoors(io: Io): Doors {
  return {
    open: (request, scope) =>
      scope === 'whole' ? openWhole(request, io) : openWithoutFiles(request, scope, io),
    async run({ opened }, { takeOver, ...options }, { onEvent, signals }) {
      const { runProject } = await import('../run/run-project.ts')
      const { providerOf, simulatedSpeed } = await import('./provider.ts')
      const { systemClock } = await import('../run/clock.ts')
      const project = whole(opened)
      const clock = systemClock(project.options.simulate === true ? simulatedSpeed : 1)
      const provider = () => providerOf(project, { clock, io })
      const generator = engine()
      return runProject(project, {
        ...options,
        ...signals,
        provider,
        onEvent,
        takeOver,
        clock,
        generator,
      })
    },
    async gather(project, outputDir) {
      const { gather } = await import('./evidence.ts')
      const { store, simulate } = project.request
      const folder = store === null ? null : resolve(io.cwd, store)
      return gather(project.plan.manifest, { outputDir, store: folder, simulate })
    },
    async readLabels({ plan, request: { simulate } }, { outputDir, paths }) {
      const { readLabels } = await import('../images/labels/read-labels.ts')
      const { path } = plan.manifest
      return readLabels(placesOf({ path, outputDir }, { store: null, simulate }).outputs, paths)
    },
    async writeProvenance({ opened, plan }) {
      const { writeProvenance } = await import('../run/run-project.ts')
      const { ground, options } = whole(opened)
      if (ground === null || plan === null) throw new InternalError('no set was opened')
      const state = visibleLockState(ground.lock, options)
      const { changed, images } = await writeProvenance(plan, {
        ground,
        state,
        generator: engine(),
      })
      return { path: shownPath(ground.places.provenance, io.cwd), images, changed }
    },
    async writeGallery({ opened, plan, lock }, { out, onMissing }) {
      const { writeGallery } = await import('./write-gallery.ts')
      const { ground, options } = whole(opened)
      if (ground === null || plan === null) throw new InternalError('no set was opened')
      const usual = options.simulate === true ? 'gallery.simulated' : 'gallery'
      const folder = out === null ? join(ground.places.folder, usual) : resolve(io.cwd, out)
      const shown = shownPath(folder, io.cwd)
      const place = { folder, shown, name: plan.manifest.name, isChosen: out !== null }
      return writeGallery(plan, place, { ground, lock, onMissing })
    },
    async writeSheet(project, wishes, onPage) {
      const { writeSheet } = await import('./write-sheet.ts')
      return writeSheet(project, wishes, { cwd: io.cwd, onPage })
    },
    async findPrunable({ opened }, options) {
      const { findPrunable } = await import('../run/prunable.ts')
      const { plan, ground } = whole(opened)
      if (ground === null || plan === null) throw new InternalError('no set was opened')
      return findPrunable(plan, ground, options)
    },
    async prune({ opened }, shown) {
      const { prune } = await import('../run/prune.ts')
      return prune(whole(opened), shown, io.now())
    },
    async openAccount(request) {
      const { openAccount } = await import('./account.ts')
      return openAccount(request, io)
    },
    async startSimulator(options) {
      const { startSimulator } = await import('../simulator/simulator.ts')
      return startSimulator(options)
    },
  }
}

function whole(opened: OpenedProject | null): OpenedProject {
  if (opened === null) throw new InternalError('a set was not opened whole')
  return opened
}

async function openWhole(request: ProjectRequest, io: Io): Promise<Project> {
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
async function openWithoutFiles(
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
  manifest,
}: ProjectRequest): Promise<Pick<Project, 'lock' | 'lockFile'>> {
  const path = `${basename(manifest, extname(manifest))}.lock`
  const { state: lock, digest } = await readLock(join(dirname(manifest), path))
  return { lock, lockFile: { path, digest } }
}

function optionsOf(request: ProjectRequest, { cwd, env }: Io): ProjectOptions {
  const { root, store, overrides, options, simulate, saved } = request
  const { set, model, region, mode } = overrides
  const given = {
    ...(set.length === 0 ? {} : { set: Object.fromEntries(set.map(nameAndValue)) }),
    ...(model === null ? {} : { model }),
    ...(region === null ? {} : { region }),
    ...(mode === null ? {} : { mode }),
  }
  // Records that a simulator answered count only where requests go to one: to this machine.
  const url = parseUrl(env['DASHSCOPE_HTTP_BASE_URL'] ?? '')
  return {
    cwd,
    simulate,
    simulatedCounts: simulate || (url !== null && isLoopback(url)),
    plan: options,
    ...(saved === null ? {} : { saved }),
    ...(root === null ? {} : { root: resolve(cwd, root) }),
    ...(store === null ? {} : { store: resolve(cwd, store) }),
    ...(Object.keys(given).length === 0 ? {} : { overrides: given }),
  }
}

/** `name=value`, split at the first `=`; a name given twice has its last value. */
function nameAndValue(text: string): [string, string] {
  const equals = text.indexOf('=')
  return [text.slice(0, equals), text.slice(equals + 1)]
}
