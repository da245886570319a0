import { UserError } from '../diagnostics/user-error.ts'
import { errorCode, type FileFacts, type FileSystem } from '../lockfile/file-system.ts'
import type { OutputRecord } from '../lockfile/records.ts'
import { discardTemp, placeTemp, writeTemp } from '../lockfile/replace-file.ts'
import { sha256Hex } from '../request/key.ts'
import { makeOutputFolder, type OutputFolder } from './output-folder.ts'

/** A file to be written, as its line will tell it. */
export interface NewOutput extends Omit<OutputRecord, 'sha256' | 'bytes' | 'replaces' | 'at'> {
  readonly content: Uint8Array
  /** Its SHA-256, where that was taken already. */
  readonly hash: string | null
}

/** A file that is written and synced under its temp name. */
export interface PreparedOutput {
  /** The line to append before the file takes its place; null where the lockfile says it already. */
  readonly record: OutputRecord | null
  /** Of the bytes that it will have. */
  readonly sha256: string
  /** Puts it into its place. Resolves to what it then looks like. */
  place(): Promise<FileFacts>
  /** Removes it, since its line could not be recorded. */
  discard(): Promise<void>
}

/**
 * Writes an output under its temp name. The caller appends the line, then places the file: so a
 * crash between the two leaves a line whose `replaces` says that the old file is no edit.
 *
 * `before` is the line that the lockfile has for this path, `now` RFC 3339 UTC.
 *
 * @throws {UserError} OUTPUT_WRITE when the disk refuses, OUTPUT_ESCAPES.
 */
export async function prepareOutput(
  output: NewOutput,
  context: {
    folder: OutputFolder
    files: FileSystem
    before: OutputRecord | undefined
    now: string
  },
): Promise<PreparedOutput> {
  const { files, folder } = context
  return orRefused(output.output, async () => {
    const file = await makeOutputFolder(folder, output.output, files)
    const sha256 = output.hash ?? sha256Hex(output.content)
    const record = await describe(output, { ...context, file, sha256 })
    await writeTemp(files, file, output.content)
    return {
      record,
      sha256,
      place: () => orRefused(output.output, () => place(file, files)),
      discard: () => discardTemp(files, file),
    }
  })
}

async function place(file: string, files: FileSystem): Promise<FileFacts> {
  await placeTemp(files, file)
  const facts = await files.facts(file)
  if (facts === null) throw Object.assign(new Error(`${file} is gone`), { code: 'ENOENT' })
  return facts
}

async function describe(
  { content, hash: _, ...line }: NewOutput,
  facts: {
    file: string
    sha256: string
    files: FileSystem
    before: OutputRecord | undefined
    now: string
  },
): Promise<OutputRecord | null> {
  const { file, sha256, files, before, now } = facts
  const there = await hashThere(file, files)
  const record = { ...line, sha256, bytes: content.length }
  if (before !== undefined && isSaid(record, before) && isExplained(there, before)) return null
  const replaces = there === null || there === sha256 ? {} : { replaces: there }
  return { ...record, ...replaces, at: after(now, before?.at) }
}

/** Every field of the new line stands in the old one. */
function isSaid(line: object, before: object): boolean {
  const old = before as Readonly<Record<string, unknown>>
  return Object.entries(line).every(([name, value]) => old[name] === value)
}

/** A crash before the file is placed would leave one that the old line explains. */
function isExplained(there: string | null, { sha256, replaces }: OutputRecord): boolean {
  return there === null || there === sha256 || there === replaces
}

async function hashThere(file: string, files: FileSystem): Promise<string | null> {
  const facts = await files.facts(file)
  if (facts?.kind !== 'file') return null
  const bytes = await files.read(file)
  return bytes === null ? null : sha256Hex(bytes)
}

/** Now, or just after the line before: a clock that was set back must not make the older line the later. */
function after(now: string, before: string | undefined): string {
  if (before === undefined || before < now) return now
  return new Date(Date.parse(before) + 1).toISOString()
}

async function orRefused<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = errorCode(error)
    if (error instanceof UserError || code === null) throw error
    throw new UserError('OUTPUT_WRITE', `could not write output ${path} (${code})`, {
      stop: 'disk',
      hint: 'make room or make the folder writable, then run again: it is written for free',
      cause: error,
    })
  }
}
