import { plainText } from '../../diagnostics/plain-text.ts'
import { displayWidth } from '../../diagnostics/width.ts'
import type { Loose, Table } from './grids.ts'
import type { SheetPicture } from './pictures.ts'
import { fitInto, type Shape } from './shapes.ts'

/** Sizes of lettering, in pixels per em: fit to be read at 100 %, whatever the cells measure. */
export const textSizes = { title: 26, about: 18, facts: 14, caption: 15, word: 14 }

/** Lengths of a page, in pixels. */
export interface Measures {
  readonly margin: number
  readonly gap: number
  /** Width of the captions of rows, with the space beside; 0: none. */
  readonly gutter: number
  /** Height of the captions of columns, with the space below; 0: none. */
  readonly columnCaptions: number
  /** Between a caption and its picture. */
  readonly captionGap: number
  /** What a picture may take. */
  readonly box: Shape
  /** Width of a column: that of a picture, or of a caption that can be read. */
  readonly column: number
  /** Height of a row, with what stands below its pictures. */
  readonly row: number
  /** The least width of a page: that of a header that can be read. */
  readonly narrowest: number
}

const margin = 36
const captionGap = 8
const narrowestColumn = 96
const narrowestPage = 560
const mostLines = { columns: 3, loose: 2, about: 2 }
const gutters = { narrowest: 48, widest: 220 }

export function measureTable(table: Table, cell: number): Measures {
  const pictures = table.pictures.flat().filter((picture) => picture !== null)
  const box = boxOf(pictures, cell)
  const column = Math.max(box.width, narrowestColumn)
  const gap = 12
  const named = table.columns.values.some((text) => text !== '')
  const lines = linesOf(table.columns.values, column, mostLines.columns)
  return {
    ...common,
    gap,
    gutter: gutterOf(table.rows.values, gap),
    columnCaptions: named ? linesHigh(lines, textSizes.caption) + captionGap : 0,
    box,
    column,
    row: box.height,
  }
}

export function measureLoose(grid: Loose, cell: number): Measures {
  const box = boxOf(
    grid.pictures.map(({ picture }) => picture),
    cell,
  )
  const column = Math.max(box.width, narrowestColumn)
  const captions = grid.pictures.map(({ caption }) => caption)
  const lines = linesOf(captions, column, mostLines.loose)
  const below = lines === 0 ? 0 : captionGap + linesHigh(lines, textSizes.caption)
  const row = box.height + below
  return { ...common, gap: 18, gutter: 0, columnCaptions: 0, box, column, row }
}

const common = { margin, captionGap, narrowest: narrowestPage }

/** Lines of the texts above a page's pictures, on a page of this width. */
export function headerLines(about: string, width: number) {
  const room = width - 2 * margin
  const wide = estimatedWidth(about) * (textSizes.about / textSizes.caption)
  return {
    title: 1,
    about: Math.min(mostLines.about, Math.ceil(wide / room)),
    facts: width < 900 ? 2 : 1,
  }
}

/** Height of the texts above a page's pictures, with the space below. */
export function headerHigh(about: string, width: number): number {
  const lines = headerLines(about, width)
  return (
    linesHigh(lines.title, textSizes.title) +
    linesHigh(lines.about, textSizes.about) +
    linesHigh(lines.facts, textSizes.facts) +
    20
  )
}

/** Height of lines of text: that of the font's letters, and from each line to the next. */
export function linesHigh(lines: number, size: number): number {
  return lines === 0 ? 0 : Math.ceil(size * (1.42 + 1.68 * (lines - 1)))
}

/** Pixels that a text takes in one line, roughly: a column of a terminal is half an em. */
function estimatedWidth(text: string): number {
  return displayWidth(plainText(text)) * textSizes.caption * 0.56
}

/** Lines that the longest of these texts takes; 0 where all are empty. */
function linesOf(texts: readonly string[], width: number, most: number): number {
  const longest = texts.reduce((wide, text) => Math.max(wide, estimatedWidth(text)), 0)
  const lines = Math.ceil(longest / width)
  // Words do not fill their lines.
  return Math.min(most, lines > 1 ? lines + 1 : lines)
}

function gutterOf(texts: readonly string[], gap: number): number {
  const longest = texts.reduce((wide, text) => Math.max(wide, estimatedWidth(text)), 0)
  if (longest === 0) return 0
  return gap + Math.min(gutters.widest, Math.max(gutters.narrowest, Math.ceil(longest)))
}

/** The smallest box that takes every picture at the same scale of its longer side. */
function boxOf(pictures: readonly SheetPicture[], cell: number): Shape {
  let [width, height] = [1, Math.round(cell / 2)]
  for (const { shape } of pictures) {
    const fitted = fitInto(shape, cell)
    width = Math.max(width, fitted.width)
    height = Math.max(height, fitted.height)
  }
  return { width, height }
}
