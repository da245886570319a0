import { groupDigits } from '../../phrases.ts'
import type { GalleryData, GalleryPicture } from '../gallery-data.ts'
import type { Card } from './card.ts'
import { element } from './dom.ts'
import type { Cell, Layout, Row, Selection } from './selection.ts'
import { plainText } from './shown.ts'

/** What a grid is drawn from. */
export interface Drawing {
  readonly data: GalleryData
  readonly selection: Selection
  readonly layout: Layout
  /** The card of a picture, ready to be placed. */
  readonly cardOf: (picture: GalleryPicture) => Card
}

/**
 * Pictures as a table where there are columns, else one row of pictures after the other. What is
 * given back holds the beginning; each step of `rest` puts a little more into it.
 */
export function drawGrid(drawing: Drawing): {
  readonly root: HTMLElement
  readonly rest: Iterator<void>
} {
  const { layout, selection } = drawing
  if (layout.count === 0) {
    const text = 'Nothing is like that. Clear the filters to see all pictures.'
    return { root: element('p', { class: 'nothing', text }), rest: [].values() }
  }
  const isTable = selection.columns !== null
  const root = element('div', { class: isTable ? 'scroller' : 'flows' })
  return { root, rest: isTable ? table(root, drawing) : flow(root, drawing) }
}

/** A value as a heading has it; pictures of assets that lack the axis have none. */
function heading(value: string | null, name: string | null): string {
  return value === null ? `no ${plainText(name ?? '')}` : plainText(value)
}

function* flow(root: HTMLElement, { layout, selection, cardOf }: Drawing): Generator<void> {
  for (const { value, cells } of layout.rows) {
    const pictures = cells.flatMap((cell) => cell.pictures)
    const list = element('ul', { class: 'flow' })
    if (selection.rows === null) root.append(list)
    else root.append(section(heading(value, selection.rows), pictures.length, list))
    for (const picture of pictures) {
      list.append(element('li', {}, cardOf(picture).button))
      yield
    }
  }
}

function section(title: string, count: number, list: HTMLElement): HTMLElement {
  const number = element('span', { class: 'count', text: groupDigits(count) })
  const head = element('h2', {}, element('span', { text: title }), number)
  return element('section', {}, head, list)
}

function* table(root: HTMLElement, drawing: Drawing): Generator<void> {
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
  )
  grid.style.setProperty('--columns', String(layout.columns.length))
  root.append(grid)
  for (const [index, row] of layout.rows.entries()) {
    grid.append(tableRow(row, index, drawing))
    yield
  }
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
