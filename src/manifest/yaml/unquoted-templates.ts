import { type Document, isCollection, visit } from 'yaml'
import { finding } from '../../diagnostics/codes.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Positions } from '../../diagnostics/positions.ts'
import { mostFindings } from '../located.ts'

/**
 * Finds values that begin with `{{` and are not quoted: to YAML each is a map whose key is a map,
 * which is never what was meant. `nodes` are what the parser made of them.
 */
export function unquotedTemplates(
  document: Document.Parsed,
  positions: Positions,
): { readonly nodes: ReadonlySet<unknown>; readonly findings: readonly Diagnostic[] } {
  const nodes = new Set<unknown>()
  const findings: Diagnostic[] = []
  visit(document, {
    Map(_, node, path) {
      const [start, end] = node.range ?? [0, 0]
      if (node.flow !== true || !positions.text.startsWith('{{', start)) return undefined
      nodes.add(node)
      const inside = path.some((parent) => isCollection(parent) && parent.flow === true)
      const value = inside ? positions.text.slice(start, end) : restOfLine(start, positions.text)
      if (findings.length < mostFindings) findings.push(found(positions, { start, end, value }))
      return visit.SKIP
    },
  })
  return { nodes, findings }
}

interface Found {
  readonly start: number
  readonly end: number
  /** What should be quoted. */
  readonly value: string
}

function found(positions: Positions, { start, end, value }: Found): Diagnostic {
  return finding('YAML_UNQUOTED_TEMPLATE', 'this begins with `{{`, which YAML reads as a map', {
    span: positions.span(start, end),
    help: `quote the whole value: ${quoted(value)}`,
  })
}

/** To the end of the line, without a comment. */
function restOfLine(start: number, text: string): string {
  const end = text.indexOf('\n', start)
  return text.slice(start, end === -1 ? text.length : end).replace(/\s+(#.*)?$/, '')
}

function quoted(value: string): string {
  if (!value.includes('"') && !value.includes('\\')) return `"${value}"`
  return value.includes("'") ? 'write `>-` and the text on the next line' : `'${value}'`
}
