import type { Document, YAMLError } from 'yaml'
import { finding } from '../../diagnostics/codes.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Positions } from '../../diagnostics/positions.ts'
import { type Located, mostFindings } from '../located.ts'
import { composeYaml, mostErrors, mostParts, type Refusal } from './compose.ts'
import { locate } from './locate.ts'
import { escapedBraces, syntaxFinding, tooDeep } from './syntax-finding.ts'
import { unquotedTemplates } from './unquoted-templates.ts'

/** Syntax errors reported at most: after the first few the parser is only guessing. */
const mostReported = 5

/**
 * Reads YAML 1.2 core into values with places. `root` is null where the text is empty, or so damaged
 * that looking further would only find consequences; the findings then say why.
 *
 * Bounded in every way: parts of the text, nesting, errors, what aliases repeat, findings.
 */
export function parseYaml(positions: Positions): {
  readonly root: Located | null
  readonly findings: readonly Diagnostic[]
} {
  const composed = composeYaml(positions.text)
  if ('refused' in composed) return { root: null, findings: [refusal(composed, positions)] }
  const { document } = composed
  const templates = unquotedTemplates(document, positions)
  const lines = new Set(templates.findings.map(({ span }) => span?.line ?? 0))
  const syntax = syntaxErrors(document.errors, positions, lines)
  const findings = [...templates.findings, ...syntax.findings]
  if (syntax.damaged) return { root: null, findings }
  const located = locate(document, { positions, templates: templates.nodes })
  return {
    root: located.root,
    findings: [
      ...findings,
      ...versionFinding(document, positions),
      ...tagFindings(document.warnings, positions),
      ...located.findings.filter(({ span }) => !lines.has(span?.line ?? 0)),
    ],
  }
}

function refusal({ refused, offset }: Refusal, positions: Positions): Diagnostic {
  if (refused === 'too-deep') return tooDeep(positions, offset)
  const span = positions.span(offset)
  if (refused === 'too-large') {
    return finding(
      'YAML_TOO_LARGE',
      `this text has more than ${mostParts} keys, values and marks`,
      {
        span,
        help: 'move the values into csv, json or txt files',
      },
    )
  }
  return finding('YAML_SYNTAX', `from here on, more than ${mostErrors} places are not YAML`, {
    span,
    help: 'check that this is the right file',
  })
}

interface SyntaxErrors {
  readonly findings: readonly Diagnostic[]
  /** Whether the values that were read are not what was meant. */
  readonly damaged: boolean
}

/**
 * The errors, one for each line, without those that an unquoted template brought about: these stand
 * on its line, or somewhere behind it where the parser has lost its way.
 */
function syntaxErrors(
  errors: readonly YAMLError[],
  positions: Positions,
  templateLines: ReadonlySet<number>,
): SyntaxErrors {
  // In the order of the text.
  const [first = Number.POSITIVE_INFINITY] = templateLines
  const byLine = new Map<number, Diagnostic>()
  let damaged = false
  for (const error of errors) {
    const { line } = positions.span(error.pos[0])
    const braces = escapedBraces(error, positions)
    if (templateLines.has(line)) continue
    damaged ||= braces === null
    if (line > first || byLine.has(line)) continue
    byLine.set(line, braces ?? syntaxFinding(error, positions))
  }
  return { findings: [...byLine.values()].slice(0, mostReported), damaged }
}

/** `%YAML 1.1` would turn `yes` and `12:30` into other values. */
function versionFinding(document: Document.Parsed, positions: Positions): Diagnostic[] {
  const { explicit, version } = document.directives.yaml
  if (explicit !== true || version === '1.2') return []
  const start = Math.max(0, positions.text.indexOf('%YAML'))
  return [
    finding('YAML_VERSION', `this asks for YAML ${version}, but Mintage reads YAML 1.2`, {
      span: positions.span(start, start + `%YAML ${version}`.length),
      help: 'remove the line',
    }),
  ]
}

function tagFindings(warnings: readonly YAMLError[], positions: Positions): Diagnostic[] {
  return warnings
    .filter(({ code }) => code === 'TAG_RESOLVE_FAILED')
    .slice(0, mostFindings)
    .map(({ pos: [start, end] }) =>
      finding('YAML_TAG', `the tag \`${positions.text.slice(start, end)}\` is not known`, {
        span: positions.span(start, end),
        help: 'remove the tag; a value in quotes is always text',
      }),
    )
}
