import { finding } from '../diagnostics/codes.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { type Positions, positionsOf } from '../diagnostics/positions.ts'
import { UserError } from '../diagnostics/user-error.ts'
import { decodeUtf8, digestOf } from './decode.ts'
import { type FileRead, readFileUpTo } from './disk.ts'

/** Bytes of a manifest at most; large sets keep their values in data files. */
const largest = 4 << 20

/** The text of a manifest; with a finding where it is none. */
export interface ManifestText {
  readonly positions: Positions
  readonly digest: string
  readonly finding: Diagnostic | null
}

/**
 * Reads a manifest's text, UTF-8 and of bounded size.
 *
 * @param shown its path as shown to the user
 * @throws {UserError} MANIFEST_NOT_FOUND, MANIFEST_UNREADABLE
 */
export async function readManifest(file: string, shown: string): Promise<ManifestText> {
  const read = await readFileUpTo(file, largest)
  if (read.kind === 'too-large') return tooLarge(shown)
  if (read.kind !== 'bytes') throw notRead(read, shown)
  const digest = digestOf(read.bytes)
  const decoded = decodeUtf8(read.bytes)
  if (decoded.kind === 'text') {
    return { positions: positionsOf(shown, decoded.text), digest, finding: null }
  }
  const positions = positionsOf(shown, decoded.shown)
  const message = `the manifest is not UTF-8; it seems to be ${decoded.guess}`
  const span = positions.span(decoded.offset)
  const wrong = finding('MANIFEST_ENCODING', message, { span, help: 'save it as UTF-8' })
  return { positions, digest, finding: wrong }
}

function tooLarge(shown: string): ManifestText {
  const wrong = finding('MANIFEST_TOO_LARGE', `${shown} is larger than ${largest >> 20} MiB`, {
    span: null,
    help: 'move values into data files, or split it into several manifests',
  })
  return { positions: positionsOf(shown, ''), digest: '', finding: wrong }
}

function notRead(
  read: Exclude<FileRead, { kind: 'bytes' | 'too-large' }>,
  shown: string,
): UserError {
  if (read.kind === 'missing') {
    return new UserError('MANIFEST_NOT_FOUND', `there is no manifest ${shown}`, {
      hint: 'name the manifest, or go to its folder; `mintage init` writes one',
    })
  }
  const why = read.kind === 'unreadable' ? `cannot be read (${read.reason})` : 'is not a plain file'
  return new UserError('MANIFEST_UNREADABLE', `the manifest ${shown} ${why}`, {
    hint: 'check what it is and who may read it',
  })
}
