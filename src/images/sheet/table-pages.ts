import type { Table } from './grids.ts'
import { aboutText } from './header.ts'
import { headerHigh, measureTable } from './measures.ts'
import type { Band, Caption, SheetPage, Span } from './page.ts'
import {
  fittingColumns,
  fittingRows,
  type Headed,
  leftOf,
  type Part,
  pageLimits,
  partsOf,
  pictureLeft,
  widthOf,
} from './room.ts'

/** Which part of a table a page has. */
interface Section {
  readonly rows: Part
  readonly columns: Part
}

/** A table on pages; rows and columns that do not fit go to further ones. */
export function tablePages(table: Table, cell: number): readonly SheetPage[] {
  const bare = measureTable(table, cell)
  const across = partsOf(table.columns.values.length, fittingColumns(bare))
  const widths = across.map(({ from, to }) => widthOf(to - from, bare))
  const header = headerHigh(aboutText(table.about), Math.min(...widths))
  const measures = { ...bare, header }
  const most = fittingRows(measures, Math.max(...widths), pageLimits.pixels)
  return partsOf(table.rows.values.length, most).flatMap((rows) =>
    across.map((columns) => tablePage(table, measures, { rows, columns })),
  )
}

function tablePage(table: Table, measures: Headed, section: Section): SheetPage {
  const { margin, header, columnCaptions, row, gap } = measures
  const { from, to } = section.rows
  const top = margin + header + columnCaptions
  const height = (to - from) * (row + gap) - gap
  const bands = Array.from({ length: to - from }, (_, index) => ({
    top: top + index * (row + gap),
    height: row,
    ...rowOf(table, from + index, { measures, columns: section.columns }),
  }))
  return {
    width: widthOf(section.columns.to - section.columns.from, measures),
    height: top + height + margin,
    margin,
    about: table.about,
    rows: spanOf(table.rows, section.rows),
    columns: spanOf(table.columns, section.columns),
    names: [],
    bands: [headsOf(table, measures, section.columns), ...bands],
  }
}

function headsOf(table: Table, measures: Headed, { from, to }: Part): Band {
  const { margin, header, columnCaptions, captionGap, column } = measures
  const high = columnCaptions - captionGap
  const captions = table.columns.values.slice(from, to).map((text, index): Caption => {
    const box = { left: leftOf(index, measures), top: 0, width: column, height: high }
    return { text, box, align: 'centre', valign: 'bottom' }
  })
  return {
    top: margin + header,
    height: columnCaptions,
    captions: captions.filter(({ text }) => text !== ''),
    cells: [],
  }
}

function rowOf(
  table: Table,
  index: number,
  { measures, columns }: { measures: Headed; columns: Part },
): Pick<Band, 'captions' | 'cells'> {
  const { margin, gutter, gap, row, box } = measures
  const text = table.rows.values[index] ?? ''
  const place = { left: margin, top: 0, width: gutter - gap, height: row }
  const caption: Caption = { text, box: place, align: 'left', valign: 'middle' }
  const pictures = table.pictures[index]?.slice(columns.from, columns.to) ?? []
  return {
    captions: text === '' ? [] : [caption],
    cells: pictures.flatMap((picture, at) => {
      const left = pictureLeft(at, measures)
      return picture === null ? [] : [{ picture, box: { ...box, left, top: 0 } }]
    }),
  }
}

function spanOf({ name, values }: Table['rows'], { from, to }: Part): Span {
  return { name, from: from + 1, to, of: values.length }
}
