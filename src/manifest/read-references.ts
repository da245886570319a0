import type { Positions } from '../diagnostics/positions.ts'
import { readTable } from './data/read-table.ts'
import type { Folders, TextFile, TextFileRead } from './data/read-text-file.ts'
import { readTextFile } from './data/read-text-file.ts'
import type { Table } from './data/table.ts'
import type { Findings } from './findings.ts'
import type { SourcePath } from './manifest.ts'
import { allPlaces } from './rules/places.ts'
import type { SoundManifest } from './schema/check-shape.ts'

/** The files that a manifest names, read: by the path as written. What could not be read is not in it. */
export interface References {
  readonly tables: ReadonlyMap<string, { readonly file: TextFile; readonly table: Table }>
  readonly prompts: ReadonlyMap<string, TextFile>
}

export interface ReadOptions {
  readonly folders: Folders
  readonly files: Map<string, Positions>
  readonly promptFiles: Map<string, Positions>
}

interface Reference {
  readonly written: string
  readonly at: SourcePath
}

/**
 * Reads every data and prompt file once, and reports what is wrong with them where they are named.
 *
 * @param options.files gets every file that was read, by shown path
 * @param options.promptFiles gets the prompt files among them
 */
export async function readReferences(
  manifest: SoundManifest,
  options: ReadOptions,
  findings: Findings,
): Promise<References> {
  const { folders, promptFiles } = options
  const prompts = new Map<string, TextFile>()
  for (const [written, places] of grouped(promptReferences(manifest))) {
    const read = await readTextFile(written, 'prompt', folders)
    const file = accept(read, places, { files: options.files, findings })
    if (file === null) continue
    prompts.set(written, file)
    promptFiles.set(file.positions.file, file.positions)
  }
  const tables = new Map<string, { file: TextFile; table: Table }>()
  for (const [written, places] of grouped(dataReferences(manifest))) {
    const read = await readTextFile(written, 'data', folders)
    const file = accept(read, places, { files: options.files, findings })
    if (file === null) continue
    const { table, findings: inside } = readTable(written, file.positions)
    findings.add(inside)
    if (table !== null) tables.set(written, { file, table })
  }
  return { tables, prompts }
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

/** By path as written, with every place that names it. */
function grouped(references: readonly Reference[]): Map<string, SourcePath[]> {
  const groups = new Map<string, SourcePath[]>()
  for (const { written, at } of references) {
    const group = groups.get(written)
    if (group === undefined) groups.set(written, [at])
    else group.push(at)
  }
  return groups
}

function accept(
  read: TextFileRead,
  places: readonly SourcePath[],
  { files, findings }: { files: Map<string, Positions>; findings: Findings },
): TextFile | null {
  if (read.kind === 'file') {
    files.set(read.file.positions.file, read.file.positions)
    return read.file
  }
  if (read.kind === 'problem') {
    const { code, message, help } = read.problem
    for (const at of places) findings.report(code, message, at, { help })
    return null
  }
  findings.add([read.finding])
  files.set(read.positions.file, read.positions)
  return null
}
