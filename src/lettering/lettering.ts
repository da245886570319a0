import sharp from 'sharp'

/** A block of text as pixels, transparent around the letters. */
export interface Lettering {
  /** Raw RGBA. */
  readonly pixels: Buffer
  readonly width: number
  readonly height: number
}

export interface TextStyle {
  /** Pango font families, preferred first. */
  readonly families: string
  /** `#rrggbb`. */
  readonly colour: string
  /** Pixels per em. */
  readonly size: number
  readonly bold?: boolean
  /** Extra space between letters, in ems. */
  readonly spacing?: number
  /** Of lines among each other; default: they begin below each other. */
  readonly align?: 'left' | 'centre'
  /** First and last line are as high as the font, so that texts side by side stand on one line. */
  readonly strut?: boolean
}

/** Sets text in lines of at most `width` pixels; null when there is nothing visible to set. */
export async function letter(
  text: string,
  style: TextStyle,
  width?: number,
): Promise<Lettering | null> {
  if (text.trim() === '') return null
  try {
    return await render(text, style, width)
  } catch (error) {
    // Marks and joiners alone: libvips refuses what leaves no trace.
    if (error instanceof Error && /no text to render/i.test(error.message)) return null
    throw error
  }
}

async function render(
  text: string,
  style: TextStyle,
  width: number | undefined,
): Promise<Lettering> {
  const { data, info } = await sharp({
    text: {
      text: markup(text, style),
      font: `${style.families} ${Math.max(1, Math.round(style.size))}`,
      dpi: 72,
      rgba: true,
      spacing: Math.round(style.size * 0.12),
      wrap: 'word-char',
      align: style.align ?? 'left',
      ...(width === undefined ? {} : { width: Math.floor(width) }),
    },
  })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { pixels: data, width: info.width, height: info.height }
}

/**
 * Sets text as large as it fits into a box, from `sizes` (largest first); at the smallest it is cut
 * with an ellipsis.
 */
export async function setToFit(
  text: string,
  style: Omit<TextStyle, 'size'>,
  box: { width: number; height: number; sizes: readonly number[] },
): Promise<Lettering | null> {
  const smallest = Math.min(...box.sizes)
  for (const size of box.sizes) {
    if (size > smallest && estimatedHeight(text, size, box.width) > box.height * 1.1) continue
    const set = await letter(text, { ...style, size }, box.width)
    if (set === null || set.height <= box.height) return set
  }
  return cut(text, { ...style, size: smallest }, box)
}

/** As much of a text as fits before an ellipsis. */
async function cut(
  text: string,
  style: TextStyle,
  box: { width: number; height: number },
): Promise<Lettering | null> {
  const characters = [...text]
  const setFirst = (count: number) =>
    letter(`${characters.slice(0, count).join('').trimEnd()}…`, style, box.width)
  let best = await setFirst(0)
  let [fitting, tooMany] = [0, characters.length]
  while (tooMany - fitting > 1) {
    const count = (fitting + tooMany) >> 1
    const set = await setFirst(count)
    if (set !== null && set.height > box.height) tooMany = count
    else [best, fitting] = [set, count]
  }
  return best
}

/** Saves setting a text at sizes that cannot fit: a Chinese character is one em wide, others about half. */
function estimatedHeight(text: string, size: number, width: number): number {
  const ems = (line: string): number =>
    [...line].reduce(
      (sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.5),
      0,
    )
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil((ems(line) * size) / width)), 0)
  return lines * size * 1.35
}

/** Pango markup. The Chinese font has quotation marks one em wide; `palt` sets them as Latin text needs them. */
function markup(text: string, style: TextStyle): string {
  const spacing = Math.round((style.spacing ?? 0) * style.size * 1024)
  const attributes = [
    `foreground="${style.colour}"`,
    'font_features="palt"',
    ...(style.bold === true ? ['weight="bold"'] : []),
    ...(spacing === 0 ? [] : [`letter_spacing="${spacing}"`]),
  ]
  const shown = text
    .replace(/(?<=\p{L})’(?=\p{L})/gu, "'")
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/[&<>]/g, (special) => `&#${special.charCodeAt(0)};`)
  const strut = style.strut === true ? strutOf(style.size) : ''
  return `<span ${attributes.join(' ')}>${strut}${shown}${strut}</span>`
}

/**
 * What is set is cut to its ink. Two specks that cannot be seen, at the height of an ascender and at
 * the depth of a descender, keep that of a line. Joiners keep them on the line of their neighbour.
 */
function strutOf(size: number): string {
  const speck = (ems: number) =>
    `<span alpha="1" font_size="1024" rise="${Math.round(ems * size * 1024)}">|</span>`
  return `\u2060${speck(0.9)}${speck(-0.25)}\u2060`
}
