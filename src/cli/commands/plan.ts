import { basename } from 'node:path'
import { plainText } from '../../diagnostics/plain-text.ts'
import { UserError } from '../../diagnostics/user-error.ts'
import { type CallCaps, capIn, checkBudget } from '../../plan/budget.ts'
import { jobsToGenerate } from '../../plan/generating.ts'
import { planReport } from '../../report/ci/plan-report.ts'
import type { Report } from '../../report/ci/report.ts'
import { validateReport } from '../../report/ci/validate-report.ts'
import { planChanges } from '../../report/plan-changes.ts'
import { estimateSummary } from '../../report/plan-estimate.ts'
import { planJson } from '../../report/plan-json.ts'
import { planText } from '../../report/plan-text.ts'
import { lockSpend } from '../../report/spend.ts'
import type { CommandContext, CommandEnd } from '../context.ts'
import type { Project, ProjectRequest } from '../doors.ts'
import { nothingSpent } from '../error-text.ts'
import { givenOptions, type WrittenCaps } from '../flags.ts'
import { warnOfNothing } from '../nothing-selected.ts'
import { isForCi, printReport } from '../print-report.ts'
import type { Printer } from '../printer.ts'
import { writeSavedPlan } from '../save-plan.ts'
import { findingsText, isPlanned, type Planned } from '../show-findings.ts'
import { engine } from '../version.ts'

export interface PlanWishes {
  readonly caps: WrittenCaps
  /** File to save the plan to; null: none. */
  readonly out: string | null
  /** Whether something to generate is told by the exit code. */
  readonly exitCode: boolean
}

/**
 * What a run would do, why, the price, the time.
 *
 * @throws {UserError} when the plan is over a budget or a cap; it has been printed then, and is not saved.
 */
export async function plan(
  request: ProjectRequest,
  { caps: written, out, exitCode }: PlanWishes,
  context: CommandContext,
): CommandEnd {
  const { io, print, doors } = context
  const project = await doors.open(request, 'whole')
  if (!isPlanned(project)) return reportErrors(project, 'plan', context)
  warnOfNothing(project, print)
  const caps = affordableCaps(project, written)
  await printPlan(project, caps instanceof UserError ? caps : null, context)
  if (caps instanceof UserError) throw caps
  if (out !== null) {
    await writeSavedPlan(project, { file: out, cwd: io.cwd, caps })
    print.talk(`saved as ${plainText(out)}: mintage run ${plainText(out)}`)
  }
  return exitCode && jobsToGenerate(project.plan).length > 0 ? ['would-generate'] : []
}

/** What the call may add, or why the plan goes beyond that or beyond the budget. */
function affordableCaps(project: Planned, written: WrittenCaps): CallCaps | UserError {
  try {
    const caps = capsOfPlan(project, written)
    checkBudget(project.plan, project.lock, caps)
    return caps
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}

/** @param refusal why a run of this plan would be refused; null: it would not. */
async function printPlan(
  project: Planned,
  refusal: UserError | null,
  context: CommandContext,
): Promise<void> {
  const { print } = context
  if (print.format === 'json') return print.json(planAsJson(project))
  if (!isForCi(print.format)) return print.result(planAsText(project, print))
  const { plan, texts, shown } = project
  const told = { manifest: shown, texts, refusal, ...historyOf(project) }
  return printReport(planReport(plan, told), context)
}

/** @throws {UserError} PLAN_BUDGET_CURRENCY */
export function capsOfPlan({ plan }: Planned, { maxCost, maxImages }: WrittenCaps): CallCaps {
  return { maxCost: capIn(plan.estimate.currency, maxCost), maxImages }
}

/** Findings go to stderr; a report for CI holds them too. */
export async function reportErrors(
  project: Project,
  command: Report['command'],
  context: CommandContext,
): Promise<readonly ['usage']> {
  if (isForCi(context.print.format)) {
    const { shown, texts } = project
    await printReport(validateReport(project, { command, manifest: shown, texts }), context)
  }
  return showErrors(project, context.print)
}

/** Findings go to stderr; a plan as data holds them too. */
export function showErrors(project: Project, print: Printer): readonly ['usage'] {
  if (print.format === 'json' && project.plan !== null) {
    print.json(planAsJson({ ...project, plan: project.plan }))
  }
  print.problem(findingsText(project, print.talkStyle.colour))
  return ['usage']
}

function planAsText(project: Planned, { quiet, resultStyle }: Printer): string {
  const { plan, texts } = project
  if (quiet) return `${estimateSummary(plan)}; ${nothingSpent}`
  return planText(plan, { texts, ...historyOf(project), ...resultStyle })
}

function historyOf({ plan, lock }: Planned) {
  return { spent: lockSpend(lock), changes: planChanges(plan, lock) }
}

function planAsJson({ plan, request, lock, lockFile }: Planned) {
  return planJson(plan, {
    engine: engine(),
    manifestPath: basename(request.manifest),
    lock: lockFile,
    options: givenOptions(request),
    changes: planChanges(plan, lock),
  })
}
