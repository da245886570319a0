const printableAscii = /^[\x20-\x7e]*$/
/** East Asian wide and fullwidth ranges, and what terminals draw as pictures. */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u
const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u

let segmenter: Intl.Segmenter | undefined

/** What a reader sees as one character each; an emoji of several code points is one. */
function graphemes(text: string): string[] {
  if (printableAscii.test(text)) return [...text]
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

function graphemeWidth(grapheme: string): number {
  if (wide.test(grapheme) || grapheme.includes('\ufe0f')) return 2
  return zeroWidth.test(grapheme) ? 0 : 1
}

/** Columns that a text takes on a terminal; Chinese characters take two. Knows no escape sequences. */
export function displayWidth(text: string): number {
  if (printableAscii.test(text)) return text.length
  let width = 0
  for (const grapheme of graphemes(text)) width += graphemeWidth(grapheme)
  return width
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
    used += graphemeWidth(grapheme)
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
