import Handlebars from 'handlebars'
import type { Template } from '../../manifest/manifest.ts'
import { convert } from './convert.ts'
import { placesOf } from './places.ts'
import type { Problem } from './problem.ts'
import { syntaxProblem } from './syntax-problem.ts'
import type { Place, Tree } from './tree.ts'

/** Characters that a template, a value or one rendering has at most. */
export const longestText = 100_000

/**
 * Reads a template: Handlebars' grammar and white space rules, cut down to the language of manifests.
 *
 * What is left can only print, choose by `if` and `unless`, call the ten helpers and place partials,
 * so a rendering always ends and its length is known beforehand. Values are never read by this.
 *
 * @returns tree: what could be read, for checks; it may be rendered only where there is no problem
 */
export function parseTemplate(template: Template): {
  readonly tree: Tree | null
  readonly problems: readonly Problem[]
} {
  const places = placesOf(template)
  if (template.text.length > longestText) {
    const place = places.at(0, Math.max(0, template.text.search(/\r|\n|$/)))
    return { tree: null, problems: [tooLong(template.text.length, place)] }
  }
  const program = parse(template.text)
  return program instanceof Error
    ? { tree: null, problems: [syntaxProblem(program, template, places)] }
    : convert(program, template, places)
}

/** The parser throws plain errors for a syntax it cannot read, and a RangeError for one too deep. */
function parse(text: string): hbs.AST.Program | Error {
  try {
    return Handlebars.parse(text)
  } catch (error) {
    if (error instanceof Error) return error
    throw error
  }
}

function tooLong(length: number, place: Place): Problem {
  return {
    code: 'TEMPLATE_TOO_LONG',
    message: `a template of ${length} characters is longer than the ${longestText} that one may have`,
    help: 'shorten it; no model reads a prompt of this length',
    place,
  }
}
