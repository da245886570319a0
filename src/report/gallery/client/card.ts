import type { GalleryData, GalleryPicture } from '../gallery-data.ts'
import { statusWords } from '../status-words.ts'
import { element } from './dom.ts'
import type { Selection } from './selection.ts'
import { valueAt } from './selection.ts'
import { plainText } from './shown.ts'
import { statusMark } from './status-mark.ts'

/** A picture in the grid: a button that opens it. */
export interface Card {
  readonly button: HTMLButtonElement
  readonly caption: HTMLElement
}

/** The cards of all pictures, each made when it is first to be seen. */
export function createCards(data: GalleryData): {
  /** A card whose caption fits the selection. */
  readonly captioned: (picture: GalleryPicture, selection: Selection) => Card
  /** The picture whose card was clicked on. */
  readonly pictureAt: (target: EventTarget | null) => GalleryPicture | undefined
} {
  const cards = new Map<GalleryPicture, Card>()
  const pictures = new Map<Element, GalleryPicture>()
  const cardOf = (picture: GalleryPicture): Card => {
    const known = cards.get(picture)
    if (known !== undefined) return known
    const card = createCard(data, picture)
    cards.set(picture, card)
    pictures.set(card.button, picture)
    return card
  }
  return {
    captioned(picture, selection) {
      const card = cardOf(picture)
      const text = captionOf(data, picture, selection)
      if (card.caption.textContent !== text) card.caption.textContent = text
      return card
    },
    pictureAt(target) {
      const button = target instanceof Element ? target.closest('.card') : null
      return button === null ? undefined : pictures.get(button)
    },
  }
}

function createCard(data: GalleryData, picture: GalleryPicture): Card {
  const caption = element('span', { class: 'caption', attributes: { 'aria-hidden': 'true' } })
  const button = element(
    'button',
    {
      class: 'card',
      attributes: {
        type: 'button',
        tabindex: -1,
        'data-status': picture.status,
      },
    },
    element('span', {
      class: 'spoken',
      text: `${fullName(data, picture)}, ${statusWords[picture.status]}`,
    }),
    frame(data, picture),
    caption,
  )
  button.style.setProperty('--ratio', ratioOf(picture))
  return { button, caption }
}

/** File of a thumbnail below the gallery's folder. */
export function thumbnailLink(sha256: string, edge: 480 | 1280): string {
  return `pictures/${sha256}-${edge}.webp`
}

/** What tells a picture from the others that are shown: its values beyond those of its row and column. */
function captionOf(
  { dimensions }: GalleryData,
  picture: GalleryPicture,
  { rows, columns, values }: Selection,
): string {
  const told = new Set([rows, columns, ...values.keys()])
  const rest = dimensions.filter(({ name }) => !told.has(name))
  return named(rest, picture).join(' · ')
}

/** All its values; where nothing tells it apart, its file. */
export function fullName({ dimensions }: GalleryData, picture: GalleryPicture): string {
  const values = named(dimensions, picture)
  return values.length > 0 ? values.join(' · ') : plainText(picture.files[0]?.path ?? '')
}

function named(dimensions: GalleryData['dimensions'], picture: GalleryPicture): readonly string[] {
  return dimensions.flatMap(({ name }) => {
    const value = valueAt(picture, name)
    return value === null ? [] : [plainText(value)]
  })
}

/** Bounded, so that a picture of one line does not become one. */
function ratioOf({ width, height }: GalleryPicture): string {
  return String(Math.min(4, Math.max(0.25, width / height)).toFixed(4))
}

function frame({ requests }: GalleryData, picture: GalleryPicture): HTMLElement {
  const { thumbnail, status } = picture
  // What is spoken says all of it.
  const attributes = { 'aria-hidden': 'true' }
  const mark = status === 'done' ? null : statusMark(status)
  if (thumbnail !== null)
    return element('span', { class: 'frame', attributes }, image(thumbnail), mark)
  const code = requests[picture.request]?.error?.code
  const why = code === undefined ? null : element('span', { class: 'why', text: plainText(code) })
  const none = element('span', { class: 'why', text: 'no thumbnail' })
  return element('span', { class: 'frame empty', attributes }, mark ?? none, why)
}

function image(sha256: string): HTMLImageElement {
  return element('img', {
    attributes: {
      src: thumbnailLink(sha256, 480),
      alt: '',
      loading: 'lazy',
      decoding: 'async',
      draggable: 'false',
    },
  })
}
