import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { UserError } from '../diagnostics/user-error.ts'
import { diskPictures } from '../images/disk-pictures.ts'
import { makeOutputFolder } from '../images/output-folder.ts'
import { loadDecoder } from '../images/verify.ts'
import { type LockStore, openLockfile } from '../lockfile/lockfile.ts'
import { makePrivateFolder } from '../lockfile/private-folder.ts'
import { replaceFile } from '../lockfile/replace-file.ts'
import { checkBudget } from '../plan/budget.ts'
import { refuseToGenerate } from '../plan/frozen.ts'
import { jobsToGenerate } from '../plan/generating.ts'
import type { Plan } from '../plan/plan.ts'
import { buildProvenance } from '../provenance/build-provenance.ts'
import { provenanceText } from '../provenance/provenance-text.ts'
import type { Provider } from '../provider/provider.ts'
import { type Clock, systemClock, timestamp } from './clock.ts'
import { orDiskRefused } from './disk-refused.ts'
import type { RunEvent, RunResult } from './events.ts'
import { forgetSimulated } from './forget-simulated.ts'
import type { Ground } from './ground.ts'
import { holdRunLock } from './hold-run-lock.ts'
import { countsSimulated, type Project, reopenProject } from './open-project.ts'
import { defaultRunOptions, type RunOptions } from './options.ts'
import { run } from './run.ts'
import { isPlain, noteSettled } from './settled.ts'
import { visibleLock } from './visible-lock.ts'

/** How a project is run. Left out: the defaults, no signals, nobody told. */
export interface RunProjectOptions extends Partial<RunOptions> {
  /** Opens the API; called only when a job needs it. */
  readonly provider: () => Promise<Provider>
  readonly onEvent?: (event: RunEvent) => void
  readonly graceful?: AbortSignal
  readonly immediate?: AbortSignal
  /** Takes a run lock over whose owner is on another host. */
  readonly takeOver?: boolean
  readonly clock?: Clock
  /** Who writes, as the provenance names it: `mintage 0.1.0`. */
  readonly generator: string
}

/**
 * Runs a set: takes the run lock, plans anew what has changed by then, does what the plan says,
 * compacts the lockfile and writes the provenance.
 *
 * @throws {UserError} before anything is sent: a second run, an error in the plan, a budget, a frozen set.
 */
export async function runProject(project: Project, options: RunProjectOptions): Promise<RunResult> {
  const { places, files } = groundOf(project)
  const clock = options.clock ?? systemClock()
  const { takeOver = false } = options
  const held = await holdRunLock(places.runLock, { now: clock.now(), files, takeOver })
  try {
    if (project.options.simulate === true) {
      const at = timestamp(clock.now())
      await forgetSimulated(groundOf(project), { name: sound(project).manifest.name, at })
    }
    // What the lockfile says may have changed while the first plan was looked at.
    const current = await reopenProject(project)
    if (project.options.simulate !== true) refuseDearer(project, current)
    return await runHeld(current, { ...options, clock })
  } finally {
    await held.release()
  }
}

async function runHeld(
  project: Project,
  options: RunProjectOptions & { readonly clock: Clock },
): Promise<RunResult> {
  const ground = groundOf(project)
  const plan = sound(project)
  const runOptions = { ...defaultRunOptions, ...options }
  const file = await openLockfile(ground.places.lock, {
    name: plan.manifest.name,
    files: ground.files,
    // Planned from under the run lock: what stands there is read once.
    snapshot: ground.lock,
  })
  const lock = visibleLock(file, countsSimulated(project.options))
  if (runOptions.frozen) refuseToGenerate(plan)
  checkBudget(plan, lock.state, runOptions)
  await lock.compact()
  if (project.options.simulate === true)
    await makePrivateFolder(ground.files, ground.places.outputs)
  const asks = jobsToGenerate(plan).length > 0
  if (asks) await loadDecoder()
  const provider = asks ? await options.provider() : null
  try {
    return await run({
      plan,
      provider,
      simulated: project.options.simulate === true,
      lockfile: lock,
      pictures: picturesOf({
        ground,
        lock,
        clock: options.clock,
        manifest: plan.manifest,
      }),
      options: runOptions,
      clock: options.clock,
      random: Math.random,
      newId: randomUUID,
      onEvent: options.onEvent ?? (() => undefined),
      graceful: options.graceful ?? never,
      immediate: options.immediate ?? never,
      finish: () => finish(project, { ground, lock, options }),
    })
  } finally {
    await provider?.close()
    await file.close()
  }
}

const never = new AbortController().signal

/** @throws {UserError} RUN_PLAN_MOVED when what was looked at, and perhaps confirmed, cost less. */
function refuseDearer(seen: Project, current: Project): void {
  const before = seen.plan?.estimate
  const now = current.plan?.estimate
  if (before === undefined || now === undefined) return
  if (now.cost <= before.cost && now.images <= before.images) return
  throw new UserError(
    'RUN_PLAN_MOVED',
    'the manifest, its data or the lockfile changed meanwhile',
    {
      stop: 'refused',
      hint: `the run would now buy ${now.images} images instead of ${before.images}: plan again`,
    },
  )
}

/**
 * Leaves the files of a set in their final form. One that cannot be written does not keep the others
 * from it.
 *
 * @throws {DiskRefused} for the first of them; nothing is lost by it.
 */
async function finish(
  project: Project,
  {
    ground,
    lock,
    options,
  }: { ground: Ground; lock: LockStore; options: RunProjectOptions & { clock: Clock } },
): Promise<void> {
  const { generator, clock } = options
  const { index, places, files, atHand } = ground
  const plan = sound(project)
  const { options: looked } = project
  const settling = {
    simulatedCounts: countsSimulated(looked),
    generator,
    atHand: atHand.outputs.size,
  }
  const steps = [
    () => orDiskRefused('the lockfile could not be compacted', () => lock.compact()),
    () =>
      orDiskRefused('provenance.json could not be written', () =>
        writeProvenance(plan, { ground, state: lock.state, generator }),
      ),
    () => (isPlain(looked) ? noteSettled(plan, { ...ground, ...settling }) : Promise.resolve()),
    () => index.save(places.index, { now: clock.now(), files }),
  ]
  const refused: unknown[] = []
  for (const step of steps) await step().catch((error: unknown) => refused.push(error))
  if (refused.length > 0) throw refused[0]
}

/**
 * Writes provenance.json, when it would change: a pure function of plan and lockfile.
 *
 * @returns whether a byte changed, and how many images it tells of.
 */
export async function writeProvenance(
  plan: Plan,
  { ground, state, generator }: { ground: Ground; state: LockStore['state']; generator: string },
): Promise<{ changed: boolean; images: number }> {
  const provenance = buildProvenance(plan.manifest, { jobs: plan.everything, state, generator })
  const images = provenance.totals.files
  const text = provenanceText(provenance)
  const { places, files } = ground
  const before = await files.read(places.provenance)
  if (before === null && images === 0) return { changed: false, images }
  if (before !== null && Buffer.from(text).equals(before)) return { changed: false, images }
  const path = await makeOutputFolder(folderOf(ground), basename(places.provenance), files)
  await replaceFile(files, path, text)
  return { changed: true, images }
}

function picturesOf({
  ground,
  lock,
  clock,
  manifest: { overlays, data },
}: {
  ground: Ground
  lock: LockStore
  clock: Clock
  manifest: Plan['manifest']
}): ReturnType<typeof diskPictures> {
  const { files, store, atHand, index } = ground
  return diskPictures({
    folder: folderOf(ground),
    store,
    atHand,
    overlays,
    overlayNames: new Map(data.map(({ path, digest }) => [digest.replace('sha256:', ''), path])),
    index,
    lock: () => lock.state,
    files,
    now: () => timestamp(clock.now()),
  })
}

function folderOf({ places }: Ground): { path: string; root: string } {
  return { path: places.outputs, root: places.folder }
}

/** @throws {UserError} PLAN_HAS_ERRORS when findings forbid a run. */
function sound({ plan, findings }: Project): Plan {
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (plan !== null && errors.length === 0) return plan
  throw new UserError('PLAN_HAS_ERRORS', `${errors.length} problems have to be mended first`, {
    diagnostics: findings,
    hint: 'mintage validate shows them all',
  })
}

function groundOf({ ground, findings }: Project): Ground {
  if (ground !== null) return ground
  throw new UserError('PLAN_HAS_ERRORS', 'the manifest has to be mended first', {
    diagnostics: findings,
    hint: 'mintage validate shows what is wrong',
  })
}
