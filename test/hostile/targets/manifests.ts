import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Diagnostic, isError } from '../../../src/diagnostics/diagnostic.ts'
import { renderDiagnostics } from '../../../src/diagnostics/render.ts'
import { emptyState } from '../../../src/lockfile/fold.ts'
import { recordedPathFault } from '../../../src/lockfile/recorded-path.ts'
import { type LoadedManifest, loadManifest } from '../../../src/manifest/load.ts'
import type { Manifest } from '../../../src/manifest/manifest.ts'
import { createPlan, defaultPlanOptions } from '../../../src/plan/create-plan.ts'
import { expand } from '../../../src/plan/expand.ts'
import type { Plan } from '../../../src/plan/plan.ts'
import { readSavedPlan } from '../../../src/plan/saved/read-saved-plan.ts'
import { saved } from '../../plan/saved/a-saved-plan.ts'
import { mutateText, pick, type Random } from '../mutate.ts'
import { attempt, type End, promise, steersTerminal, type Target } from '../target.ts'

const corpus = fileURLToPath(new URL('../../manifests', import.meta.url))

/** Findings about files as a whole, or about the command line. */
const placeless = new Set(['MANIFEST_TOO_LARGE', 'MANIFEST_OVERRIDE'])

/** Manifests of the corpus with small changes, loaded and planned from disk. */
export async function manifests(): Promise<Target> {
  const folder = await sandbox()
  const texts = await manifestsOf(folder)
  return {
    name: 'manifests',
    share: 25,
    close: () => rm(folder, { recursive: true, force: true }),
    async tryOne(random) {
      const text = pick(random() < 0.6 ? texts.sound : texts.wrong, random)
      await writeFile(join(folder, 'case.yaml'), mutateText(text, random))
      return planned('case.yaml', folder)
    },
  }
}

/** A sound manifest whose data files have small changes. */
export async function dataFiles(): Promise<Target> {
  const folder = await sandbox()
  const names = (await readdir(join(folder, 'data'))).map((name) => join(folder, 'data', name))
  const texts = await Promise.all(names.map((name) => readFile(name)))
  return {
    name: 'data files',
    share: 25,
    close: () => rm(folder, { recursive: true, force: true }),
    async tryOne(random) {
      const nth = Math.floor(random() * names.length)
      const [name = '', bytes = Buffer.alloc(0)] = [names[nth], texts[nth]]
      await writeFile(name, changedBytes(bytes, random))
      const end = await planned('data-files.yaml', folder)
      await writeFile(name, bytes)
      return end
    },
  }
}

async function sandbox(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mintage-fuzz-'))
  await cp(join(corpus, 'err/data'), join(folder, 'data'), { recursive: true })
  await rm(join(folder, 'data'), { recursive: true })
  await cp(join(corpus, 'ok'), folder, { recursive: true })
  return folder
}

async function manifestsOf(
  folder: string,
): Promise<{ readonly sound: readonly string[]; readonly wrong: readonly string[] }> {
  return { sound: await textsIn(folder), wrong: await textsIn(join(corpus, 'err')) }
}

/** All but those that are large on purpose: a change of them takes its seconds. */
async function textsIn(folder: string): Promise<readonly string[]> {
  const small = (await readdir(folder)).filter(
    (name) => name.endsWith('.yaml') && !/large|too-many|too-long/.test(name),
  )
  return Promise.all(small.map((name) => readFile(join(folder, name), 'utf8')))
}

function changedBytes(bytes: Buffer, random: Random): Buffer {
  if (random() < 0.8) return Buffer.from(mutateText(bytes.toString('utf8'), random))
  const changed = Buffer.from(bytes)
  changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256)
  return changed
}

async function planned(file: string, cwd: string): Promise<End> {
  const loaded = await loadManifest(file, { cwd })
  checkFindings(loaded.diagnostics, loaded)
  if (loaded.manifest === null) {
    promise(loaded.diagnostics.some(isError), () => 'no manifest, and no error')
    return 'refused'
  }
  return checkPlan(loaded.manifest, loaded)
}

async function checkPlan(manifest: Manifest, loaded: LoadedManifest): Promise<End> {
  const plan = createPlan({
    manifest,
    expansion: expand(manifest),
    baseJobs: null,
    findings: loaded.diagnostics,
    lock: emptyState(manifest.name),
    files: { outputs: new Map(), originals: new Set() },
    options: defaultPlanOptions,
  })
  checkFindings(plan.findings, loaded)
  if (plan.findings.some(isError)) {
    promise(plan.jobs.length === 0, () => 'a plan with errors has jobs')
    return 'refused'
  }
  await checkJobs(plan)
  return 'taken'
}

/** Whatever is planned can be written down, and read again. */
async function checkJobs(plan: Plan): Promise<void> {
  for (const { path } of plan.jobs.flatMap(({ outputs }) => outputs)) {
    const fault = recordedPathFault(path)
    promise(fault === null, () => `an output cannot be recorded: ${JSON.stringify(path)}: ${fault}`)
  }
  const read = await attempt(() => readSavedPlan(saved(plan), 'p.json'))
  promise('value' in read, () => `a saved plan cannot be read: ${JSON.stringify(read)}`)
}

function checkFindings(findings: readonly Diagnostic[], { texts }: LoadedManifest): void {
  for (const { code, severity, span } of findings) {
    promise(/^[A-Z]+(_[A-Z0-9]+)+$/.test(code), () => `an odd code: ${code}`)
    if (severity !== 'error' || placeless.has(code)) continue
    promise(span !== null && span.line >= 1 && span.column >= 1, () => `${code} has no place`)
    const lines = texts.get(span?.file ?? '')?.split(/\r\n|\r|\n/).length ?? 0
    promise((span?.line ?? 0) <= Math.max(1, lines), () => `${code} is behind its file's end`)
  }
  const shown = renderDiagnostics(findings, texts)
  promise(!steersTerminal(shown), () => `a finding steers the terminal: ${JSON.stringify(shown)}`)
}
