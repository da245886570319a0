/**
 * Columns that a text takes on a terminal: East Asian wide and full-width characters and emoji take
 * two, what is drawn onto the character before it takes none. Expects text without control
 * characters (`plainText`).
 */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  let width = 0
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment)
  return width
}

/** Made when it is first needed: it takes as long as loading all of a command does. */
let graphemes: Intl.Segmenter | null = null

/** A grapheme is drawn as its first character; a variation selector may ask for the emoji form. */
function graphemeWidth(grapheme: string): number {
  const code = grapheme.codePointAt(0) ?? 0
  if (isWide(code) || emoji.test(grapheme) || grapheme.includes('\ufe0f')) return 2
  return onItsOwn.test(grapheme) ? 0 : 1
}

const emoji = /^\p{Emoji_Presentation}/u
/** A mark or a joiner that follows nothing. */
const onItsOwn = /^[\p{Mn}\p{Me}\p{Cf}]/u

/** Unicode's East Asian Width W and F, without the emoji, in ranges that also span unassigned codes. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x1b2ff],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
]

function isWide(code: number): boolean {
  return code >= 0x1100 && wide.some(([first, last]) => code >= first && code <= last)
}
