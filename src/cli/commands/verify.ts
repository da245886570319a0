import { basename } from 'node:path'
import { pictureId } from '../../images/labels/label-values.ts'
import { visibleState } from '../../lockfile/attempts.ts'
import type { LockState } from '../../lockfile/records.ts'
import { buildProvenance } from '../../provenance/build-provenance.ts'
import type { LabelCheck, WantedLabels } from '../../provenance/verify/verification.ts'
import { verifySet } from '../../provenance/verify/verify-set.ts'
import { verifyReport } from '../../report/ci/verify-report.ts'
import { verifyJson } from '../../report/verify-json.ts'
import { verifyText } from '../../report/verify-text.ts'
import type { CommandContext, CommandEnd } from '../context.ts'
import type { Doors, ProjectRequest } from '../doors.ts'
import type { Gathered } from '../evidence.ts'
import { isForCi, printReport } from '../print-report.ts'
import { isPlanned, type Planned, warnOfLock } from '../show-findings.ts'
import { engine } from '../version.ts'
import { reportErrors } from './plan.ts'

/**
 * Whether lockfile, provenance and files agree, and with `labels` whether every file carries one. Needs
 * no key, no network and, with `allowMissing`, no pictures; writes nothing.
 *
 * @throws {UserError} when the lockfile is damaged or a file cannot be read.
 */
export async function verify(
  request: ProjectRequest,
  { allowMissing, labels }: { readonly allowMissing: boolean; readonly labels: boolean },
  context: CommandContext,
): CommandEnd {
  const { print, doors } = context
  const project = await doors.open(request, 'lock-alone')
  if (!isPlanned(project)) return reportErrors(project, 'verify', context)
  warnOfLock(project, print)
  const { manifest, everything } = project.plan
  const outputDir = request.simulate ? `${manifest.outputDir}.simulated` : manifest.outputDir
  const gathered = await doors.gather(project, outputDir)
  const found = verifySet({
    ...gathered,
    name: manifest.name,
    wanted: new Set(everything.flatMap(({ outputs }) => outputs.map(({ path }) => path))),
    told: toldOutputs(project, gathered),
    allowMissing,
    labels: labels ? await checkedLabels(project, gathered, { outputDir, doors }) : null,
  })
  const told = {
    engine: engine(),
    name: manifest.name,
    manifestPath: basename(request.manifest),
    lock: project.lockFile,
    outputDir,
    allowMissing,
  }
  if (print.format === 'json') print.json(verifyJson(found, told))
  else if (isForCi(print.format)) {
    await printReport(verifyReport(found, { ...told, manifest: project.shown }), context)
  } else if (!print.quiet || found.problems.length > 0) {
    print.result(verifyText(found, told, print.resultStyle))
  }
  return found.problems.length === 0 ? [] : ['incomplete']
}

/** Of every file that the manifest names and that is here; a Git LFS pointer is not. */
async function checkedLabels(
  project: Planned,
  { evidence }: Gathered,
  { outputDir, doors }: { outputDir: string; doors: Doors },
): Promise<LabelCheck> {
  const wanted = new Map(
    project.plan.everything.flatMap((job) =>
      job.outputs.map(({ path, recipe, image }): [string, WantedLabels] => {
        const labels = recipe?.labels ?? null
        return [path, { labels, id: pictureId({ key: job.key, request: job.request, image }) }]
      }),
    ),
  )
  const isPointer = (path: string) => (evidence.outputs.get(path)?.pointsAt ?? null) !== null
  const paths = [...wanted.keys()].filter((path) => !isPointer(path))
  const found = await doors.readLabels(project, { outputDir, paths })
  return { wanted, found }
}

/**
 * Outputs that a provenance written now would tell of. Simulated pictures count where the one that is
 * there tells of any: it was written while they did.
 */
function toldOutputs(
  { plan, request }: Planned,
  { lock, provenance }: { lock: LockState; provenance: string | null },
): ReadonlySet<string> {
  const isTold = provenance !== null && /"simulated": ?true/.test(provenance)
  const simulatedCounts = request.simulate || isTold
  const state = visibleState(lock, { simulatedCounts })
  const facts = { jobs: plan.everything, state, generator: engine() }
  return new Set(Object.keys(buildProvenance(plan.manifest, facts).images))
}
