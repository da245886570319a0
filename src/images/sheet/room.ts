import type { Measures } from './measures.ts'

/** The most that a page may be: pixels a side, and in all. */
export const pageLimits = { side: 8000, pixels: 40_000_000 }

/** Lengths of a page whose header is known. */
export type Headed = Measures & { readonly header: number }

/** A part of a list: from an index to the one before `to`. */
export interface Part {
  readonly from: number
  readonly to: number
}

/** Rows that fit below each other on a page of this width and of so many pixels; at least one. */
export function fittingRows(
  { header, columnCaptions, row, gap, margin }: Headed,
  width: number,
  pixels: number,
): number {
  const height = Math.min(pageLimits.side, Math.floor(pixels / width))
  const room = height - 2 * margin - header - columnCaptions
  return Math.max(1, Math.floor((room + gap) / (row + gap)))
}

/** Columns that fit beside each other; at least one. */
export function fittingColumns({ margin, gutter, column, gap }: Measures): number {
  const room = pageLimits.side - 2 * margin - gutter
  return Math.max(1, Math.floor((room + gap) / (column + gap)))
}

/** Pixels across a page of so many columns. */
export function widthOf(
  columns: number,
  { margin, gutter, column, gap, narrowest }: Measures,
): number {
  return Math.max(narrowest, 2 * margin + gutter + columns * (column + gap) - gap)
}

/** Where a column begins. */
export function leftOf(index: number, { margin, gutter, column, gap }: Measures): number {
  return margin + gutter + index * (column + gap)
}

/** Where the pictures of a column begin, which may be narrower than its captions. */
export function pictureLeft(index: number, measures: Measures): number {
  return leftOf(index, measures) + Math.floor((measures.column - measures.box.width) / 2)
}

/** Parts of about equal length, none longer than `most`. */
export function partsOf(length: number, most: number): readonly Part[] {
  const count = Math.max(1, Math.ceil(length / most))
  return Array.from({ length: count }, (_, index) => ({
    from: Math.floor((index * length) / count),
    to: Math.floor(((index + 1) * length) / count),
  }))
}
