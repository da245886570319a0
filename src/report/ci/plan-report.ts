import type { Plan, PlannedJob } from '../../plan/plan.ts'
import { counted } from '../phrases.ts'
import { estimateSummary } from '../plan-estimate.ts'
import { printedPath } from '../plan-reasons.ts'
import { type PlanHistory, planSections } from '../plan-sections.ts'
import { duplicateWords, planTable } from '../plan-table.ts'
import type { Check, Refusal, Report } from './report.ts'

export interface PlanReportContext extends PlanHistory, Pick<Report, 'manifest' | 'texts'> {
  /** Why a run would be refused; null: it would not. */
  readonly refusal: Refusal | null
}

/** Columns that texts are quoted in. */
const width = 100
/** Sections that a reviewer reads without unfolding. */
const shown: ReadonlySet<string> = new Set(['price', 'time', 'budget'])

/** A plan for a reviewer who has no terminal. */
export function planReport(plan: Plan, context: PlanReportContext): Report {
  const sections = planSections(plan, { ...context, width })
  const duplicates = duplicateWords(plan)
  const open = sections.filter(({ title }) => shown.has(title))
  return {
    command: 'plan',
    manifest: context.manifest,
    name: plan.manifest.name,
    summary: estimateSummary(plan),
    refusal: context.refusal,
    facts: [
      `${counted(plan.totals.outputs, 'output')} wanted; region ${plan.manifest.provider.region}`,
      ...(duplicates === null ? [] : [duplicates]),
      ...open.flatMap(({ title, lines }) => lines.map((line) => `${title}: ${line}`)),
    ],
    table: planTable(plan),
    sections: sections.filter(({ title }) => !shown.has(title)),
    findings: plan.findings,
    texts: context.texts,
    notes: [],
    checks: plan.jobs.map((job) => jobCheck(job, plan)),
  }
}

/** Actions by which a run leaves an output as it is although it is not as wanted. */
const leftAlone: ReadonlySet<PlannedJob['action']> = new Set([
  'changed',
  'absent',
  'blocked',
  'resolve',
])

function jobCheck({ asset, action, outputs, reason, key }: PlannedJob, plan: Plan): Check {
  const path = outputs[0]?.path
  const name = path === undefined ? key : printedPath(plan, path)
  const isLeft = leftAlone.has(action)
  return {
    group: asset,
    name: `${action} ${name}`,
    outcome: isLeft ? 'skipped' : 'passed',
    message: isLeft ? reason : null,
  }
}
