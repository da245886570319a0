import { type Diagnostic, isError } from '../../diagnostics/diagnostic.ts'
import { hideKeys } from '../../diagnostics/plain-text.ts'
import { renderDiagnostics } from '../../diagnostics/render.ts'
import type { Check, Report } from './report.ts'
import { xmlText } from './xml-escape.ts'

/**
 * A report as JUnit XML: a test case for each finding and each thing that was checked. An error is a
 * failed case, a warning or a hint a passed one with what it says; a case fails only where the
 * command's exit code says so too.
 */
export function junit(report: Report): string {
  const cases = [
    ...report.findings.map((finding) => findingCase(finding, report)),
    ...checkCases(report),
  ]
  const all = cases.length === 0 ? [passed(report.command, report.manifest)] : cases
  const counts = countsOf(all)
  const name = xmlText(`mintage ${report.command} ${report.manifest}`)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${name}" ${counts}>`,
    `  <testsuite name="${name}" ${counts}>`,
    ...all.flatMap(caseLines),
    `    <system-out>${xmlText(report.summary)}</system-out>`,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

interface Case extends Omit<Check, 'message'> {
  readonly type: string
  readonly message: string
  /** Place in a file, where it is known. */
  readonly at: { readonly file: string; readonly line: number } | null
  readonly body: readonly string[]
}

function checkCases({ command, refusal, checks }: Report): Case[] {
  const cases = checks.map(
    (check): Case => ({
      ...check,
      type: check.outcome,
      message: check.message ?? '',
      at: null,
      body: [],
    }),
  )
  if (refusal === null) return cases
  const { code, message, hint } = refusal
  const body = hint === null ? [] : [hint]
  const refused = { name: code, outcome: 'error', type: code, message, body, at: null } as const
  return [{ group: command, ...refused }, ...cases]
}

function findingCase(finding: Diagnostic, { manifest, texts }: Report): Case {
  const { code, message, span } = finding
  const place = span === null ? '' : ` ${span.file}:${span.line}:${span.column}`
  return {
    group: manifest,
    name: `${code}${place}`,
    outcome: isError(finding) ? 'failed' : 'passed',
    type: code,
    message: hideKeys(message),
    at: span,
    body: renderDiagnostics([finding], texts, { colour: false }).trimEnd().split('\n'),
  }
}

function passed(name: string, group: string): Case {
  return { group, name, outcome: 'passed', type: '', message: '', at: null, body: [] }
}

function countsOf(cases: readonly Case[]): string {
  const count = (outcome: Case['outcome']) => cases.filter((one) => one.outcome === outcome).length
  return `tests="${cases.length}" failures="${count('failed')}" errors="${count('error')}" skipped="${count('skipped')}"`
}

const elements = { passed: 'system-out', failed: 'failure', error: 'error', skipped: 'skipped' }

function caseLines(one: Case): string[] {
  const { group, name, at, outcome, type, message, body } = one
  const place = at === null ? '' : ` file="${xmlText(at.file)}" line="${at.line}"`
  const open = `    <testcase classname="${xmlText(group)}" name="${xmlText(name)}"${place}`
  if (outcome === 'passed' && body.length === 0) return [`${open}/>`]
  const about =
    outcome === 'passed'
      ? ''
      : ` message="${xmlText(message)}"${outcome === 'skipped' ? '' : ` type="${xmlText(type)}"`}`
  const element = elements[outcome]
  const inside = body.map(xmlText).join('\n')
  const content =
    inside === '' ? `<${element}${about}/>` : `<${element}${about}>${inside}</${element}>`
  return [`${open}>`, `      ${content}`, '    </testcase>']
}
