import path from 'node:path'
import { codes } from '../diagnostics/codes.ts'
import type { Positions } from '../diagnostics/positions.ts'
import { overlayProblem } from './data/overlay-problem.ts'
import type { PathProblem } from './data/path.ts'
import { type Folders, readNamedFile } from './data/read-named-file.ts'
import { readTextFile, type TextFile, type TextFileRead } from './data/read-text-file.ts'
import type { Table } from './data/table.ts'
import { digestOf } from './decode.ts'
import type { Findings } from './findings.ts'
import type { SourcePath } from './manifest.ts'
import { overlayPath, overlaysOf } from './rules/overlay-places.ts'
import { allPlaces } from './rules/places.ts'
import type { SoundManifest } from './schema/check-shape.ts'

/** The files that a manifest names, read: by `fileKey`. What could not be read is not in it. */
export interface References {
  readonly tables: ReadonlyMap<string, DataTable>
  readonly prompts: ReadonlyMap<string, TextFile>
  readonly overlays: ReadonlyMap<string, OverlayFile>
}

/** A picture to be laid over variants, as read. */
interface OverlayFile {
  /** Relative to the manifest's folder, with `/`. */
  readonly path: string
  /** `sha256:<hex>` */
  readonly digest: string
  readonly bytes: Uint8Array
}

interface DataTable {
  readonly file: TextFile
  readonly table: Table
}

export interface ReadOptions {
  readonly folders: Folders
  /** Gets every file that was read, by shown path. */
  readonly files: Map<string, Positions>
  /** Gets the prompt files among them. */
  readonly promptFiles: Map<string, Positions>
}

/** Bytes of all files together at most. */
const largestSum = 128 << 20

/** One name for the spellings of a path: `./data/a.csv` is `data/a.csv`. */
export function fileKey(written: string): string {
  return path.posix.normalize(written)
}

/** Reads every data, prompt and overlay file once, and reports what is wrong with them where they are named. */
export async function readReferences(
  manifest: SoundManifest,
  options: ReadOptions,
  findings: Findings,
): Promise<References> {
  const reader = new Reader(options, findings)
  const prompts = await reader.read('prompt', promptReferences(manifest))
  for (const { positions } of prompts.values()) options.promptFiles.set(positions.file, positions)
  const data = await reader.read('data', dataReferences(manifest))
  const overlays = await reader.readOverlays(overlayReferences(manifest))
  return { tables: await readTables(data, findings), prompts, overlays }
}

async function readTables(
  files: ReadonlyMap<string, TextFile>,
  findings: Findings,
): Promise<Map<string, DataTable>> {
  const tables = new Map<string, DataTable>()
  if (files.size === 0) return tables
  // Brings the csv library, 12 ms that a manifest without data files should not wait for.
  const { readTable } = await import('./data/read-table.ts')
  for (const [key, file] of files) {
    const { table, findings: inside } = readTable(file.path, file.positions)
    findings.add(inside)
    if (table !== null) tables.set(key, { file, table })
  }
  return tables
}

interface Reference {
  readonly written: string
  readonly at: SourcePath
}

/** Reads files one after another, and knows how much that was. */
class Reader {
  readonly #options: ReadOptions
  readonly #findings: Findings
  #bytes = 0

  constructor(options: ReadOptions, findings: Findings) {
    this.#options = options
    this.#findings = findings
  }

  async read(
    kind: 'data' | 'prompt',
    references: readonly Reference[],
  ): Promise<Map<string, TextFile>> {
    const files = new Map<string, TextFile>()
    for (const [key, places] of grouped(references)) {
      const [first] = places
      if (first === undefined) continue
      const read = await readTextFile(first.written, kind, this.#options.folders)
      const file = this.#accept(read, places)
      if (file !== null) files.set(key, file)
    }
    return files
  }

  async readOverlays(references: readonly Reference[]): Promise<Map<string, OverlayFile>> {
    const files = new Map<string, OverlayFile>()
    for (const [key, places] of grouped(references)) {
      const [first] = places
      if (first === undefined) continue
      const read = await readNamedFile(first.written, 'overlay', this.#options.folders)
      if (read.kind === 'problem') this.#report(read.problem, places)
      else if (this.#isTooMuch(read.bytes.length)) this.#report(tooMuch, places)
      else if (await this.#isSound(first.written, read.bytes, places)) {
        files.set(key, { path: read.path, digest: digestOf(read.bytes), bytes: read.bytes })
      }
    }
    return files
  }

  async #isSound(
    written: string,
    bytes: Uint8Array,
    places: readonly Reference[],
  ): Promise<boolean> {
    const problem = await overlayProblem(written, bytes)
    if (problem === null) return true
    this.#report(problem, places)
    return codes[problem.code].severity !== 'error'
  }

  #isTooMuch(bytes: number): boolean {
    this.#bytes += bytes
    return this.#bytes > largestSum
  }

  #accept(read: TextFileRead, places: readonly Reference[]): TextFile | null {
    if (read.kind === 'problem') return this.#report(read.problem, places)
    const { positions } = read.kind === 'file' ? read.file : read
    this.#options.files.set(positions.file, positions)
    if (read.kind === 'finding') this.#findings.add([read.finding])
    if (read.kind === 'finding') return null
    return this.#isTooMuch(read.file.bytes) ? this.#report(tooMuch, places) : read.file
  }

  #report({ code, message, help }: PathProblem, places: readonly Reference[]): null {
    for (const { at } of places) this.#findings.report(code, message, at, { help })
    return null
  }
}

const tooMuch: PathProblem = {
  code: 'DATA_TOO_LARGE',
  message: `with this file the data of the manifest is larger than ${largestSum >> 20} MiB`,
  help: 'keep only the rows and columns that are used, or split the set',
}

function promptReferences(manifest: SoundManifest): Reference[] {
  return allPlaces(manifest).flatMap(({ settings, at }) =>
    settings.prompt_file === undefined
      ? []
      : [{ written: settings.prompt_file, at: [...at, 'prompt_file'] }],
  )
}

function dataReferences(manifest: SoundManifest): Reference[] {
  return allPlaces(manifest).flatMap(({ settings, at }) =>
    Object.entries(settings.matrix ?? {}).flatMap(([name, axis]) =>
      axis === undefined || Array.isArray(axis)
        ? []
        : [{ written: String(axis['from']), at: [...at, 'matrix', name, 'from'] }],
    ),
  )
}

function overlayReferences(manifest: SoundManifest): Reference[] {
  return allPlaces(manifest).flatMap(({ settings, at }) =>
    (settings.variants ?? []).flatMap((variant, index) =>
      overlaysOf(variant).map(({ file }, position) => ({
        written: file,
        at: [...at, 'variants', index, ...overlayPath(variant, position), 'file'],
      })),
    ),
  )
}

/** By file, with every place that names it. */
function grouped(references: readonly Reference[]): Map<string, Reference[]> {
  const groups = new Map<string, Reference[]>()
  for (const reference of references) {
    const key = fileKey(reference.written)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [reference])
    else group.push(reference)
  }
  return groups
}
