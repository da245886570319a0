import type { Dimension } from '../../../plan/dimensions.ts'
import { groupDigits } from '../../phrases.ts'
import { type GalleryData, type PictureStatus, pictureStatuses } from '../gallery-data.ts'
import { element } from './dom.ts'
import type { Selection } from './selection.ts'
import { plainText } from './shown.ts'
import { statusMark } from './status-mark.ts'

/** Tells of what a person chose; the selection before it is at hand. */
type Change = (change: (before: Selection) => Selection) => void

/** Search, the two axes, and a switch for every dimension. */
export function createControls(data: GalleryData, start: Selection, change: Change): HTMLElement {
  const search = element('input', {
    class: 'search',
    attributes: {
      type: 'search',
      placeholder: 'Search prompts, files, errors',
      'aria-label': 'Search prompts, files, errors',
      autocomplete: 'off',
      spellcheck: 'false',
    },
  })
  search.addEventListener('input', () => change((before) => ({ ...before, search: search.value })))
  const axes = data.dimensions.length === 0 ? [] : createAxes(data, start, change)
  const filters = data.filters.map((dimension) => createFilter(dimension, change))
  const clear = element('button', { class: 'plain', text: 'Clear', attributes: { type: 'button' } })
  clear.addEventListener('click', () => {
    search.value = ''
    for (const { select } of filters) select.value = everything
    change((before) => ({ ...before, search: '', values: new Map(), statuses: new Set() }))
  })
  const more = element(
    'details',
    { class: 'more', attributes: { open: matchMedia('(min-width: 48rem)').matches } },
    element('summary', { text: 'Layout and filters' }),
    element('div', { class: 'fields' }, ...axes, ...filters.map(({ field }) => field), clear),
  )
  return element('div', { class: 'controls', attributes: { role: 'search' } }, search, more)
}

/** Statuses that occur, as switches; none pressed: all of them. */
export function createStatusFilter(
  { totals }: GalleryData,
  change: Change,
): { readonly bar: HTMLElement; readonly show: (selection: Selection) => void } {
  const present = pictureStatuses.filter((status) => (totals.statuses[status] ?? 0) > 0)
  const buttons = new Map(present.map((status) => [status, statusButton(status, totals, change)]))
  const bar = element(
    'div',
    { class: 'statuses', attributes: { role: 'group', 'aria-label': 'Filter by status' } },
    ...buttons.values(),
  )
  const show = ({ statuses }: Selection) => {
    for (const [status, button] of buttons) {
      button.setAttribute('aria-pressed', String(statuses.has(status)))
    }
  }
  return { bar, show }
}

function statusButton(
  status: PictureStatus,
  { statuses }: GalleryData['totals'],
  change: Change,
): HTMLButtonElement {
  const button = element(
    'button',
    { class: 'status', attributes: { type: 'button', 'aria-pressed': 'false' } },
    statusMark(status),
    element('span', { class: 'count', text: groupDigits(statuses[status] ?? 0) }),
  )
  button.addEventListener('click', () => change((before) => withStatus(before, status)))
  return button
}

function withStatus(before: Selection, status: PictureStatus): Selection {
  const statuses = new Set(before.statuses)
  if (!statuses.delete(status)) statuses.add(status)
  return { ...before, statuses }
}

/** Of two axes that are the same, the other one gives way. */
function createAxes({ dimensions }: GalleryData, start: Selection, change: Change): HTMLElement[] {
  const names = dimensions.map(({ name }) => name)
  const rows = createSelect('Rows', [nothing, ...names], { first: 'none', value: start.rows })
  const columns = createSelect('Columns', [nothing, ...names], {
    first: 'none',
    value: start.columns,
  })
  const tell = (chosen: HTMLSelectElement, other: HTMLSelectElement) => () => {
    if (chosen.value === other.value) other.value = nothing
    const chosenAxes = { rows: rows.select.value, columns: columns.select.value }
    change((before) => ({
      ...before,
      rows: chosenAxes.rows === nothing ? null : chosenAxes.rows.slice(1),
      columns: chosenAxes.columns === nothing ? null : chosenAxes.columns.slice(1),
    }))
  }
  rows.select.addEventListener('change', tell(rows.select, columns.select))
  columns.select.addEventListener('change', tell(columns.select, rows.select))
  return [rows.field, columns.field]
}

function createFilter(
  { name, values }: Dimension,
  change: Change,
): { readonly field: HTMLElement; readonly select: HTMLSelectElement } {
  const made = createSelect(plainText(name), [everything, ...values], { first: 'all', value: null })
  const { select } = made
  select.addEventListener('change', () => {
    const wanted = select.value
    change((before) => {
      const after = new Map(before.values)
      if (wanted === everything) after.delete(name)
      else after.set(name, wanted.slice(1))
      return { ...before, values: after }
    })
  })
  return made
}

/** Values of options: what a person wrote begins with `=`, so that it can never be one of these. */
const nothing = 'none'
const everything = 'all'

function createSelect(
  label: string,
  [first = '', ...values]: readonly string[],
  { first: firstWord, value }: { first: string; value: string | null },
): { readonly field: HTMLElement; readonly select: HTMLSelectElement } {
  const options = values.map((each) =>
    element('option', { text: plainText(each), attributes: { value: `=${each}` } }),
  )
  const select = element(
    'select',
    {},
    element('option', { text: firstWord, attributes: { value: first } }),
    ...options,
  )
  select.value = value === null ? first : `=${value}`
  return {
    field: element('label', { class: 'field' }, element('span', { text: label }), select),
    select,
  }
}
