import type { Loose } from './grids.ts'
import { aboutText } from './header.ts'
import { headerHigh, type Measures, measureLoose } from './measures.ts'
import type { Band, Caption, SheetPage } from './page.ts'
import {
  fittingColumns,
  fittingRows,
  type Headed,
  leftOf,
  partsOf,
  pictureLeft,
  widthOf,
} from './room.ts'

/** Pages of loose pictures end where they still open quickly: nothing has to stay together. */
const mostPixels = 16_000_000

/** Pictures in lines that wrap, on pages of about equal length. */
export function loosePages(grid: Loose, cell: number): readonly SheetPage[] {
  const bare = measureLoose(grid, cell)
  const columns = Math.min(fittingColumns(bare), pleasingColumns(grid, bare))
  const width = widthOf(columns, bare)
  const measures = { ...bare, header: headerHigh(aboutText(grid.about), width) }
  const most = columns * fittingRows(measures, width, mostPixels)
  return partsOf(grid.pictures.length, most).map(({ from, to }) =>
    loosePage({ ...grid, pictures: grid.pictures.slice(from, to) }, measures, columns),
  )
}

/** As many as make a page somewhat wider than high, and not too large for one. */
function pleasingColumns({ pictures }: Loose, { row, column, gap }: Measures): number {
  const place = (row + gap) * (column + gap)
  const here = Math.min(pictures.length, Math.floor(mostPixels / place))
  return Math.max(1, Math.round(Math.sqrt((here * 1.3 * (row + gap)) / (column + gap))))
}

function loosePage(grid: Loose, measures: Headed, columns: number): SheetPage {
  const { margin, header, row, gap } = measures
  const lines = Math.ceil(grid.pictures.length / columns)
  const bands = Array.from({ length: lines }, (_, line) => ({
    top: margin + header + line * (row + gap),
    height: row,
    ...lineOf(grid.pictures.slice(line * columns, (line + 1) * columns), measures),
  }))
  return {
    width: widthOf(columns, measures),
    height: 2 * margin + header + lines * (row + gap) - gap,
    margin,
    about: grid.about,
    rows: null,
    columns: null,
    names: grid.names,
    bands,
  }
}

function lineOf(pictures: Loose['pictures'], measures: Headed): Pick<Band, 'captions' | 'cells'> {
  const { column, box, row, captionGap } = measures
  const below = box.height + captionGap
  const captions = pictures.map(({ caption: text }, at): Caption => {
    const place = { left: leftOf(at, measures), top: below, width: column, height: row - below }
    return { text, box: place, align: 'centre', valign: 'top' }
  })
  return {
    captions: captions.filter(({ text }) => text !== ''),
    cells: pictures.map(({ picture }, at) => ({
      picture,
      box: { ...box, left: pictureLeft(at, measures), top: 0 },
    })),
  }
}
