import { join, resolve } from 'node:path'
import { InternalError } from '../diagnostics/user-error.ts'
import { shownPath } from '../manifest/shown-path.ts'
import type { Project as OpenedProject } from '../run/open-project.ts'
import { placesOf } from '../run/places.ts'
import type { Doors } from './doors.ts'
import type { Io } from './io.ts'
import { engine } from './version.ts'

/** The real ways into everything else; what only some commands need is loaded by those. */
export function projectDoors(io: Io): Doors {
  return {
    async open(request, scope) {
      const { openWhole, openWithoutFiles } = await import('./open-set.ts')
      return scope === 'whole' ? openWhole(request, io) : openWithoutFiles(request, scope, io)
    },
    async settled(request) {
      const { openSettled } = await import('./open-settled.ts')
      return openSettled(request, io)
    },
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
      const { visibleLockState } = await import('../run/open-project.ts')
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
