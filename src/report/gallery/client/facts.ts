import { fileSize } from '../../phrases.ts'
import type { GalleryData, GalleryFile, GalleryPicture, GalleryRequest } from '../gallery-data.ts'
import { copyButton } from './copy.ts'
import { element } from './dom.ts'
import { cost, moment, pixels, plainText } from './shown.ts'
import { statusMark } from './status-mark.ts'

/** Where a picture stands among the others. */
export function positionOf({ dimensions }: GalleryData, { position }: GalleryPicture): HTMLElement {
  const own = Object.entries(position).filter(([name]) => !['model', 'size', 'seed'].includes(name))
  const isShown = (name: string) =>
    name !== 'index' || dimensions.some((each) => each.name === name)
  return list(own.filter(([name]) => isShown(name)).map(([name, value]) => [name, value, null]))
}

/** What was asked for, what came of it, and what it cost. */
export function requestFacts(request: GalleryRequest): HTMLElement {
  const { model, size, seed } = request.request
  const { response } = request
  const rows: Fact[] = [
    ['Model', model, null],
    ['Size', size.replace('*', ' × '), null],
    ['Seed', String(seed), 'seed'],
    ['Cost', request.cost === null ? 'none' : cost(request.cost), null],
    ...optional('Prices of', request.cost?.price_list),
    ...optional('Region', response?.region),
    ...optional('Mode', response?.mode),
    ...optional('Submitted', response?.submitted_at, moment),
    ...optional('Ended', response?.ended_at, moment),
    ...copied('Task', response?.task_id),
    ...copied('Request id', response?.request_id),
    ['Request key', request.key, 'request key'],
  ]
  const text = JSON.stringify(request.request, null, 2)
  return element(
    'section',
    {},
    element('h3', { text: 'Request' }, copyButton('request as JSON', text)),
    list(rows),
  )
}

/** The files that are made of a picture. */
export function filesOf({ files }: GalleryPicture): HTMLElement {
  return element(
    'section',
    {},
    element('h3', { text: files.length === 1 ? 'File' : 'Files' }),
    element('ul', { class: 'files' }, ...files.map(fileItem)),
  )
}

function fileItem({ path, href, variant, status, recorded }: GalleryFile): HTMLElement {
  const shown = plainText(path)
  const name =
    href === null
      ? element('span', { class: 'path', text: shown })
      : element('a', {
          class: 'path',
          text: shown,
          attributes: { href, target: '_blank', rel: 'noopener' },
        })
  const details =
    recorded === null
      ? []
      : [recorded.format, pixels(recorded.width, recorded.height), fileSize(recorded.bytes)]
  const words = [variant === null ? null : `variant ${plainText(variant)}`, ...details]
  return element(
    'li',
    {},
    element('div', { class: 'line' }, name, copyButton('path', path)),
    element(
      'div',
      { class: 'line small' },
      statusMark(status),
      element('span', { text: words.filter((word) => word !== null).join(' · ') }),
    ),
    recorded === null ? null : hashLine(recorded.sha256),
  )
}

function hashLine(sha256: string): HTMLElement {
  return element(
    'div',
    { class: 'line small' },
    element('code', { text: `sha256 ${plainText(sha256)}` }),
    copyButton('SHA-256', sha256),
  )
}

/** A name, its value, and what a button beside it says that it copies. */
type Fact = readonly [name: string, value: string, copies: string | null]

function optional(
  name: string,
  value: string | undefined,
  words: (text: string) => string = plainText,
): Fact[] {
  return value === undefined ? [] : [[name, words(value), null]]
}

function copied(name: string, value: string | undefined): Fact[] {
  return value === undefined ? [] : [[name, value, name.toLowerCase()]]
}

function list(facts: readonly Fact[]): HTMLElement {
  const rows = facts.map(([name, value, copies]) =>
    element(
      'div',
      {},
      element('dt', { text: plainText(name) }),
      element(
        'dd',
        {},
        element('span', { text: plainText(value), attributes: { dir: 'auto' } }),
        copies === null ? null : copyButton(copies, value),
      ),
    ),
  )
  return element('dl', { class: 'facts' }, ...rows)
}
