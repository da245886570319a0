import { emptyState } from '../lockfile/fold.ts'
import { shownPath } from '../manifest/shown-path.ts'
import { isPlain, readSettled } from '../run/settled.ts'
import type { Project, ProjectRequest, SettledSet } from './doors.ts'
import type { Io } from './io.ts'
import { optionsOf } from './project-options.ts'
import { engine } from './version.ts'

/** Loads nothing that plans: most of what it saves would go there. */
export async function openSettled(request: ProjectRequest, io: Io): Promise<SettledSet | null> {
  const options = optionsOf(request, io)
  if (!isPlain(options)) return null
  const { cwd, root, store, simulatedCounts = false } = options
  const settled = await readSettled(request.manifest, {
    cwd,
    simulatedCounts,
    generator: engine(),
    ...(root === undefined ? {} : { root }),
    ...(store === undefined ? {} : { store }),
  })
  if (settled === null) return null
  const { manifest, jobs, outputs } = settled
  const project: Project = {
    request,
    plan: null,
    findings: [],
    texts: new Map(),
    shown: shownPath(request.manifest, cwd),
    lock: emptyState(manifest.name),
    lockFile: { path: '', digest: null },
    opened: null,
    shownOutputs: shownPath(outputs, cwd),
  }
  return { project, jobs, outputDir: manifest.outputDir, currency: manifest.provider.currency }
}
