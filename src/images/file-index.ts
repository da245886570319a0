import { dirname } from 'node:path'
import { UserError } from '../diagnostics/user-error.ts'
import { errorCode, type FileFacts, type FileSystem } from '../lockfile/file-system.ts'
import { makePrivateFolder } from '../lockfile/private-folder.ts'
import { replaceFile } from '../lockfile/replace-file.ts'
import { isSha256Hex } from '../request/key.ts'

/** Size and times of a file when its hash was taken; times in epoch milliseconds. */
export type Stamp = Pick<FileFacts, 'size' | 'mtimeMs' | 'ctimeMs'>

/** Bytes of an index that are read; a bigger one is not ours. */
const maxSize = 256 * 1024 * 1024

/**
 * Milliseconds before saving in which a file may have been written twice without its times telling:
 * the coarsest clock of a file system in use ticks every two seconds.
 */
const tick = 2000

/**
 * Hashes of files by size and times, so that only what moved is hashed. A help, never a truth: an
 * index that cannot be read is an empty one, and one that cannot be written is none.
 */
export class FileIndex {
  readonly #files: Map<string, Stamp & { readonly sha256: string }>
  readonly #notes: Map<string, string>
  #isChanged = false

  constructor(saved: SavedIndex = { files: [], notes: [] }) {
    this.#files = new Map(
      saved.files.map(([path, size, mtimeMs, ctimeMs, sha256]) => [
        path,
        { size, mtimeMs, ctimeMs, sha256 },
      ]),
    )
    this.#notes = new Map(saved.notes)
  }

  /** The hash of a file that still looks as it did; null: it has to be taken. */
  hash(path: string, { size, mtimeMs, ctimeMs }: Stamp): string | null {
    const known = this.#files.get(path)
    const isSame = known?.size === size && known.mtimeMs === mtimeMs && known.ctimeMs === ctimeMs
    return isSame ? known.sha256 : null
  }

  /** Every file it knows. */
  paths(): Iterable<string> {
    return this.#files.keys()
  }

  /** The hash of every file that it knows, by path, in the order of their paths. */
  hashes(): readonly (readonly [path: string, sha256: string])[] {
    const known = [...this.#files].map(([path, { sha256 }]) => [path, sha256] as const)
    return known.sort(([a], [b]) => (a < b ? -1 : 1))
  }

  set(path: string, { size, mtimeMs, ctimeMs }: Stamp, sha256: string): void {
    this.#files.set(path, { size, mtimeMs, ctimeMs, sha256 })
    this.#isChanged = true
  }

  /** Forgets files that are no longer asked about. */
  keepOnly(paths: ReadonlySet<string>): void {
    for (const path of this.#files.keys()) {
      if (paths.has(path)) continue
      this.#files.delete(path)
      this.#isChanged = true
    }
  }

  /** A word kept for the next time, e.g. the digest of what the provenance was last made from. */
  note(name: string): string | null {
    return this.#notes.get(name) ?? null
  }

  setNote(name: string, text: string): void {
    if (this.#notes.get(name) === text) return
    this.#notes.set(name, text)
    this.#isChanged = true
  }

  /**
   * Writes what changed. A file written less than {@link tick} before `now` (epoch milliseconds) is
   * left out: another write right after its hash was taken could have left it the same size and times.
   */
  async save(path: string, { now, files }: { now: number; files: FileSystem }): Promise<void> {
    if (!this.#isChanged) return
    const settled = [...this.#files].filter(([, stamp]) => lastWrite(stamp) < now - tick)
    const saved: SavedIndex = {
      files: settled.map(([name, { size, mtimeMs, ctimeMs, sha256 }]) => [
        name,
        size,
        mtimeMs,
        ctimeMs,
        sha256,
      ]),
      notes: [...this.#notes],
    }
    try {
      await makePrivateFolder(files, dirname(path))
      await replaceFile(files, path, `${JSON.stringify({ mintage_index: 1, ...saved })}\n`)
      this.#isChanged = false
    } catch (error) {
      if (errorCode(error) === null || error instanceof UserError) throw error
    }
  }
}

type SavedFile = readonly [
  path: string,
  size: number,
  mtimeMs: number,
  ctimeMs: number,
  sha256: string,
]

interface SavedIndex {
  readonly files: readonly SavedFile[]
  readonly notes: readonly (readonly [name: string, text: string])[]
}

/** Reads an index; one that is missing, damaged or of another version is empty. */
export async function readIndex(path: string, files: FileSystem): Promise<FileIndex> {
  try {
    const facts = await files.facts(path)
    if (facts?.kind !== 'file' || facts.size > maxSize) return new FileIndex()
    const bytes = await files.read(path)
    return new FileIndex(parseIndex(Buffer.from(bytes ?? []).toString('utf8')))
  } catch (error) {
    if (errorCode(error) === null && !(error instanceof SyntaxError)) throw error
    return new FileIndex()
  }
}

function parseIndex(text: string): SavedIndex | undefined {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null) return undefined
  const { mintage_index: version, files, notes } = value as Readonly<Record<string, unknown>>
  if (version !== 1 || !Array.isArray(files) || !Array.isArray(notes)) return undefined
  if (!files.every(isSavedFile) || !notes.every(isSavedNote)) return undefined
  return { files, notes }
}

function isSavedFile(entry: unknown): entry is SavedFile {
  if (!Array.isArray(entry) || entry.length !== 5) return false
  const [path, size, mtimeMs, ctimeMs, sha256] = entry
  return (
    typeof path === 'string' &&
    [size, mtimeMs, ctimeMs].every(Number.isFinite) &&
    isSha256Hex(sha256)
  )
}

function isSavedNote(entry: unknown): entry is readonly [string, string] {
  return (
    Array.isArray(entry) && entry.length === 2 && entry.every((word) => typeof word === 'string')
  )
}

function lastWrite({ mtimeMs, ctimeMs }: Stamp): number {
  return Math.max(mtimeMs, ctimeMs)
}
