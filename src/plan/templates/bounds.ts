import type { AxisValue } from '../../manifest/manifest.ts'
import type { Json } from '../../request/canonical-json.ts'
import type { Effort } from '../effort.ts'
import { type Helper, helpers } from './helpers.ts'
import type { Library } from './library.ts'
import { descend, type Field, isField, type NameSpace, valueAt } from './name-space.ts'
import { printed } from './text.ts'
import type { Expression, PathExpression, Statement, Tree } from './tree.ts'

/** Characters that a field can have: the stem is bounded by the rules for paths. */
const fieldLengths: Readonly<Record<Field, number>> = {
  asset: 256,
  model: 128,
  size: 64,
  seed: 10,
  index: 3,
  stem: 1024,
  variant: 256,
}

/**
 * How many characters a rendering has at most, from the syntax trees and the longest value that each
 * path can have. Never less than the truth; more where helpers are nested or branches exclude each other.
 */
export function longestRendering(tree: Tree, { space, library, effort }: Bounding): number {
  const measuring: Measuring = { space, library, effort, partials: new Map(), paths: new Map() }
  return ofStatements(tree.statements, measuring)
}

interface Bounding {
  readonly space: NameSpace
  readonly library: Library
  readonly effort: Effort
}

interface Measuring extends Bounding {
  /** Lengths known so far, by partial. */
  readonly partials: Map<string, number>
  /** Lengths known so far, by path. */
  readonly paths: Map<string, number>
}

function ofStatements(statements: readonly Statement[], measuring: Measuring): number {
  return statements.reduce((sum, statement) => sum + ofStatement(statement, measuring), 0)
}

function ofStatement(statement: Statement, measuring: Measuring): number {
  switch (statement.kind) {
    case 'text':
      return statement.text.length
    case 'print':
      return ofExpression(statement.value, measuring)
    case 'choice':
      return Math.max(
        ofStatements(statement.holds, measuring),
        ofStatements(statement.fails, measuring),
      )
    case 'partial':
      // Every character may begin a line, and every line gets the indent.
      return (ofPartial(statement.name, measuring) + 1) * (statement.indent.length + 1)
  }
}

function ofPartial(name: string, measuring: Measuring): number {
  const known = measuring.partials.get(name)
  if (known !== undefined) return known
  const tree = measuring.library.get(name)?.tree
  const length = tree === undefined ? 0 : ofStatements(tree.statements, measuring)
  measuring.partials.set(name, length)
  return length
}

function ofExpression(expression: Expression, measuring: Measuring): number {
  switch (expression.kind) {
    case 'literal':
      return lengthOf(expression.value)
    case 'path':
      return ofPath(expression, measuring)
    case 'call': {
      const helper: Helper = helpers[expression.helper]
      return helper.bound(expression.arguments.map((value) => ofExpression(value, measuring)))
    }
  }
}

function ofPath({ name, rest }: PathExpression, measuring: Measuring): number {
  const key = JSON.stringify([name, ...rest])
  const known = measuring.paths.get(key)
  if (known !== undefined) return known
  const length = measure(name, rest, measuring)
  measuring.paths.set(key, length)
  return length
}

function measure(name: string, rest: readonly string[], { space, effort }: Bounding): number {
  const slot = space.slots.get(name)
  if (slot !== undefined) {
    const values = space.values[slot] ?? []
    effort.spend(values.length)
    return longest(values, rest)
  }
  if (space.vars.has(name)) return lengthOf(descend(space.vars.get(name), rest))
  return isField(name) ? fieldLengths[name] : 0
}

function longest(values: readonly AxisValue[], rest: readonly string[]): number {
  return values.reduce((most, value) => Math.max(most, lengthOf(valueAt(value, rest))), 0)
}

/** Of a scalar as printed, of a list or object as JSON. */
function lengthOf(value: Json | undefined): number {
  if (value === undefined || value === null) return 0
  return (printed(value) ?? JSON.stringify(value)).length
}
