import type { Json } from '../../request/canonical-json.ts'
import { type Helper, helpers, Refusal } from './helpers.ts'
import type { Library } from './library.ts'
import { type Frame, lookUp } from './look-up.ts'
import type { NameSpace } from './name-space.ts'
import type { Problem } from './problem.ts'
import { printed } from './text.ts'
import type { CallExpression, Expression, PathExpression, Place, Statement, Tree } from './tree.ts'

/** A value that cannot be printed there. A finding's words come with it, since they may name the value. */
type Report = (problem: Problem) => void

/** Text of a template for one frame; where `report` was called the text is of no use. */
export type Renderer = (frame: Frame, report: Report) => string

/** Stands for a value that was reported already, so that nothing more is said about it. */
const reported: Json = Object.freeze([])

type Evaluate = (frame: Frame, report: Report) => Json | undefined

/**
 * Turns a checked tree into a function. The tree that was checked is what runs: no code is made from a
 * manifest, and names are looked up by the same own-key rule here and in the checks.
 */
export function compile(tree: Tree, space: NameSpace, library: Library): Renderer {
  return compileStatements(tree.statements, { space, library, partials: new Map() })
}

interface Compiling {
  readonly space: NameSpace
  readonly library: Library
  readonly partials: Map<string, Renderer>
}

function compileStatements(statements: readonly Statement[], compiling: Compiling): Renderer {
  const parts = statements.map((statement) => compileStatement(statement, compiling))
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  return (frame, report) => {
    let text = ''
    for (const part of parts) text += part(frame, report)
    return text
  }
}

function compileStatement(statement: Statement, compiling: Compiling): Renderer {
  switch (statement.kind) {
    case 'text':
      return () => statement.text
    case 'print':
      return compilePrint(statement.value, compiling)
    case 'choice': {
      const condition = compileExpression(statement.condition, compiling, true)
      const holds = compileStatements(statement.holds, compiling)
      const fails = compileStatements(statement.fails, compiling)
      return (frame, report) =>
        isTrue(condition(frame, report)) ? holds(frame, report) : fails(frame, report)
    }
    case 'partial':
      return compilePartial(statement, compiling)
  }
}

/** As Handlebars has it: nothing, false, 0, the empty text and the empty list are false. */
function isTrue(value: Json | undefined): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}

function compilePrint(value: PathExpression | CallExpression, compiling: Compiling): Renderer {
  const evaluate = compileExpression(value, compiling, false)
  return (frame, report) => {
    const result = evaluate(frame, report) ?? ''
    if (result === reported) return ''
    const text = printed(result)
    if (text === null) report(notText(value, result))
    return text ?? ''
  }
}

function notText(value: PathExpression | CallExpression, result: Json): Problem {
  const name = value.kind === 'path' ? [value.name, ...value.rest].join('.') : '…'
  const part = value.kind === 'path' ? Object.keys(result ?? {})[0] : undefined
  const isList = Array.isArray(result)
  const way = isList ? `{{join ${name} ", "}}` : `{{${name}.${part ?? '…'}}}`
  return {
    code: 'TEMPLATE_NOT_TEXT',
    message: `\`${value.place.source}\` is ${isList ? 'a list' : 'an object'}, which has no printed form`,
    help: `print it with \`${way}\`, or whole with \`{{json ${name}}}\``,
    place: value.place,
  }
}

function compilePartial(
  { name, indent, ownLine }: Extract<Statement, { kind: 'partial' }>,
  compiling: Compiling,
): Renderer {
  const render = partialRenderer(name, compiling)
  if (indent === '' && !ownLine) return render
  return (frame, report) => {
    const text = indentLines(render(frame, report), indent)
    return ownLine && text !== '' && !text.endsWith('\n') ? `${text}\n` : text
  }
}

function partialRenderer(name: string, compiling: Compiling): Renderer {
  const known = compiling.partials.get(name)
  if (known !== undefined) return known
  const tree = compiling.library.get(name)?.tree
  const render = compileStatements(tree?.statements ?? [], compiling)
  compiling.partials.set(name, render)
  return render
}

/** Every line but an empty last one. */
function indentLines(text: string, indent: string): string {
  const lines = text.split('\n')
  const last = lines.length - 1
  return lines.map((line, index) => (line === '' && index === last ? '' : indent + line)).join('\n')
}

/** A `guarded` expression may come out as nothing; elsewhere that is reported. */
function compileExpression(
  expression: Expression,
  compiling: Compiling,
  guarded: boolean,
): Evaluate {
  switch (expression.kind) {
    case 'literal':
      return () => expression.value
    case 'path': {
      const find = lookUp(expression, compiling.space)
      return guarded ? find : required(find, expression.place, pathText(expression))
    }
    case 'call': {
      const call = compileCall(expression, compiling, guarded)
      return guarded ? call : required(call, expression.place, expression.helper)
    }
  }
}

function pathText({ name, rest }: PathExpression): string {
  return [name, ...rest].join('.')
}

function required(evaluate: Evaluate, place: Place, what: string): Evaluate {
  const problem: Problem = {
    code: 'TEMPLATE_MISSING_VALUE',
    message: `\`${what}\` has no value`,
    help: `give it one, say what stands instead with \`{{default ${what} "…"}}\`, or leave the place out with \`{{#if ${what}}}\``,
    place,
  }
  return (frame, report) => {
    const value = evaluate(frame, report)
    if (value !== undefined && value !== null) return value
    report(problem)
    return reported
  }
}

function compileCall(call: CallExpression, compiling: Compiling, guarded: boolean): Evaluate {
  const helper: Helper = helpers[call.helper]
  const apply = helper.most === 1 ? remembering(helper) : helper.apply
  // Inside `default` anything may be missing, and so it may inside a condition.
  const loose = guarded || call.helper === 'default'
  const evaluate = call.arguments.map((value) => compileExpression(value, compiling, loose))
  return (frame, report) => {
    const values = evaluate.map((argument) => argument(frame, report) ?? null)
    if (values.includes(reported)) return reported
    if (!helper.takesMissing && values.includes(null)) return undefined
    const result = apply(values)
    if (!(result instanceof Refusal)) return result
    report({ ...result, place: call.place })
    return reported
  }
}

/** Texts that a call keeps the results of: enough for the values of most axes. */
const mostRemembered = 10_000

/** The same few values come by in every combination, and `slug` takes its time. */
function remembering({ apply }: Helper): Helper['apply'] {
  const known = new Map<string, Json>()
  return (values) => {
    const [value] = values
    if (typeof value !== 'string') return apply(values)
    const before = known.get(value)
    if (before !== undefined) return before
    const result = apply(values)
    if (!(result instanceof Refusal) && known.size < mostRemembered) known.set(value, result)
    return result
  }
}
