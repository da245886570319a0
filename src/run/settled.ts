import { resolve } from 'node:path'
import type { FileIndex } from '../images/file-index.ts'
import { readIndex } from '../images/file-index.ts'
import { stampOf } from '../images/hash-file.ts'
import { diskFiles, type FileSystem } from '../lockfile/file-system.ts'
import { loadManifest } from '../manifest/load.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { Plan } from '../plan/plan.ts'
import { canonicalJson } from '../request/canonical-json.ts'
import { sha256Hex } from '../request/key.ts'
import type { ProjectOptions } from './open-project.ts'
import { type Places, placesOf } from './places.ts'

/** A set of which every job was kept, and nothing that decides it has changed since. */
export interface Settled {
  readonly manifest: Manifest
  readonly jobs: number
  /** Absolute path. */
  readonly outputs: string
}

/** How a set is looked at; what may differ between two calls and changes what a plan says. */
export interface SettledOptions {
  readonly cwd: string
  readonly root?: string
  readonly store?: string
  readonly simulatedCounts: boolean
  /** Who planned: another version may plan otherwise. */
  readonly generator: string
  readonly files?: FileSystem
}

/** The index's note: digest of what decided, jobs, files. */
const noted = 'settled'

/**
 * Whether a run would have nothing to do, known without planning: the last one had nothing to do, the
 * manifest, its data, the lockfile, the provenance and the files have the bytes they had then, the
 * latter as the index knows them, and every file looks as it did. null: that has to be planned.
 *
 * Says nothing wrong by being wrong about a file: the index decides the same in a plan.
 *
 * @throws {UserError} as `loadManifest` does, and OUTPUT_READ.
 */
export async function readSettled(path: string, options: SettledOptions): Promise<Settled | null> {
  const { cwd, root, store, files = diskFiles } = options
  const loaded = await loadManifest(path, { cwd, ...(root === undefined ? {} : { root }) })
  const { manifest, diagnostics } = loaded
  if (manifest === null || diagnostics.length > 0) return null
  const folder = store === undefined ? null : resolve(cwd, store)
  const places = placesOf(manifest, { store: folder, simulate: false })
  const index = await readIndex(places.index, files)
  const [, digest, jobs, known] = /^([0-9a-f]{64}) (\d+) (\d+)$/.exec(index.note(noted) ?? '') ?? []
  if (
    digest === undefined ||
    digest !== (await digestOf(manifest, { ...options, places, files, index }))
  ) {
    return null
  }
  const here = filesAsKnown(index, places.outputs)
  const isWhole = here !== null && here === Number(known) && here >= Number(jobs)
  return isWhole ? { manifest, jobs: Number(jobs), outputs: places.outputs } : null
}

/** The set as it stands in its manifest, and all of it: what a later call without options is about. */
export function isPlain({ simulate, overrides, plan, saved }: ProjectOptions): boolean {
  const asked = Object.values(plan ?? {}).some((wish) =>
    Array.isArray(wish) ? wish.length > 0 : wish !== null && wish !== false,
  )
  return simulate !== true && overrides === undefined && saved === undefined && !asked
}

/**
 * Notes a set that had nothing to do. Called when its files are in their final form; the caller saves
 * the index.
 */
export async function noteSettled(
  plan: Plan,
  options: Pick<SettledOptions, 'simulatedCounts' | 'generator'> & {
    readonly index: FileIndex
    readonly places: Places
    readonly files: FileSystem
    /** Files that were found where they are wanted or recorded. */
    readonly atHand: number
  },
): Promise<void> {
  const isSettled = plan.findings.length === 0 && plan.jobs.every(({ action }) => action === 'keep')
  if (!isSettled || plan.jobs.length === 0) return
  const digest = await digestOf(plan.manifest, options)
  options.index.setNote(noted, `${digest} ${plan.jobs.length} ${options.atHand}`)
}

/** Of all bytes that a plan and its run depend on; of the outputs', as the index has them. */
async function digestOf(
  { digest, data }: Manifest,
  {
    places,
    files,
    generator,
    simulatedCounts,
    index,
  }: Pick<SettledOptions, 'simulatedCounts' | 'generator'> & {
    places: Places
    files: FileSystem
    index: FileIndex
  },
): Promise<string> {
  const [lock, provenance] = [await files.read(places.lock), await files.read(places.provenance)]
  const written = [lock, provenance].map((bytes) => (bytes === null ? null : sha256Hex(bytes)))
  const sources = data.map((file) => [file.path, file.digest])
  const outputs = sha256Hex(JSON.stringify(index.hashes()))
  return sha256Hex(
    canonicalJson([generator, simulatedCounts, digest, sources, outputs, ...written]),
  )
}

/** How many files of the index look as they did; null as soon as one does not. */
function filesAsKnown(index: FileIndex, outputs: string): number | null {
  let count = 0
  for (const path of index.paths()) {
    const stamp = stampOf(`${outputs}/${path}`)
    if (stamp === null || index.hash(path, stamp) === null) return null
    count += 1
  }
  return count
}
