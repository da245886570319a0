import type { Problem, Verification } from '../../provenance/verify/verification.ts'
import { groupDigits } from '../phrases.ts'
import { pathOf, type VerifyContext } from '../verify-json.ts'
import { verdict, verifyNotes } from '../verify-text.ts'
import type { Check, Report } from './report.ts'

/** Whether lockfile, provenance and files agree: what was compared, and each disagreement. */
export function verifyReport(
  found: Verification,
  context: VerifyContext & Pick<Report, 'manifest'>,
): Report {
  const { problems } = found
  const below = (path: string) => `${context.outputDir}/${path}`
  const places = problems.map((problem) => placeOf(problem, below))
  return {
    command: 'verify',
    manifest: context.manifest,
    name: context.name,
    summary: verdict(found),
    refusal: null,
    facts: verifyNotes(found, below),
    table: countTable(found),
    sections: [
      {
        title: 'what does not agree',
        lines: problems.map(({ code, message }, index) => `${code}: ${places[index]}: ${message}`),
      },
    ].filter(({ lines }) => lines.length > 0),
    findings: [],
    texts: new Map(),
    notes: problems.map(({ code, message }, index) => ({
      level: 'error',
      title: code,
      message: [places[index] ?? '', message],
      span: null,
    })),
    checks: problems.length === 0 ? [agreement] : problemChecks(problems, places),
  }
}

const agreement: Check = {
  group: 'verify',
  name: 'lockfile, provenance and files agree',
  outcome: 'passed',
  message: null,
}

function problemChecks(problems: readonly Problem[], places: readonly string[]): Check[] {
  return problems.map(({ code, message }, index) => ({
    group: places[index] ?? '',
    name: code,
    outcome: 'failed',
    message,
  }))
}

function placeOf(problem: Problem, below: (path: string) => string): string {
  return pathOf(problem, below) ?? `original ${problem.subject ?? ''}`
}

function countTable({ outputs, originals, problems }: Verification): Report['table'] {
  const counts: [title: string, count: number][] = [
    ['files recorded', outputs.recorded],
    ['as recorded', outputs.intact],
    ['not here', outputs.missing],
    ['originals paid', originals.paid],
    ['originals here', originals.here],
    ['problems', problems.length],
  ]
  return {
    columns: counts.map(([title]) => ({ title, align: 'right' })),
    rows: [counts.map(([, count]) => groupDigits(count))],
  }
}
