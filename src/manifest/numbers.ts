import { finding } from '../diagnostics/codes.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Positions } from '../diagnostics/positions.ts'
import type { Located, Range } from './located.ts'

/** Numbers that a template would print otherwise than they are written: `9.90` is the number 9.9. */
export function* numbersNotAsWritten(located: Located, positions: Positions): Generator<Range> {
  if (located.kind === 'list') {
    for (const item of located.items) yield* numbersNotAsWritten(item, positions)
  } else if (located.kind === 'map') {
    for (const { value } of located.entries.values()) yield* numbersNotAsWritten(value, positions)
  } else if (Number.isFinite(located.value)) {
    const written = positions.text.slice(located.start, located.end)
    if (String(located.value) !== written) yield located
  }
}

export function numberFinding({ start, end }: Range, positions: Positions): Diagnostic {
  const written = positions.text.slice(start, end)
  const message = `\`${written}\` is read as the number ${Number(written)}`
  return finding('NUMBER_NOT_AS_WRITTEN', message, {
    span: positions.span(start, end),
    help: `to print it as it stands here put it in quotes: "${written}"`,
  })
}
