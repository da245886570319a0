import type { GalleryData, GalleryPicture, GalleryRequest } from '../gallery-data.ts'
import { statusMeanings } from '../status-words.ts'
import { fullName, thumbnailLink } from './card.ts'
import { drawing, element } from './dom.ts'
import { filesOf, positionOf, requestFacts } from './facts.ts'
import { promptsOf } from './prompts.ts'
import { plainLines, plainText } from './shown.ts'
import { statusMark } from './status-mark.ts'

export interface Lightbox {
  readonly dialog: HTMLDialogElement
  /** Opens it at a picture; the arrow keys go through these. */
  readonly open: (picture: GalleryPicture, among: readonly GalleryPicture[]) => void
}

/** One picture large, with everything that is known of it. `onClose` gets the picture that it was left at. */
export function createLightbox(
  data: GalleryData,
  onClose: (picture: GalleryPicture) => void,
): Lightbox {
  const stage = element('div', { class: 'stage' })
  const panel = element('div', { class: 'panel' })
  const place = element('p', { class: 'place', attributes: { role: 'status' } })
  const dialog = element('dialog', {
    class: 'lightbox',
    attributes: { 'aria-labelledby': 'shown' },
  })
  let shown: readonly GalleryPicture[] = []
  let at = 0
  const show = (index: number) => {
    const picture = shown[index]
    if (picture === undefined) return
    at = index
    place.textContent = `${index + 1} of ${shown.length}`
    previous.disabled = index === 0
    next.disabled = index === shown.length - 1
    stage.replaceChildren(largePicture(data, picture))
    panel.replaceChildren(...describe(data, picture))
    panel.scrollTop = 0
    dialog.scrollTop = 0
    for (const near of [shown[index + 1], shown[index - 1]]) preload(near)
  }
  const previous = step('Previous picture', 'M10 3L5 8l5 5', () => show(at - 1))
  const next = step('Next picture', 'M6 3l5 5-5 5', () => show(at + 1))
  const close = step('Close', 'M4 4l8 8M12 4l-8 8', () => dialog.close())
  dialog.append(element('div', { class: 'bar' }, previous, place, next, close), stage, panel)
  dialog.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const target = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: shown.length - 1 }[
      event.key
    ]
    if (target === undefined) return
    event.preventDefault()
    show(target)
  })
  dialog.addEventListener('close', () => {
    const picture = shown[at]
    if (picture !== undefined) onClose(picture)
  })
  const open: Lightbox['open'] = (picture, among) => {
    shown = among
    show(among.indexOf(picture))
    dialog.showModal()
  }
  return { dialog, open }
}

function step(label: string, path: string, act: () => void): HTMLButtonElement {
  return element(
    'button',
    {
      class: 'plain square',
      attributes: { type: 'button', 'aria-label': label, title: label },
      on: { click: act },
    },
    drawing(path),
  )
}

function largePicture(data: GalleryData, picture: GalleryPicture): HTMLElement {
  const { thumbnail, status, width, height } = picture
  if (thumbnail === null) {
    const empty = element(
      'div',
      { class: 'frame empty', attributes: { 'data-status': status } },
      statusMark(status),
    )
    empty.style.setProperty('--ratio', String(width / height))
    return empty
  }
  return element('img', {
    attributes: {
      src: thumbnailLink(thumbnail, 1280),
      alt: fullName(data, picture),
      width,
      height,
    },
  })
}

/** So that the next picture is there when it is asked for. */
function preload(picture: GalleryPicture | undefined): void {
  if (picture?.thumbnail == null) return
  new Image().src = thumbnailLink(picture.thumbnail, 1280)
}

function describe(data: GalleryData, picture: GalleryPicture): HTMLElement[] {
  const request = data.requests[picture.request]
  const asset = picture.position['asset'] ?? ''
  const template = Object.hasOwn(data.templates, asset) ? (data.templates[asset] ?? null) : null
  return [
    element('h2', { text: fullName(data, picture), attributes: { id: 'shown', tabindex: -1 } }),
    standing(picture, request),
    positionOf(data, picture),
    ...(request === undefined ? [] : [promptsOf(request, template), requestFacts(request)]),
    filesOf(picture),
  ]
}

/** How it stands, and what went wrong. */
function standing({ status }: GalleryPicture, request: GalleryRequest | undefined): HTMLElement {
  const { error = null, warning = null, simulated = false } = request ?? {}
  const isError = error !== null
  return element(
    'div',
    { class: 'standing', attributes: { 'data-status': status } },
    element('p', {}, statusMark(status), element('span', { text: statusMeanings[status] })),
    isError
      ? element(
          'p',
          { class: 'error' },
          element('code', { text: plainText(error.code) }),
          element('span', { text: plainLines(error.message), attributes: { dir: 'auto' } }),
        )
      : null,
    warning === null ? null : element('p', { class: 'error', text: plainLines(warning) }),
    simulated
      ? element('p', {
          class: 'note',
          text: 'Simulated: drawn by the built-in simulator, and nothing was paid.',
        })
      : null,
  )
}
