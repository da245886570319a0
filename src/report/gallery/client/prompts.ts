import type { RewrittenUnavailable } from '../../../provenance/provenance.ts'
import { type Piece, wordDiff } from '../../word-diff.ts'
import type { GalleryRequest } from '../gallery-data.ts'
import { copyButton } from './copy.ts'
import { element } from './dom.ts'
import { plainLines } from './shown.ts'

const reasons: Readonly<Record<RewrittenUnavailable, string>> = {
  'prompt-extend-off': 'It was sent as it is: prompt_extend is off.',
  'sync-mode': 'What the service made of it is not known: synchronous answers do not tell.',
  'model-does-not-return-it': 'What the service made of it is not known: this model does not tell.',
}

/** What was sent and what the service made of it, side by side, with what was removed and added. */
export function promptsOf(
  { request, rewritten, rewritten_unavailable: unavailable }: GalleryRequest,
  template: string | null,
): HTMLElement {
  const pieces = rewritten === null ? null : wordDiff(request.prompt, rewritten)
  const sent = column(
    'Sent',
    request.prompt,
    pieces?.filter(({ kind }) => kind !== 'added') ?? null,
  )
  const came =
    rewritten === null
      ? null
      : column('Rewritten', rewritten, pieces?.filter(({ kind }) => kind !== 'removed') ?? null)
  const note =
    unavailable === null ? null : element('p', { class: 'note', text: reasons[unavailable] })
  return element(
    'section',
    { class: 'prompts' },
    element('h3', { text: 'Prompt' }),
    element('div', { class: 'sides' }, sent, came),
    note,
    request.negative_prompt === '' ? null : column('Negative', request.negative_prompt, null),
    template === null || template === request.prompt ? null : templateOf(template),
  )
}

function column(name: string, text: string, pieces: readonly Piece[] | null): HTMLElement {
  return element(
    'div',
    { class: 'side' },
    element('h4', { text: name }, copyButton(`${name.toLowerCase()} prompt`, text)),
    pieces === null ? prose(plainLines(text)) : prose('', ...pieces.map(changed)),
  )
}

function prose(text: string, ...children: readonly (Node | string)[]): HTMLElement {
  const made = element('p', { class: 'prose', attributes: { dir: 'auto' } })
  made.append(text, ...children)
  return made
}

function changed({ kind, text }: Piece): Node | string {
  const shown = plainLines(text)
  if (kind === 'same') return shown
  return element(kind === 'added' ? 'ins' : 'del', { text: shown })
}

function templateOf(template: string): HTMLElement {
  return element(
    'details',
    {},
    element('summary', { text: 'Template' }),
    prose(plainLines(template)),
  )
}
