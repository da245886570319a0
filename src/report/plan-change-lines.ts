import { plainText } from '../diagnostics/plain-text.ts'
import type { Plan } from '../plan/plan.ts'
import { truncate } from './lines.ts'
import { counted } from './phrases.ts'
import type { PlanChange } from './plan-changes.ts'
import { printedPath } from './plan-reasons.ts'
import { quotedDiff } from './quoted-text.ts'
import type { FieldChange } from './request-changes.ts'
import type { Piece } from './word-diff.ts'

/** Changes that are shown; `mintage why` has those of a single file. */
const shown = 5
/** Lines of one text that are shown. */
const textLines = 6
/** Characters of unchanged text that are left on either side of a change. */
const around = 60

/** What changed since the lockfile was written, and field by field how: texts word by word. */
export function changeLines(changes: readonly PlanChange[], plan: Plan, width: number): string[] {
  const lines = changes.slice(0, shown).flatMap((change) => linesOf(change, plan, width))
  const hidden = changes.length - shown
  return hidden > 0
    ? [...lines, `and ${counted(hidden, 'more change')}; \`mintage why PATH\` tells of any file`]
    : lines
}

function linesOf({ paths, what }: PlanChange, plan: Plan, width: number): string[] {
  const first = printedPath(plan, paths[0] ?? '')
  const files =
    paths.length > 1 ? `${first} (and ${counted(paths.length - 1, 'more', 'more')})` : first
  switch (what.kind) {
    case 'recipe':
      return [`${files}: another size, crop, format, quality or overlay; made again for free`]
    case 'forgotten':
      return [`${files}: another request; the lockfile no longer holds the earlier one`]
    case 'request':
      return [
        `${files}: ${what.fields.map(fieldWords).join(', ')}`,
        ...what.fields.flatMap(({ words }) => (words === null ? [] : textDiff(words, width))),
      ]
  }
}

function fieldWords({ field, from, to, words }: FieldChange): string {
  return words === null ? `${field} ${valueText(from)} → ${valueText(to)}` : field
}

function valueText(value: FieldChange['from']): string {
  return truncate(plainText(String(value)), around)
}

function textDiff(words: readonly Piece[], width: number): string[] {
  const lines = quotedDiff(words.map(clipped), width)
  if (lines.length <= textLines) return lines
  return [...lines.slice(0, textLines), `  │ … ${counted(lines.length - textLines, 'more line')}`]
}

/** What is the same is cut down to what stands beside a change. */
function clipped(piece: Piece, index: number, pieces: readonly Piece[]): Piece {
  if (piece.kind !== 'same') return piece
  const text = [...piece.text]
  const before = index === 0 ? 0 : around
  const after = index === pieces.length - 1 ? 0 : around
  if (text.length <= before + after + 1) return piece
  const start = text.slice(0, before).join('')
  const end = after === 0 ? '' : text.slice(-after).join('')
  return { kind: 'same', text: `${start}…${end}` }
}
