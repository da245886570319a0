import { join } from 'node:path'
import { UserError } from '../diagnostics/user-error.ts'
import { paidOriginals } from '../images/evidence.ts'
import { leadsOut } from '../images/output-folder.ts'
import { latestDone } from '../lockfile/attempts.ts'
import type { LockState, OutputRecord } from '../lockfile/records.ts'
import type { Plan } from '../plan/plan.ts'
import type { RequestKey } from '../request/request.ts'
import { readFolderLocks } from './folder-locks.ts'
import type { Ground } from './ground.ts'

/** A file that nothing needs any more. */
export interface PrunableFile {
  /** Of an output: below the output folder. Of an original: its SHA-256. */
  readonly name: string
  readonly sha256: string
  readonly bytes: number
  /** Whether it is the only copy here of a picture that was paid for. */
  readonly lastCopy: boolean
}

/** What a folder could do without. */
export interface Prunable {
  /** Recorded outputs that the manifest no longer names, by path. */
  readonly outputs: readonly PrunableFile[]
  /** Originals that no lockfile of the folder names. */
  readonly originals: readonly PrunableFile[]
  /** Outputs that the manifest does not name and that stay all the same, with the reason. */
  readonly kept: readonly { readonly name: string; readonly why: string }[]
}

/**
 * Finds what a set no longer needs: outputs that the manifest no longer names, with the bytes that
 * the lockfile recorded; with `store` also originals that no lockfile of the folder names. Removes
 * nothing.
 *
 * An output that holds the only copy of a picture that the manifest still wants, under another name,
 * stays: without it the picture would have to be bought again.
 *
 * @throws {UserError} when a lockfile of the folder cannot be read, or the store must not be touched.
 */
export async function findPrunable(
  plan: Plan,
  ground: Ground,
  { store }: { readonly store: boolean },
): Promise<Prunable> {
  // First: what is put there from now on by another run is not in this list.
  const originals = store ? await unnamedOriginals(ground) : []
  const copies = await otherCopies(plan, ground)
  const wanted = plan.everything.flatMap((job) => job.outputs.map(({ path }) => path))
  const spellings = new Map(wanted.map((path) => [spelling(path), path]))
  const outputs: PrunableFile[] = []
  const kept: Prunable['kept'][number][] = []
  for (const name of plan.orphans) {
    const { file, why } = await judge(name, { ground, copies, spellings })
    if (why === null) outputs.push(file)
    else kept.push({ name, why })
  }
  return { outputs, originals, kept }
}

/** Pictures by SHA-256: where they are needed, and where else they are. */
interface Copies {
  readonly wanted: ReadonlySet<string>
  readonly paid: ReadonlySet<string>
  /** Of outputs that stay. */
  readonly inOutputs: ReadonlySet<string>
  readonly inStore: ReadonlySet<string>
}

/** Wanted paths by a spelling that every system takes for the same name. */
type Spellings = ReadonlyMap<string, string>

function spelling(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

async function otherCopies(plan: Plan, { lock, atHand, store }: Ground): Promise<Copies> {
  const orphans = new Set(plan.orphans)
  const staying = [...atHand.outputs].filter(([path]) => !orphans.has(path))
  return {
    wanted: pictures(
      lock.state,
      plan.everything.map(({ key }) => key),
    ),
    paid: paidOriginals(lock.state),
    inOutputs: new Set(staying.map(([, sha256]) => sha256)),
    inStore: await store.list(),
  }
}

/** The pictures that stand for these requests. */
function pictures(state: LockState, keys: readonly RequestKey[]): ReadonlySet<string> {
  const images = keys.flatMap((key) => latestDone(state, key)?.images ?? [])
  return new Set(images.flatMap((image) => (image === null ? [] : [image.sha256])))
}

async function judge(
  name: string,
  { ground, copies, spellings }: { ground: Ground; copies: Copies; spellings: Spellings },
): Promise<{ file: PrunableFile; why: string | null }> {
  const { lock, atHand, places, files } = ground
  const record = lock.state.outputs.get(name)
  const sha256 = atHand.outputs.get(name) ?? ''
  const lastCopy = copies.paid.has(sha256) && !(await isElsewhere(sha256, ground, copies))
  const file = { name, sha256, bytes: record?.bytes ?? 0, lastCopy }
  if (record?.sha256 !== sha256) return { file, why: 'changed since it was written' }
  if (lastCopy && copies.wanted.has(sha256)) return { file, why: lastOfWanted }
  if (record !== undefined && (await isLastOfPixels(record, ground, copies))) {
    return { file, why: lastOfPixels }
  }
  const path = join(places.outputs, name)
  if (await isSameFile(path, spellings.get(spelling(name)), ground)) {
    return { file, why: 'on this system it is a wanted file under another spelling' }
  }
  const isOutside = await leadsOut(path, { path: places.outputs, root: places.folder }, files)
  return { file, why: isOutside ? 'a link on its way leads out of the folder' : null }
}

/** Where case does not count, the old spelling of a renamed output is the new file itself. */
async function isSameFile(
  path: string,
  wanted: string | undefined,
  { places, files }: Ground,
): Promise<boolean> {
  if (wanted === undefined) return false
  const [one, other] = [await files.facts(path), await files.facts(join(places.outputs, wanted))]
  return one !== null && other !== null && one.inode === other.inode
}

/** A copy in the store that is needed is read, since its name alone proves nothing. */
async function isElsewhere(sha256: string, { store }: Ground, copies: Copies): Promise<boolean> {
  if (copies.inOutputs.has(sha256)) return true
  if (!copies.inStore.has(sha256)) return false
  return !copies.wanted.has(sha256) || (await store.read(sha256)) !== null
}

/**
 * Whether a file is not the original but has all of its pixels, as a labelled png does, and the original
 * is nowhere.
 */
async function isLastOfPixels(
  { key, image, format, width, height, derived_from: original }: OutputRecord,
  ground: Ground,
  copies: Copies,
): Promise<boolean> {
  if (format !== 'png' || original === undefined || !copies.wanted.has(original)) return false
  const pictures = (ground.lock.state.byKey.get(key) ?? []).map(({ images }) => images?.[image - 1])
  const picture = pictures.find((each) => each?.sha256 === original)
  if (picture?.width !== width || picture.height !== height) return false
  return !(await isElsewhere(original, ground, copies))
}

const lastOfPixels =
  'it has every pixel of a picture that the manifest still wants, whose original is not here'

const lastOfWanted =
  'the only copy here of a picture that the manifest still wants; `mintage run` puts it in its place'

async function unnamedOriginals({ store, places, files }: Ground): Promise<PrunableFile[]> {
  const here = [...(await store.list())].sort()
  if (here.length === 0) return []
  if (await leadsOut(join(places.store, 'x'), { path: places.store, root: places.folder }, files)) {
    throw new UserError('PRUNE_STORE_OUTSIDE', `${places.store} leads out of its folder`, {
      stop: 'refused',
      hint: 'a store that is elsewhere may serve other folders, whose lockfiles are not known here',
    })
  }
  const { named, underWay } = await readFolderLocks(places.folder, files)
  for (const [file, count] of underWay) throw unfinished(file, count)
  const unnamed = here.filter((sha256) => !named.has(sha256))
  return Promise.all(
    unnamed.map(async (sha256) => {
      const bytes = (await files.facts(store.path(sha256)))?.size ?? 0
      return { name: sha256, sha256, bytes, lastCopy: false }
    }),
  )
}

/** A picture is stored before the lockfile names it. */
function unfinished(file: string, count: number): UserError {
  const what = count === 1 ? '1 request' : `${count} requests`
  return new UserError(
    'PRUNE_UNFINISHED',
    `${file} has ${what} under way, whose pictures may be in the store already`,
    { stop: 'refused', hint: 'run that set to its end first, or prune without --store' },
  )
}
