import type { PictureStatus } from '../gallery-data.ts'
import { statusWords } from '../status-words.ts'
import { drawing, element } from './dom.ts'

/** Shapes that tell statuses apart without colour. */
const shapes: Readonly<Record<PictureStatus, string>> = {
  done: 'M3 8.5l3.2 3.2L13 4.8',
  'to-restore': 'M3.5 8a4.5 4.5 0 1 0 1.6-3.4M5 1.8v3h3',
  waiting: 'M8 2.5a5.5 5.5 0 1 0 .01 0M8 5v3.2l2 1.6',
  'under-way': 'M3 8h.01M8 8h.01M13 8h.01',
  unknown: 'M5.5 6a2.5 2.5 0 1 1 3.4 2.3c-.6.3-.9.7-.9 1.5M8 12.7h.01',
  failed: 'M4 4l8 8M12 4l-8 8',
  blocked: 'M8 2.5a5.5 5.5 0 1 0 .01 0M4.2 4.2l7.6 7.6',
  missing: 'M3 3h10v10H3zM6 8h4',
  absent: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3',
  changed: 'M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3z',
  unexplained: 'M4 2.5h5.5L12 5v8.5H4zM8 6.5v3M8 11.5h.01',
}

/** A status as shape and word. */
export function statusMark(status: PictureStatus): HTMLElement {
  return element(
    'span',
    { class: 'mark', attributes: { 'data-status': status } },
    drawing(shapes[status]),
    element('span', { text: statusWords[status] }),
  )
}
