import type { Grid, Loose, Table } from './grids.ts'
import { aboutText } from './header.ts'
import { headerHigh, type Measures, measureLoose, measureTable } from './measures.ts'
import type { Band, SheetPage, Span } from './page.ts'

/** The most that a page may be: pixels a side, and in all. */
export const pageLimits = { side: 8000, pixels: 40_000_000 }

/** Pages of loose pictures end where they still open quickly: nothing has to stay together. */
const loosePixels = 16_000_000

/**
 * Grids as pages of bounded size; rows and columns that do not fit go to further pages.
 *
 * @param cell the longer side of a picture, in pixels.
 */
export function pagesOf(grids: readonly Grid[], cell: number): readonly SheetPage[] {
  return grids.flatMap((grid) =>
    grid.kind === 'table'
      ? tablePages(grid, measureTable(grid, cell))
      : loosePages(grid, measureLoose(grid, cell)),
  )
}

/** Rows that fit below each other on a page of this width; at least one. */
function fittingRows(
  { width, header, most }: { width: number; header: number; most: number },
  { columnCaptions, row, gap, margin }: Measures,
): number {
  const height = Math.min(pageLimits.side, Math.floor(most / width))
  const room = height - 2 * margin - header - columnCaptions
  return Math.max(1, Math.floor((room + gap) / (row + gap)))
}

function fittingColumns({ margin, gutter, column, gap }: Measures): number {
  const room = pageLimits.side - 2 * margin - gutter
  return Math.max(1, Math.floor((room + gap) / (column + gap)))
}

function widthOf(columns: number, { margin, gutter, column, gap, narrowest }: Measures): number {
  return Math.max(narrowest, 2 * margin + gutter + columns * (column + gap) - gap)
}

/** Parts of about equal length, none longer than `most`. */
function parts(length: number, most: number): { from: number; to: number }[] {
  const count = Math.max(1, Math.ceil(length / most))
  return Array.from({ length: count }, (_, index) => ({
    from: Math.floor((index * length) / count),
    to: Math.floor(((index + 1) * length) / count),
  }))
}

function tablePages(table: Table, measures: Measures): SheetPage[] {
  const { rows, columns } = table
  const across = parts(columns.values.length, fittingColumns(measures))
  const widths = across.map(({ from, to }) => widthOf(to - from, measures))
  const width = Math.max(...widths)
  const header = headerHigh(aboutText(table.about), Math.min(...widths))
  const most = fittingRows({ width, header, most: pageLimits.pixels }, measures)
  const down = parts(rows.values.length, most)
  return down.flatMap((r) =>
    across.map((c) => tablePage(table, { ...measures, header }, { rows: r, columns: c })),
  )
}

/** Lengths of a page whose header is known. */
type Headed = Measures & { readonly header: number }

interface Part {
  readonly rows: { readonly from: number; readonly to: number }
  readonly columns: { readonly from: number; readonly to: number }
}

function tablePage(table: Table, measures: Headed, part: Part): SheetPage {
  const { margin, gutter, header, columnCaptions, column, box, row, gap } = measures
  const { from, to } = part.columns
  const width = widthOf(to - from, measures)
  const leftOf = (index: number) => margin + gutter + index * (column + gap)
  const inset = Math.floor((column - box.width) / 2)
  const top = margin + header
  const heads: Band = {
    top,
    height: columnCaptions,
    cells: [],
    captions: table.columns.values.slice(from, to).map((text, index) => ({
      text,
      box: {
        left: leftOf(index),
        top: 0,
        width: column,
        height: columnCaptions - measures.captionGap,
      },
      align: 'centre',
      valign: 'bottom',
    })),
  }
  const bands = table.pictures.slice(part.rows.from, part.rows.to).map((pictures, index): Band => {
    const text = table.rows.values[part.rows.from + index] ?? ''
    return {
      top: top + columnCaptions + index * (row + gap),
      height: row,
      captions: [
        {
          text,
          box: { left: margin, top: 0, width: gutter - gap, height: row },
          align: 'left',
          valign: 'middle',
        },
      ],
      cells: pictures
        .slice(from, to)
        .flatMap((picture, at) =>
          picture === null ? [] : [{ picture, box: { ...box, left: leftOf(at) + inset, top: 0 } }],
        ),
    }
  })
  return {
    width,
    height: endOf(bands, margin),
    margin,
    about: table.about,
    rows: spanOf(table.rows, part.rows),
    columns: spanOf(table.columns, part.columns),
    names: [],
    bands: [heads, ...bands],
  }
}

function spanOf(
  { name, values }: Table['rows'],
  { from, to }: { readonly from: number; readonly to: number },
): Span {
  return { name, from: from + 1, to, of: values.length }
}

function endOf(bands: readonly Band[], margin: number): number {
  const last = bands.at(-1)
  return (last === undefined ? 0 : last.top + last.height) + margin
}

function loosePages(grid: Loose, measures: Measures): SheetPage[] {
  const columns = Math.min(fittingColumns(measures), pleasingColumns(grid, measures))
  const width = widthOf(columns, measures)
  const header = headerHigh(aboutText(grid.about), width)
  const most = columns * fittingRows({ width, header, most: loosePixels }, measures)
  return parts(grid.pictures.length, most).map(({ from, to }) =>
    loosePage(
      { ...grid, pictures: grid.pictures.slice(from, to) },
      { ...measures, header },
      columns,
    ),
  )
}

/** As many as make a page somewhat wider than high, and not too large for one. */
function pleasingColumns({ pictures }: Loose, { row, column, gap }: Measures): number {
  const place = (row + gap) * (column + gap)
  const here = Math.min(pictures.length, Math.floor(loosePixels / place))
  return Math.max(1, Math.round(Math.sqrt((here * 1.3 * (row + gap)) / (column + gap))))
}

function loosePage(grid: Loose, measures: Headed, columns: number): SheetPage {
  const { margin, header, column, box, row, gap, captionGap } = measures
  const inset = Math.floor((column - box.width) / 2)
  const leftOf = (index: number) => margin + index * (column + gap)
  const below = box.height + captionGap
  const bands: Band[] = []
  for (let first = 0; first < grid.pictures.length; first += columns) {
    const pictures = grid.pictures.slice(first, first + columns)
    bands.push({
      top: margin + header + bands.length * (row + gap),
      height: row,
      captions: pictures.map(({ caption }, at) => ({
        text: caption,
        box: { left: leftOf(at), top: below, width: column, height: Math.max(0, row - below) },
        align: 'centre',
        valign: 'top',
      })),
      cells: pictures.map(({ picture }, at) => ({
        picture,
        box: { ...box, left: leftOf(at) + inset, top: 0 },
      })),
    })
  }
  const width = widthOf(columns, measures)
  const { about, names } = grid
  return {
    width,
    height: endOf(bands, margin),
    margin,
    about,
    rows: null,
    columns: null,
    names,
    bands,
  }
}
