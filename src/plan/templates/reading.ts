import type { Places, Range } from './places.ts'
import type { Problem } from './problem.ts'
import type { PartialStatement, PathExpression } from './tree.ts'

/** What is gathered while the parser's tree is turned into ours. */
export interface Reading {
  readonly places: Places
  readonly problems: Problem[]
  readonly paths: PathExpression[]
  readonly partials: PartialStatement[]
  weight: number
}

/** Records a form that the language leaves out; nothing stands in its place. */
export function unsupported(
  at: { loc: Range },
  what: string,
  reading: Reading,
  help = language,
): [] {
  report(reading, at.loc, {
    code: 'TEMPLATE_UNSUPPORTED',
    message: `${what} is not part of the template language`,
    help,
  })
  return []
}

/** What there is instead of most of what there is not. */
const language =
  'templates print names, call helpers, choose with `if` and `unless`, and place partials; write `\\{{` for literal braces'

export function report(reading: Reading, range: Range, problem: Omit<Problem, 'place'>): void {
  reading.problems.push({ ...problem, place: reading.places.of(range) })
}
