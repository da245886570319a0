/** Whether a font has a glyph for a character, given as a Unicode code point. */
export type Coverage = (codePoint: number) => boolean

interface Segment {
  readonly first: number
  readonly last: number
}

/**
 * Reads from a TrueType font's `cmap` which characters it has (OpenType specification, cmap,
 * formats 4 and 12, which every font of today carries).
 *
 * Holes that format 4 punches inside a segment (a glyph number 0 in its array) are not looked for:
 * font tools write segments without any.
 */
export function coverageOf(font: Buffer): Coverage {
  const segments = subtables(font)
    .flatMap((offset) => readSegments(font, offset))
    .sort((one, other) => one.first - other.first)
  return (codePoint) => within(segments, codePoint)
}

function subtables(font: Buffer): number[] {
  const cmap = tableOffset(font, 'cmap')
  if (cmap === null) return []
  const count = font.readUInt16BE(cmap + 2)
  return Array.from({ length: count }, (_, at) => cmap + font.readUInt32BE(cmap + 8 + 8 * at))
}

function tableOffset(font: Buffer, tag: string): number | null {
  const count = font.readUInt16BE(4)
  for (let entry = 12; entry < 12 + 16 * count; entry += 16) {
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8)
  }
  return null
}

function readSegments(font: Buffer, offset: number): Segment[] {
  const format = font.readUInt16BE(offset)
  if (format === 4) return readFormat4(font, offset)
  if (format === 12) return readFormat12(font, offset)
  return []
}

function readFormat4(font: Buffer, offset: number): Segment[] {
  const doubled = font.readUInt16BE(offset + 6)
  const ends = offset + 14
  const starts = ends + doubled + 2
  const segments = Array.from({ length: doubled / 2 }, (_, at) => ({
    first: font.readUInt16BE(starts + 2 * at),
    last: font.readUInt16BE(ends + 2 * at),
  }))
  return segments.filter(({ first }) => first !== 0xffff)
}

function readFormat12(font: Buffer, offset: number): Segment[] {
  const count = font.readUInt32BE(offset + 12)
  return Array.from({ length: count }, (_, at) => ({
    first: font.readUInt32BE(offset + 16 + 12 * at),
    last: font.readUInt32BE(offset + 20 + 12 * at),
  }))
}

function within(segments: readonly Segment[], codePoint: number): boolean {
  let low = 0
  let high = segments.length - 1
  let reach = -1
  while (low <= high) {
    const middle = (low + high) >> 1
    const segment = segments[middle]
    if (segment === undefined || segment.first > codePoint) high = middle - 1
    else {
      reach = Math.max(reach, segment.last)
      low = middle + 1
    }
  }
  return reach >= codePoint
}
