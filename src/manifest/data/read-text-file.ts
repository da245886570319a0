import path from 'node:path'
import { finding } from '../../diagnostics/codes.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { type Positions, positionsOf } from '../../diagnostics/positions.ts'
import { decodeUtf8, digestOf } from '../decode.ts'
import { type FileRead, readFileUpTo, realPath } from '../disk.ts'
import { shownPath, withSlashes } from '../shown-path.ts'
import { type FileKind, outsideProblem, type PathProblem, pathProblem } from './path.ts'

/** Where files are looked for, and how they are named. All absolute. */
export interface Folders {
  /** The manifest's own: what paths in it are relative to. */
  readonly manifest: string
  /** Nothing outside of it is read. */
  readonly root: string
  readonly cwd: string
}

/** Bytes of a file at most. YAML takes a hundred times its size in memory, and a second for each megabyte. */
const largest = { prompt: 1 << 20, yaml: 4 << 20, data: 32 << 20 }

export interface TextFile {
  /** Relative to the manifest's folder, with `/`. */
  readonly path: string
  readonly digest: string
  readonly bytes: number
  readonly positions: Positions
}

/** A file that a manifest names, or what is wrong with it: a problem of the path, or findings inside the file. */
export type TextFileRead =
  | { readonly kind: 'file'; readonly file: TextFile }
  | { readonly kind: 'problem'; readonly problem: PathProblem }
  | { readonly kind: 'finding'; readonly finding: Diagnostic; readonly positions: Positions }

/**
 * Reads a data or prompt file. Bounded in size; inside of the root, symbolic links followed; nothing
 * hidden; UTF-8 only.
 */
export async function readTextFile(
  written: string,
  kind: FileKind,
  folders: Folders,
): Promise<TextFileRead> {
  const file = path.resolve(folders.manifest, written)
  const before = pathProblem(written, kind) ?? outsideProblem(written, file, folders.root)
  if (before !== null) return { kind: 'problem', problem: before }
  const [real, realRoot] = await Promise.all([realPath(file), realPath(folders.root)])
  if (real === null || realRoot === null) return notFound(written)
  const after = outsideProblem(written, real, realRoot)
  if (after !== null) return { kind: 'problem', problem: after }
  const limit = kind === 'data' && /\.yaml$/i.test(written) ? largest.yaml : largest[kind]
  const read = await readFileUpTo(real, limit)
  if (read.kind !== 'bytes') return notRead(written, read, limit)
  const name = withSlashes(path.relative(folders.manifest, file))
  return textOf(read.bytes, { path: name, shown: shownPath(file, folders.cwd) })
}

function textOf(bytes: Uint8Array, names: { path: string; shown: string }): TextFileRead {
  const decoded = decodeUtf8(bytes)
  if (decoded.kind === 'text') {
    const positions = positionsOf(names.shown, decoded.text)
    const file = { path: names.path, digest: digestOf(bytes), bytes: bytes.length, positions }
    return { kind: 'file', file }
  }
  const positions = positionsOf(names.shown, decoded.shown)
  const wrong = finding(
    'DATA_ENCODING',
    `this file is not UTF-8; it seems to be ${decoded.guess}`,
    {
      span: positions.span(decoded.offset),
      help: 'save it as UTF-8; in Excel: Save As, “CSV UTF-8 (comma delimited)”',
    },
  )
  return { kind: 'finding', finding: wrong, positions }
}

function notFound(written: string): TextFileRead {
  return problem(
    'DATA_NOT_FOUND',
    `there is no file \`${written}\``,
    'paths are relative to the manifest; small and capital letters differ on most systems',
  )
}

function notRead(
  written: string,
  read: Exclude<FileRead, { kind: 'bytes' }>,
  limit: number,
): TextFileRead {
  if (read.kind === 'missing') return notFound(written)
  if (read.kind === 'too-large') {
    const message = `\`${written}\` is larger than the ${limit >> 20} MiB that are read`
    return problem('DATA_TOO_LARGE', message, 'keep only the rows and columns that are used')
  }
  const why = read.kind === 'unreadable' ? ` (${read.reason})` : ': it is not a plain file'
  return problem(
    'DATA_UNREADABLE',
    `\`${written}\` cannot be read${why}`,
    'check what it is and who may read it',
  )
}

function problem(code: PathProblem['code'], message: string, help: string): TextFileRead {
  return { kind: 'problem', problem: { code, message, help } }
}
