import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readLock } from '../../src/lockfile/read-lock.ts'
import type { LockState } from '../../src/lockfile/records.ts'
import { sha256Hex } from '../../src/request/key.ts'

/** What a set's folder holds when a run has ended, without what differs from run to run. */
export interface Remains {
  /** SHA-256 of each file of the outputs and the store, by path. */
  readonly pictures: ReadonlyMap<string, string>
  /** Lines of the lockfile and of the provenance. */
  readonly lock: readonly string[]
  readonly provenance: string
  /** Files that nothing should have left. */
  readonly litter: readonly string[]
}

export async function remainsOf(folder: string): Promise<Remains> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
  const pictures = new Map<string, string>()
  for (const path of paths.filter((one) => /\.(png|webp)$/.test(one))) {
    pictures.set(path, sha256Hex(await readFile(join(folder, path))))
  }
  return {
    pictures,
    lock: (await textOf(folder, 'mintage.lock')).trim().split('\n').map(timeless),
    provenance: timeless(await textOf(folder, 'out/provenance.json')),
    litter: paths.filter((path) => /\.(tmp|run|taking)$/.test(path)),
  }
}

/** The lockfile as `status` reads it after a crash. @throws where it cannot be read. */
export async function lockOf(folder: string): Promise<LockState> {
  const { state, warnings } = await readLock(join(folder, 'mintage.lock'), { name: 'chaos' })
  const odd = warnings.filter(({ code }) => code !== 'LOCK_TORN_LINE')
  if (odd.length > 0) throw new Error(`the lockfile warns: ${odd[0]?.message}`)
  return state
}

async function textOf(folder: string, path: string): Promise<string> {
  return readFile(join(folder, path), 'utf8').catch(() => '')
}

/** Fields that differ from run to run: ids, times, the server's port, and how a task was found. */
const varying = new Set([
  'attempt',
  'at',
  'reserved_at',
  'task_id',
  'request_id',
  'submitted_at',
  'scheduled_at',
  'ended_at',
  'endpoint',
  'adopted',
])

function timeless(json: string): string {
  if (json === '') return json
  return JSON.stringify(JSON.parse(json, (name, value) => (varying.has(name) ? undefined : value)))
}
