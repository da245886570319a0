import { type Evidence, readEvidence } from '../images/evidence.ts'
import { openStore } from '../images/store.ts'
import { diskFiles } from '../lockfile/file-system.ts'
import { readLock } from '../lockfile/read-lock.ts'
import type { LockState } from '../lockfile/records.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { placesOf } from '../run/places.ts'

/** What a set is verified by. */
export interface Gathered {
  /** All of the lockfile, simulated attempts included. */
  readonly lock: LockState
  readonly evidence: Evidence
  /** Text of provenance.json; null: there is none. */
  readonly provenance: string | null
}

/** Bytes of a provenance.json that is read. */
const mostBytes = 256 * 1024 * 1024

export interface GatherOptions {
  /** Relative to the manifest's folder. */
  readonly outputDir: string
  /** Folder of paid originals, absolute; null: the usual one. */
  readonly store: string | null
  /** Whether the set is that of simulated runs. */
  readonly simulate: boolean
}

/** Reads a set's lockfile, its provenance, and every file that the lockfile tells of. */
export async function gather(
  { path, name }: Pick<Manifest, 'path' | 'name'>,
  { outputDir, store, simulate }: GatherOptions,
): Promise<Gathered> {
  const places = placesOf({ path, outputDir }, { store, simulate })
  const { state: lock } = await readLock(places.lock, { name })
  const originals = openStore(places.store, diskFiles)
  const [evidence, provenance] = await Promise.all([
    readEvidence(lock, { outputs: places.outputs, store: originals }),
    readText(places.provenance),
  ])
  return { lock, evidence, provenance }
}

async function readText(path: string): Promise<string | null> {
  const facts = await diskFiles.facts(path)
  if (facts === null) return null
  if (facts.kind !== 'file' || facts.size > mostBytes) return ''
  return Buffer.from((await diskFiles.read(path)) ?? []).toString('utf8')
}
