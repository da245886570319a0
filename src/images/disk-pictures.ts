import { join } from 'node:path'
import type { FileSystem } from '../lockfile/file-system.ts'
import type { ImageFacts, LockState, OutputRecord } from '../lockfile/records.ts'
import type { Recipe } from '../manifest/manifest.ts'
import type { Job, Output } from '../plan/job.ts'
import { isLabelOnly } from '../plan/label-only.ts'
import type { FilesAtHand } from '../plan/plan.ts'
import { recipeHash } from '../plan/recipe-hash.ts'
import { sha256Hex } from '../request/key.ts'
import type { DrawOverlay } from './draw-over.ts'
import type { FileIndex } from './file-index.ts'
import { imageFormat } from './image-format.ts'
import { hasC2pa } from './labels/has-c2pa.ts'
import { type Labelling, labelledPng, labelPacket } from './labels/label-original.ts'
import { makeVariant, type VariantImage } from './make-variant.ts'
import type { OutputFolder } from './output-folder.ts'
import { overlayPainter } from './overlay-painter.ts'
import { RecentBytes } from './recent-bytes.ts'
import type { Store } from './store.ts'
import { verifyImage } from './verify.ts'
import { type NewOutput, prepareOutput } from './write-output.ts'

/** What a run does to pictures on a disk. */
export interface DiskPictures {
  /** Checks that bytes are an image and puts them into the store, or says why they are none. */
  keep(bytes: Uint8Array): Promise<{ facts: ImageFacts } | { reason: string }>
  /** `W*H` of an image's bytes; null when they are none. */
  measure(bytes: Uint8Array): Promise<string | null>
  /** The original's bytes, from the store or from an output that is one; null: not at hand. */
  original(sha256: string): Promise<Uint8Array | null>
  /** Its outputs are written: its bytes need not be kept in memory any longer. */
  release(sha256: string): void
  /**
   * Writes one output. `record` is called with its line before the file takes its place, and the
   * file does so only once that has resolved. Not called where the lockfile has that very line.
   */
  write(output: Output, source: Source, record: Recorder): Promise<WrittenPicture>
}

/** What is worth saying of a file that was written. */
interface WrittenPicture {
  /** Its original carries a C2PA manifest, which this labelled copy does not keep intact. */
  readonly breaksC2pa: boolean
}

interface Source {
  readonly job: Pick<Job, 'key' | 'request' | 'model'>
  readonly bytes: Uint8Array
  readonly facts: ImageFacts
}

type Recorder = (line: OutputRecord) => Promise<void>

export interface DiskPicturesOptions {
  readonly folder: OutputFolder
  readonly store: Store
  /** As gathered before the plan: says which outputs are originals. */
  readonly atHand: FilesAtHand
  /** Bytes of what recipes lay over, by their SHA-256. */
  readonly overlays: ReadonlyMap<string, Uint8Array>
  /** Their files, as messages name them, by the same. */
  readonly overlayNames: ReadonlyMap<string, string>
  /** Learns what is written; the caller saves it. */
  readonly index: FileIndex
  /** The lockfile as it stands now. */
  readonly lock: () => LockState
  readonly files: FileSystem
  /** RFC 3339 UTC. */
  readonly now: () => string
}

export function diskPictures(options: DiskPicturesOptions): DiskPictures {
  const overlay = naming(options.overlayNames, overlayPainter(options.overlays))
  const pathOf = new Map([...options.atHand.outputs].map(([path, sha256]) => [sha256, path]))
  const fresh = new RecentBytes<Uint8Array>(mostFresh)
  return {
    keep: async (bytes) => {
      const kept = await keep(bytes, options.store)
      if ('facts' in kept) fresh.set(kept.facts.sha256, bytes)
      return kept
    },
    measure,
    original: async (sha256) =>
      fresh.get(sha256) ?? (await findOriginal(sha256, pathOf.get(sha256), options)),
    release: (sha256) => fresh.delete(sha256),
    write: (output, source, record) => write({ output, source, record }, { ...options, overlay }),
  }
}

/** Says which file it was that could not be drawn. */
function naming(names: ReadonlyMap<string, string>, draw: DrawOverlay): DrawOverlay {
  return async (overlay, canvas) => {
    try {
      return await draw(overlay, canvas)
    } catch (error) {
      const why = error instanceof Error ? error.message.replace(/[:\s]+$/, '') : String(error)
      const name = names.get(overlay.sha256) ?? 'an overlay'
      throw new Error(`${name} cannot be laid over it: ${why}`, { cause: error })
    }
  }
}

/** Bytes of pictures that have just come, and whose outputs are written next, that are kept in memory. */
const mostFresh = 64 * 1024 * 1024

async function keep(
  bytes: Uint8Array,
  store: Store,
): Promise<{ facts: ImageFacts } | { reason: string }> {
  const verified = await verifyImage(bytes)
  if ('reason' in verified) return verified
  await store.put(bytes, verified.facts.sha256)
  return { facts: verified.facts }
}

async function measure(bytes: Uint8Array): Promise<string | null> {
  const verified = await verifyImage(bytes)
  return 'reason' in verified ? null : `${verified.facts.width}*${verified.facts.height}`
}

async function findOriginal(
  sha256: string,
  path: string | undefined,
  { store, folder, files }: DiskPicturesOptions,
): Promise<Uint8Array | null> {
  const stored = await store.read(sha256)
  if (stored !== null || path === undefined) return stored
  const bytes = await files.read(join(folder.path, path))
  if (bytes !== null && sha256Hex(bytes) === sha256) return bytes
  // Another file may have taken its place just now; it went into the store before.
  return store.read(sha256)
}

async function write(
  { output, source, record }: { output: Output; source: Source; record: Recorder },
  options: DiskPicturesOptions & { overlay: DrawOverlay },
): Promise<WrittenPicture> {
  const { folder, files, index, lock, now, overlay } = options
  await keepReplaced(output, source, options)
  const prepared = await prepareOutput(await render(output, source, { lock: lock(), overlay }), {
    folder,
    files,
    before: lock().outputs.get(output.path),
    now: now(),
  })
  try {
    if (prepared.record !== null) await record(prepared.record)
  } catch (error) {
    await prepared.discard()
    throw error
  }
  const facts = await prepared.place()
  index.set(output.path, facts, prepared.sha256)
  return { breaksC2pa: output.recipe?.labels !== undefined && hasC2pa(source.bytes) }
}

/**
 * What is about to be replaced may be the only copy of a paid picture: of this one, where a labelled
 * file takes its place, or of another one whose output has a new name.
 */
async function keepReplaced(
  { path, recipe }: Output,
  { bytes, facts }: Source,
  { atHand, folder, files, store }: DiskPicturesOptions,
): Promise<void> {
  const there = atHand.outputs.get(path)
  if (there === undefined) return
  if (there === facts.sha256) {
    if (recipe !== null) await store.put(bytes, there)
  } else if (atHand.originals.has(there)) {
    const replaced = await files.read(join(folder.path, path))
    if (replaced !== null && sha256Hex(replaced) === there) await store.put(replaced, there)
  }
}

/** The file's bytes and all that its line says of them. */
async function render(
  { path, image, recipe }: Output,
  { job, bytes, facts }: Source,
  { lock, overlay }: { lock: LockState; overlay: DrawOverlay },
): Promise<NewOutput> {
  const common = { output: path, key: job.key, image }
  if (recipe === null) {
    const { width, height } = facts
    const format = imageFormat(bytes) ?? 'png'
    return { ...common, recipe: null, width, height, format, content: bytes, hash: facts.sha256 }
  }
  const labelling = labellingOf(recipe, { job, image, facts }, lock)
  const {
    bytes: content,
    width,
    height,
  } = await makeFile(recipe, {
    bytes,
    facts,
    labelling,
    overlay,
  })
  const made = { recipe: recipeHash(recipe), derived_from: facts.sha256 }
  return { ...common, ...made, width, height, format: recipe.format, content, hash: null }
}

async function makeFile(
  recipe: Recipe,
  {
    bytes,
    facts,
    labelling,
    overlay,
  }: Omit<Source, 'job'> & { labelling: Labelling | null; overlay: DrawOverlay },
): Promise<VariantImage> {
  if (labelling === null) return makeVariant(bytes, recipe, { overlay })
  if (isLabelOnly(recipe) && imageFormat(bytes) === 'png') {
    return { ...facts, bytes: await labelledPng(bytes, labelling) }
  }
  return makeVariant(bytes, recipe, { overlay, xmp: await labelPacket(bytes, labelling) })
}

function labellingOf(
  { labels }: Recipe,
  { job, image, facts }: Omit<Source, 'bytes'> & { image: number },
  lock: LockState,
): Labelling | null {
  if (labels === undefined) return null
  const made = (lock.byKey.get(job.key) ?? []).findLast(({ images }) =>
    images?.some((each) => each?.sha256 === facts.sha256),
  )
  const { key, request, model } = job
  const rewritten = made?.response?.actual_prompt ?? null
  return { labels, subject: { key, request, family: model.family, image, rewritten } }
}
