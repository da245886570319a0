import { counted } from '../../phrases.ts'
import type { GalleryData, GalleryPicture } from '../gallery-data.ts'
import { createCards } from './card.ts'
import { createControls, createStatusFilter } from './controls.ts'
import { element } from './dom.ts'
import { createFiller } from './filler.ts'
import { drawGrid } from './grid.ts'
import { createLightbox } from './lightbox.ts'
import { createOverview } from './overview.ts'
import { createRoving } from './roving.ts'
import { firstSelection, type Layout, layOut, type Selection, searchText } from './selection.ts'
import { plainText } from './shown.ts'
import { createThemeSwitch } from './theme.ts'

start(JSON.parse(document.getElementById('data')?.textContent ?? '{}'))

function start(data: GalleryData): void {
  const texts = new Map(data.pictures.map((picture) => [picture, searchText(data, picture)]))
  const cards = createCards(data)
  let selection: Selection = firstSelection(data)
  let order: readonly GalleryPicture[] = []
  let drawn: string | null = null
  const count = element('p', { class: 'count', attributes: { role: 'status' } })
  const main = element('main', { attributes: { id: 'pictures', tabindex: -1 } })
  const roving = createRoving(main)
  const statuses = createStatusFilter(data, (by) => change(by))
  const fill = createFiller()

  const draw = () => {
    const layout = layOut(data, selection, texts)
    const next = inReadingOrder(layout)
    statuses.show(selection)
    count.textContent = countWords(next.length, data.pictures.length)
    const arrangement = arrangementOf(selection)
    if (drawn === arrangement && isSame(next, order)) return
    drawn = arrangement
    order = next
    const cardOf = (picture: GalleryPicture) => cards.captioned(picture, selection)
    const { root, rest } = drawGrid({ data, selection, layout, cardOf })
    main.replaceChildren(root)
    fill(rest)
    roving.refresh()
  }
  const change = (by: (before: Selection) => Selection) => {
    selection = by(selection)
    draw()
  }
  const lightbox = createLightbox(data, (picture) => {
    roving.stopAt(cards.captioned(picture, selection).button, true)
  })
  main.addEventListener('click', ({ target }) => {
    const picture = cards.pictureAt(target)
    if (picture !== undefined) lightbox.open(picture, order)
  })
  markMissing(main)
  const tools = element('div', { class: 'tools' }, createControls(data, selection, change), count)
  document.body.append(
    element('a', { class: 'skip', text: 'To the pictures', attributes: { href: '#pictures' } }),
    header(data),
    createOverview(data),
    statuses.bar,
    tools,
    main,
    lightbox.dialog,
  )
  draw()
  new ResizeObserver(() => {
    main.style.setProperty('--above', `${tools.offsetHeight}px`)
  }).observe(tools)
}

/** All that decides how the same pictures look: rows, columns, and what their captions leave out. */
function arrangementOf({ rows, columns, values }: Selection): string {
  return JSON.stringify([rows, columns, ...values.keys()])
}

function isSame(some: readonly GalleryPicture[], others: readonly GalleryPicture[]): boolean {
  return some.length === others.length && some.every((picture, at) => picture === others[at])
}

function inReadingOrder({ rows }: Layout): readonly GalleryPicture[] {
  return rows.flatMap(({ cells }) => cells.flatMap(({ pictures }) => pictures))
}

function countWords(shown: number, all: number): string {
  return shown === all ? counted(all, 'picture') : `${shown} of ${counted(all, 'picture')}`
}

function header({ name, manifest, engine, simulated }: GalleryData): HTMLElement {
  const about = `${plainText(manifest.path)} · ${plainText(engine)}`
  return element(
    'header',
    {},
    element('div', {}, element('h1', { text: plainText(name) }), element('p', { text: about })),
    simulated ? element('p', { class: 'simulated', text: 'Simulated' }) : null,
    createThemeSwitch(),
  )
}

/** A thumbnail that is not in the folder, e.g. since it was sent without it. Such events do not rise. */
function markMissing(main: HTMLElement): void {
  const replace = ({ target }: Event) => {
    if (!(target instanceof HTMLImageElement)) return
    target.replaceWith(element('span', { class: 'why', text: 'thumbnail not in this folder' }))
  }
  main.addEventListener('error', replace, { capture: true })
}
