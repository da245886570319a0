import { finding } from '../../diagnostics/codes.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { type Positions, positionsOf } from '../../diagnostics/positions.ts'
import { decodeUtf8, digestOf } from '../decode.ts'
import type { PathProblem } from './path.ts'
import { type Folders, readNamedFile } from './read-named-file.ts'

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

/** Reads a data or prompt file: UTF-8 only. */
export async function readTextFile(
  written: string,
  kind: 'data' | 'prompt',
  folders: Folders,
): Promise<TextFileRead> {
  const read = await readNamedFile(written, kind, folders)
  return read.kind === 'problem' ? read : textOf(read.bytes, read)
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
