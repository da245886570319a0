import { displayWidth } from '../diagnostics/width.ts'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What a reader sees as one character each; an emoji of several code points is one. */
function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** The text, cut with `…` where it is wider than `width` columns. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  if (width < 1) return ''
  return `${takeColumns(text, width - 1)}…`
}

/** As much of the beginning as fits. */
function takeColumns(text: string, width: number): string {
  let taken = ''
  let used = 0
  for (const grapheme of graphemes(text)) {
    used += displayWidth(grapheme)
    if (used > width) break
    taken += grapheme
  }
  return taken
}

/** Pads with spaces to `width` columns. */
export function pad(text: string, width: number, side: 'start' | 'end' = 'end'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return side === 'end' ? text + space : space + text
}

/**
 * Breaks a text into lines of at most `width` columns, between words. A word that is wider than a
 * line stays whole, since paths are there to be copied; with `anywhere` it is cut, as Chinese must be.
 */
export function wrap(text: string, width: number, options: { anywhere?: boolean } = {}): string[] {
  const [first = '', ...words] = text.split(' ')
  const lines: string[] = []
  let line = first
  for (const word of words) {
    if (displayWidth(`${line} ${word}`) <= width) {
      line += ` ${word}`
    } else {
      lines.push(line)
      line = word
    }
  }
  lines.push(line)
  return options.anywhere ? lines.flatMap((whole) => cut(whole, width)) : lines
}

/** Cuts a text into pieces of at most a line each. */
function cut(text: string, width: number): string[] {
  if (displayWidth(text) <= width) return [text]
  const pieces: string[] = []
  let rest = text
  while (rest !== '') {
    // A character wider than the line still moves on, so that the loop ends.
    const piece = takeColumns(rest, width) || (graphemes(rest)[0] ?? rest)
    pieces.push(piece)
    rest = rest.slice(piece.length)
  }
  return pieces
}
