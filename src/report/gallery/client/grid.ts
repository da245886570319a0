import type { GalleryData } from '../gallery-data.ts'
import type { Card } from './card.ts'
import { element } from './dom.ts'
import type { Cell, Layout, Row, Selection } from './selection.ts'
import { plainText } from './shown.ts'

/** What a grid is drawn from. */
export interface Drawing {
  readonly data: GalleryData
  readonly selection: Selection
  readonly layout: Layout
  readonly cardOf: (picture: GalleryData['pictures'][number]) => Card
}

/** Pictures as a table where there are columns, else one row of pictures after the other. */
export function drawGrid(drawing: Drawing): HTMLElement {
  if (drawing.layout.count === 0) {
    return element('p', {
      class: 'nothing',
      text: 'Nothing is like that. Clear the filters to see all pictures.',
    })
  }
  return drawing.selection.columns === null ? flow(drawing) : table(drawing)
}

/** A value as a heading has it; pictures of assets that lack the axis have none. */
function heading(value: string | null, name: string | null): string {
  return value === null ? `no ${plainText(name ?? '')}` : plainText(value)
}

function flow({ layout, selection, cardOf }: Drawing): HTMLElement {
  const sections = layout.rows.map(({ value, cells }) => {
    const pictures = cells.flatMap((cell) => cell.pictures)
    const items = pictures.map((picture) => element('li', {}, cardOf(picture).button))
    const list = element('ul', { class: 'flow' }, ...items)
    if (selection.rows === null) return list
    const title = element('h3', { text: heading(value, selection.rows) })
    title.append(element('span', { class: 'count', text: String(pictures.length) }))
    return element('section', {}, title, list)
  })
  return element('div', { class: 'flows' }, ...sections)
}

function table(drawing: Drawing): HTMLElement {
  const { layout, selection } = drawing
  const grid = element(
    'div',
    {
      class: 'table',
      attributes: {
        role: 'grid',
        'aria-label': 'Pictures',
        'aria-rowcount': layout.rows.length + 1,
        'aria-colcount': layout.columns.length + 1,
      },
    },
    headings(layout, selection),
    ...layout.rows.map((row, index) => tableRow(row, index, drawing)),
  )
  grid.style.setProperty('--columns', String(layout.columns.length))
  return element('div', { class: 'scroller' }, grid)
}

function headings({ columns }: Layout, selection: Selection): HTMLElement {
  const corner = element(
    'div',
    { class: 'corner', attributes: { role: 'columnheader', 'aria-colindex': 1 } },
    element('span', { text: plainText(selection.columns ?? '') }),
    element('span', { text: plainText(selection.rows ?? '') }),
  )
  const names = columns.map((value, index) =>
    element('div', {
      class: 'name',
      text: heading(value, selection.columns),
      attributes: { role: 'columnheader', 'aria-colindex': index + 2 },
    }),
  )
  return element(
    'div',
    { class: 'row head', attributes: { role: 'row', 'aria-rowindex': 1 } },
    corner,
    ...names,
  )
}

function tableRow({ value, cells }: Row, index: number, drawing: Drawing): HTMLElement {
  const { rows } = drawing.selection
  const name = element('div', {
    class: 'name',
    text: rows === null ? '' : heading(value, rows),
    attributes: { role: 'rowheader', 'aria-colindex': 1 },
  })
  return element(
    'div',
    { class: 'row', attributes: { role: 'row', 'aria-rowindex': index + 2 } },
    name,
    ...cells.map((cell) => tableCell(cell, drawing)),
  )
}

/** Combinations without a picture have no element: a row has a place for each column all the same. */
function tableCell({ column, pictures }: Cell, { cardOf }: Drawing): HTMLElement {
  const cell = element(
    'div',
    {
      class: pictures.length === 1 ? 'cell' : 'cell several',
      attributes: { role: 'gridcell', 'aria-colindex': column + 2 },
    },
    ...pictures.map((picture) => cardOf(picture).button),
  )
  cell.style.gridColumn = String(column + 2)
  return cell
}
