import { nearest } from '../../diagnostics/suggest.ts'
import { type HelperName, helpers, isHelper } from './helpers.ts'
import type { Range } from './places.ts'
import { type Reading, report, unsupported } from './reading.ts'
import type { CallExpression, Expression, PathExpression } from './tree.ts'

/** Reads a value; null, and recorded, where the language has no such form. */
export function readExpression(
  node: hbs.AST.Expression | undefined,
  reading: Reading,
): Expression | null {
  reading.weight += 1
  switch (node?.type) {
    case 'PathExpression':
      return readPath(node as hbs.AST.PathExpression, reading)
    case 'SubExpression':
      return readCall(node as hbs.AST.SubExpression, reading)
    case 'StringLiteral':
    case 'NumberLiteral':
    case 'BooleanLiteral':
      return { kind: 'literal', value: (node as hbs.AST.StringLiteral).value }
    default:
      return { kind: 'literal', value: null }
  }
}

export function readPath(
  node: hbs.AST.PathExpression,
  reading: Reading,
  range: Range = node.loc,
): PathExpression | null {
  const [name, ...rest] = node.parts
  if (node.data || node.depth > 0 || name === undefined) {
    unsupported({ loc: range }, `\`${node.original}\``, reading, plainly)
    return null
  }
  const path: PathExpression = { kind: 'path', name, rest, place: reading.places.of(range) }
  reading.paths.push(path)
  return path
}

export function readCall(
  node: hbs.AST.MustacheStatement | hbs.AST.SubExpression,
  reading: Reading,
): CallExpression | null {
  const name = String((node.path as hbs.AST.PathExpression).original)
  if (!isHelper(name)) return unknownHelper(name, node.path.loc, reading)
  if (node.hash !== undefined) {
    unsupported(node, 'a named argument', reading)
    return null
  }
  if (!fits(name, node.params.length)) return wrongArguments(name, node, reading)
  const values = node.params.map((param) => readExpression(param, reading))
  if (values.includes(null)) return null
  const place = reading.places.of(node.loc)
  return { kind: 'call', helper: name, arguments: values as Expression[], place }
}

function fits(name: HelperName, count: number): boolean {
  return count >= helpers[name].least && count <= helpers[name].most
}

function wrongArguments(
  name: HelperName,
  node: { loc: Range; params: readonly unknown[] },
  reading: Reading,
): null {
  const { least, most, usage } = helpers[name]
  const wanted = least === most ? `${most}` : `${least} or ${most}`
  report(reading, node.loc, {
    code: 'TEMPLATE_HELPER_ARGUMENTS',
    message: `\`${name}\` was given ${node.params.length} values and takes ${wanted}`,
    help: `it is written like \`${usage}\``,
  })
  return null
}

const plainly =
  'names are written as they are, like `{{city}}` and `{{drink.name}}`: there are no loops'

/** Helpers and blocks of Handlebars that a manifest does without, and what stands instead. */
export const insteadOf: ReadonlyMap<string, string> = new Map([
  [
    'each',
    'print a list with `{{join tags ", "}}`; for a picture of each item, let them be an axis',
  ],
  ['with', 'write the whole path: `{{drink.name}}`'],
  ['lookup', 'write the path: `{{drink.name}}`, `{{tags.[0]}}`'],
  ['log', 'remove it'],
  ['if', 'write `{{#if city}}…{{/if}}`'],
  ['unless', 'write `{{#unless city}}…{{/unless}}`'],
])

function unknownHelper(name: string, range: Range, reading: Reading): null {
  const instead = insteadOf.get(name)
  if (instead !== undefined) {
    unsupported({ loc: range }, `\`${name}\` as a helper`, reading, instead)
    return null
  }
  const close = nearest(name, Object.keys(helpers))
  report(reading, range, {
    code: 'TEMPLATE_UNKNOWN_HELPER',
    message: `there is no helper \`${name}\``,
    help:
      close === null
        ? `the helpers are ${Object.keys(helpers).join(', ')}; a name without values stands alone: \`{{${name}}}\``
        : `did you mean \`${close}\`?`,
  })
  return null
}
