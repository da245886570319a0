import { parse as parseHandlebars } from 'handlebars/dist/cjs/handlebars/compiler/base.js'
import type { Template } from '../../manifest/manifest.ts'
import type { Effort } from '../effort.ts'
import { convert } from './convert.ts'
import { apparentNesting } from './nesting.ts'
import { placesOf } from './places.ts'
import type { Problem } from './problem.ts'
import { syntaxProblem } from './syntax-problem.ts'
import type { Place, Tree } from './tree.ts'

/** Characters that a template, a value or one rendering has at most. */
export const longestText = 100_000

export interface ParsedTemplate {
  /** What could be read, for checks; it may be rendered only where there is no problem. */
  readonly tree: Tree | null
  readonly problems: readonly Problem[]
}

/** Levels of blocks, of `else if` and of parentheses. */
const deepest = 100

/**
 * Reads a template: Handlebars' grammar and white space rules, cut down to the language of manifests.
 *
 * What is left can only print, choose by `if` and `unless`, call the ten helpers and place partials,
 * so a rendering always ends and its length is known beforehand. Values are never read by this.
 */
export function parseTemplate(template: Template): ParsedTemplate {
  const places = placesOf(template)
  if (template.text.length > longestText) {
    return { tree: null, problems: [tooLong(places.at(0, template.text.length))] }
  }
  if (apparentNesting(template.text) > deepest) {
    return { tree: null, problems: [tooDeep(places.at(0, template.text.length))] }
  }
  const program = parse(template.text)
  return program instanceof Error
    ? { tree: null, problems: [syntaxProblem(program, template, places)] }
    : convert(program, template, places)
}

/** Work of reading a character, in steps. */
const stepsPerCharacter = 100

/** Reads each place of a manifest once, although many assets may take their templates from it. */
export function templateReader(effort: Effort): (template: Template) => ParsedTemplate {
  const known = new Map<string, { readonly text: string; readonly parsed: ParsedTemplate }>()
  return (template) => {
    const place = JSON.stringify([template.file, ...template.at])
    const before = known.get(place)
    if (before?.text === template.text) return before.parsed
    effort.spend(template.text.length * stepsPerCharacter)
    const parsed = parseTemplate(template)
    known.set(place, { text: template.text, parsed })
    return parsed
  }
}

/** The parser throws plain errors for a syntax it cannot read. */
function parse(text: string): hbs.AST.Program | Error {
  try {
    return parseHandlebars(text)
  } catch (error) {
    if (error instanceof Error) return error
    throw error
  }
}

function tooDeep(place: Place): Problem {
  return {
    code: 'TEMPLATE_TOO_LONG',
    message: `blocks, \`else if\` and parentheses are nested more than ${deepest} deep`,
    help: 'move a part into a partial, or into a column of the data',
    place,
  }
}

function tooLong(place: Place): Problem {
  return {
    code: 'TEMPLATE_TOO_LONG',
    message: `a template of ${place.template.text.length} characters is longer than the ${longestText} that one may have`,
    help: 'shorten it; no model reads a prompt of this length',
    place,
  }
}
