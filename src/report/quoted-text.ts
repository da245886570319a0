import { plainText } from '../diagnostics/plain-text.ts'
import { wrap } from './lines.ts'
import type { Piece } from './word-diff.ts'

/** A whole text, each line behind a bar, so that no text can look like our own words. */
export function quotedText(text: string, width: number): string[] {
  const room = Math.max(20, width - 6)
  return text
    .split('\n')
    .flatMap((line) => wrap(plainText(line), room, { anywhere: true }))
    .map((line) => `  │ ${line}`)
}

/** What changed in a text, as `[-old-]{+new+}`; a line end that came or went is shown as `␊`. */
export function quotedDiff(pieces: readonly Piece[], width: number): string[] {
  return quotedText(pieces.map(marked).join(''), width)
}

function marked({ kind, text }: Piece): string {
  if (kind === 'same') return text
  return kind === 'removed' ? `[-${plainText(text)}-]` : `{+${plainText(text)}+}`
}
