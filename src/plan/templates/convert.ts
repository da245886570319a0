import type { Template } from '../../manifest/manifest.ts'
import { insteadOf, readCall, readExpression, readPath } from './convert-expression.ts'
import { isHelper } from './helpers.ts'
import type { Places, Range } from './places.ts'
import type { Problem } from './problem.ts'
import { type Reading, report, unsupported } from './reading.ts'
import type { PartialStatement, Statement, Tree } from './tree.ts'

/**
 * Turns the parser's tree into ours, which has no form for what the language leaves out: that becomes a
 * problem, and the tree goes without it, so that its names can be checked all the same.
 */
export function convert(
  program: hbs.AST.Program,
  template: Template,
  places: Places,
): { readonly tree: Tree; readonly problems: readonly Problem[] } {
  const reading: Reading = { places, problems: [], paths: [], partials: [], weight: 0 }
  const statements = readProgram(program, reading)
  const { problems, paths, partials, weight } = reading
  return { tree: { template, statements, paths, partials, weight }, problems }
}

function readProgram(program: hbs.AST.Program | undefined, reading: Reading): Statement[] {
  const body = program?.body ?? []
  return body.flatMap((statement, index) => {
    reading.weight += 1
    return readStatement(statement, { reading, next: body[index + 1], second: body[index + 2] })
  })
}

interface Surroundings {
  readonly reading: Reading
  /** The two statements that follow. */
  readonly next: hbs.AST.Statement | undefined
  readonly second: hbs.AST.Statement | undefined
}

function readStatement(node: hbs.AST.Statement, around: Surroundings): Statement[] {
  const { reading } = around
  switch (node.type) {
    case 'CommentStatement':
      return []
    case 'ContentStatement':
      return readText(node as hbs.AST.ContentStatement, reading)
    case 'MustacheStatement':
      return readPrint(node as hbs.AST.MustacheStatement, reading)
    case 'BlockStatement':
      return readBlock(node as hbs.AST.BlockStatement, reading)
    case 'PartialStatement':
      return readPartial(node as hbs.AST.PartialStatement, around)
    default:
      return unsupported(node, 'this kind of partial or decorator', reading)
  }
}

function readText({ value }: hbs.AST.ContentStatement, reading: Reading): Statement[] {
  reading.weight += value.length
  return value === '' ? [] : [{ kind: 'text', text: value }]
}

function readPrint(node: hbs.AST.MustacheStatement, reading: Reading): Statement[] {
  const path = node.path as hbs.AST.PathExpression
  if (path.type !== 'PathExpression') return unsupported(node, 'a bare literal', reading)
  const isCall = node.params.length > 0 || node.hash !== undefined || isHelper(path.original)
  const value = isCall ? readCall(node, reading) : readPath(path, reading, node.loc)
  return value === null ? [] : [{ kind: 'print', value }]
}

function readBlock(node: hbs.AST.BlockStatement, reading: Reading): Statement[] {
  const name = node.path.original
  const at = openingRange(node)
  if (name !== 'if' && name !== 'unless') {
    return unsupported(at, `\`{{#${name}}}\``, reading, insteadOf.get(name))
  }
  if (node.program?.blockParams !== undefined) {
    return unsupported(at, 'block parameters (`as |name|`)', reading)
  }
  if (node.params.length !== 1 || node.hash !== undefined) return oneCondition(name, at, reading)
  const condition = readExpression(node.params[0], reading)
  const then = readProgram(node.program, reading)
  const otherwise = readProgram(node.inverse, reading)
  if (condition === null) return []
  const [holds, fails] = name === 'if' ? [then, otherwise] : [otherwise, then]
  return [{ kind: 'choice', condition, holds, fails }]
}

function oneCondition(name: string, at: { loc: Range }, reading: Reading): Statement[] {
  report(reading, at.loc, {
    code: 'TEMPLATE_HELPER_ARGUMENTS',
    message: `\`${name}\` takes one condition`,
    help: `write \`{{#${name} colour}}\` or \`{{#${name} (eq city "Tokyo")}}\``,
  })
  return []
}

/** A block's own range runs to its end; a finding belongs at its opening. */
function openingRange({ loc, path }: hbs.AST.BlockStatement): { loc: Range } {
  return { loc: { start: loc.start, end: path.loc.end } }
}

function readPartial(node: hbs.AST.PartialStatement, around: Surroundings): Statement[] {
  const { reading } = around
  const name = node.name as hbs.AST.PathExpression
  if (name.original === undefined) {
    return unsupported(node, 'a partial whose name is computed', reading)
  }
  if (node.params.length > 0 || node.hash !== undefined) {
    return unsupported(
      node,
      'a partial with arguments',
      reading,
      'partials see the same names as the text around them: name them there',
    )
  }
  const place = reading.places.of(node.loc)
  const ownLine = lostLineEnd(node, around)
  const statement: PartialStatement = {
    kind: 'partial',
    name: String(name.original),
    indent: node.indent,
    ownLine,
    place,
  }
  reading.partials.push(statement)
  return [statement]
}

/**
 * Whether the parser took the line end behind a partial that stands alone on its line. It expects
 * partials to be files, which end in one; text in YAML often does not, and would run into the next line.
 */
function lostLineEnd(node: hbs.AST.PartialStatement, { next, second }: Surroundings): boolean {
  if (node.strip.close || next?.type !== 'ContentStatement') return false
  const text = next as hbs.AST.ContentStatement & { rightStripped?: boolean; original: unknown }
  if (text.rightStripped !== true || !/^[ \t]*\r?\n/.test(String(text.original))) return false
  return text.value !== '' || !stripsBefore(second)
}

/** Whether a statement takes the white space before it, as `{{~name}}` does. */
function stripsBefore(node: hbs.AST.Statement | undefined): boolean {
  const { strip, openStrip } = (node ?? {}) as Partial<hbs.AST.BlockStatement> & {
    strip?: hbs.AST.StripFlags
  }
  return (strip ?? openStrip)?.open === true
}
