import { finding } from '../diagnostics/codes.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Positions } from '../diagnostics/positions.ts'
import type { Located } from './located.ts'

/** Numbers that a template would print otherwise than they are written: `9.90` is the number 9.9. */
export function numbersNotAsWritten(located: Located, positions: Positions): Diagnostic[] {
  if (located.kind === 'list') {
    return located.items.flatMap((item) => numbersNotAsWritten(item, positions))
  }
  if (located.kind === 'map') {
    const values = [...located.entries.values()]
    return values.flatMap(({ value }) => numbersNotAsWritten(value, positions))
  }
  const { value, start, end } = located
  const written = positions.text.slice(start, end)
  if (!Number.isFinite(value) || String(value) === written) return []
  return [
    finding('NUMBER_NOT_AS_WRITTEN', `\`${written}\` is read as the number ${value}`, {
      span: positions.span(start, end),
      help: `to print it as it stands here put it in quotes: "${written}"`,
    }),
  ]
}
