import { type Diagnostic, isError } from '../../diagnostics/diagnostic.ts'
import type { Plan } from '../../plan/plan.ts'
import { counted } from '../phrases.ts'
import type { Report } from './report.ts'

/** @param found The plan that was made of the manifest; null where it could not be read. */
export function validateReport(
  found: { plan: Plan | null; findings: readonly Diagnostic[] },
  context: Pick<Report, 'command' | 'manifest' | 'texts'>,
): Report {
  const { plan, findings } = found
  return {
    ...context,
    name: plan?.manifest.name ?? null,
    summary: findings.length === 0 && plan !== null ? contentWords(plan) : findingWords(findings),
    refusal: null,
    facts: [],
    table: null,
    sections: [],
    findings,
    notes: [],
    checks: [],
  }
}

/** `no problems found; 3 assets, 12 requests, 36 outputs`. */
export function contentWords({ manifest, totals }: Plan): string {
  const counts = [
    counted(manifest.assets.length, 'asset'),
    counted(totals.jobs, 'request'),
    counted(totals.outputs, 'output'),
  ]
  return `no problems found; ${counts.join(', ')}`
}

function findingWords(findings: readonly Diagnostic[]): string {
  const errors = findings.filter(isError).length
  const others = findings.length - errors
  const words = [
    errors === 0 ? null : counted(errors, 'error'),
    others === 0 ? null : counted(others, 'remark'),
  ].filter((word) => word !== null)
  return errors === 0
    ? `${words.join(' and ')}, nothing that stops a plan`
    : `${words.join(' and ')}; nothing was sent, nothing was spent`
}
