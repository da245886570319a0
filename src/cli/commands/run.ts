import { setTimeout as sleep } from 'node:timers/promises'
import { UserError } from '../../diagnostics/user-error.ts'
import { checkBudget } from '../../plan/budget.ts'
import { refuseToGenerate } from '../../plan/frozen.ts'
import { jobsToGenerate } from '../../plan/generating.ts'
import { runReport } from '../../report/ci/run-report.ts'
import { estimateSummary } from '../../report/plan-estimate.ts'
import type { RunResult } from '../../run/events.ts'
import type { RunOptions } from '../../run/options.ts'
import { ask, type Reply } from '../ask.ts'
import type { CommandContext, CommandEnd } from '../context.ts'
import type { ProjectRequest } from '../doors.ts'
import { userErrorText } from '../error-text.ts'
import { type ExitReason, reasonOfError, reasonsOfResult } from '../exit-code.ts'
import type { WrittenCaps } from '../flags.ts'
import type { Signal } from '../io.ts'
import { warnOfNothing } from '../nothing-selected.ts'
import { isForCi, printReport } from '../print-report.ts'
import { refusedReport } from '../reported.ts'
import { startReporting } from '../reporting.ts'
import { moneyOfStop, runSummary, summaryLines } from '../run-summary.ts'
import { tellSettled } from '../settled.ts'
import { findingsText, isPlanned, type Planned } from '../show-findings.ts'
import { watchSignals } from '../stop-signals.ts'
import { isInteractive } from '../terminal.ts'
import { capsOfPlan, reportErrors } from './plan.ts'

/** How a run was asked to behave, beyond what it is about. */
export interface RunWishes extends Omit<RunOptions, 'resolveUnknown' | 'maxCost' | 'maxImages'> {
  readonly caps: WrittenCaps
  readonly yes: boolean
  readonly takeOver: boolean
  /** null: asked for on a terminal, else left alone. */
  readonly resolveUnknown: RunOptions['resolveUnknown'] | null
}

/**
 * Does what the plan says.
 *
 * @throws {UserError} when nothing may be sent: frozen, over budget, not confirmed, no key, a second run.
 */
export async function run(
  request: ProjectRequest,
  { caps: written, ...wishes }: RunWishes,
  context: CommandContext,
): CommandEnd {
  const { print, doors } = context
  // A report for CI names every job, and a cap is checked against the currency of the prices.
  const isBounded = written.maxCost !== null || written.maxImages !== null
  const settled = isForCi(print.format) || isBounded ? null : await doors.settled(request)
  if (settled !== null) return tellSettled(settled, context)
  const project = await doors.open(request, 'whole')
  if (!isPlanned(project)) return reportErrors(project, 'run', context)
  warnOfNothing(project, print)
  if (project.findings.length > 0) print.talk(findingsText(project, print.talkStyle.colour))
  if (wishes.frozen) refuseToGenerate(project.plan)
  const caps = capsOfPlan(project, written)
  checkBudget(project.plan, project.lock, caps)
  const consent = await confirm(project, wishes, context)
  if (consent === 'SIGINT' || consent === 'SIGTERM') return [consent]
  return perform(project, { ...wishes, ...caps, resolveUnknown: consent.resolveUnknown }, context)
}

/** What a person is asked about, where nothing was decided beforehand. */
type Decided = Pick<RunWishes, 'yes' | 'resolveUnknown'>

type Consent = Signal | { readonly resolveUnknown: RunOptions['resolveUnknown'] }

/**
 * Makes sure that money is spent because someone wants it.
 *
 * @throws {UserError} RUN_NOT_CONFIRMED (refused)
 */
async function confirm(
  project: Planned,
  wishes: Decided,
  context: CommandContext,
): Promise<Consent> {
  const decided = { resolveUnknown: wishes.resolveUnknown ?? 'skip' } as const
  if (project.request.simulate || wishes.yes) return decided
  // Also what is resumed or looked up may have to be sent again, and be paid then.
  const mayPay = jobsToGenerate(project.plan).length > 0
  if (isInteractive(context.io)) return askForConsent(project, { wishes, mayPay }, context)
  if (mayPay) throw notConfirmed(project, 'nobody is here to ask')
  return decided
}

async function askForConsent(
  project: Planned,
  { wishes, mayPay }: { wishes: Decided; mayPay: boolean },
  { io }: CommandContext,
): Promise<Consent> {
  if (mayPay) {
    const reply = await ask(io, `${estimateSummary(project.plan)}. Go on?`)
    if (reply === 'no') throw notConfirmed(project, 'the answer was no')
    if (reply !== 'yes') return reply
  }
  if (wishes.resolveUnknown !== null) return { resolveUnknown: wishes.resolveUnknown }
  if (!hasOpen(project)) return { resolveUnknown: 'skip' }
  return askAboutUnknown(await ask(io, unknownQuestion(project)))
}

function askAboutUnknown(reply: Reply): Consent {
  if (reply === 'SIGINT' || reply === 'SIGTERM') return reply
  return { resolveUnknown: reply === 'yes' ? 'retry' : 'skip' }
}

function hasOpen({ plan }: Planned): boolean {
  return plan.estimate.unknown.jobs > 0
}

function unknownQuestion({ plan }: Planned): string {
  const { jobs } = plan.estimate.unknown
  const what = jobs === 1 ? '1 request has' : `${jobs} requests have`
  return `${what} an open outcome and may have been paid; the API is asked first. Send again, and perhaps pay twice, what stays open?`
}

function notConfirmed({ plan }: Planned, why: string): UserError {
  const message = `this run may cost money and was not confirmed (${why}): ${estimateSummary(plan)}`
  return new UserError('RUN_NOT_CONFIRMED', message, {
    stop: 'refused',
    hint: '--yes confirms it beforehand; --simulate tries it without cost; --max-cost bounds it',
  })
}

/** Milliseconds that a run has to put things in order after the second signal. */
const leaveMs = 1000

async function perform(
  project: Planned,
  options: RunOptions & { takeOver: boolean },
  context: CommandContext,
): CommandEnd {
  const reporting = startReporting(project.plan.manifest.outputDir, context)
  const watch = watchSignals(context.io, (signal) => {
    reporting.note(
      `${signal}: no new requests; calls and downloads are finished, tasks stay on the server for the next run. Again to leave at once`,
    )
  })
  try {
    const { onEvent } = reporting
    const running = context.doors.run(project, options, { onEvent, signals: watch.signals })
    const left = watch.second.then((signal) => sleep(leaveMs, signal))
    const ended = await Promise.race([running, left])
    reporting.close()
    return typeof ended === 'string' ? leave(ended, context) : conclude(ended, project, context)
  } catch (error) {
    reporting.close()
    if (!(error instanceof UserError)) throw error
    const money = moneyOfStop(reporting.spend(), project)
    await reportStop(error, { project, money }, context)
    context.print.problem(userErrorText(error, { money, colour: context.print.talkStyle.colour }))
    return [reasonOfError(error)]
  } finally {
    watch.close()
  }
}

function leave(signal: Signal, { print }: CommandContext): readonly ExitReason[] {
  print.problem(
    `${signal}: left at once; what was sent is in the lockfile, and the next run continues from it`,
  )
  return [signal]
}

async function conclude(result: RunResult, project: Planned, context: CommandContext): CommandEnd {
  const { print } = context
  if (print.format === 'pretty') print.result(runSummary(result, project))
  if (isForCi(print.format)) {
    const { plan, shown, texts } = project
    const told = { manifest: shown, texts, lines: summaryLines(result, project) }
    await printReport(runReport(result, plan, told), context)
  }
  if (result.stop !== null) {
    const money = moneyOfStop(result.spend, project)
    const stop = { ...result.stop, diagnostics: [] }
    print.problem(userErrorText(stop, { money, colour: print.talkStyle.colour }))
  }
  return reasonsOfResult(result)
}

/** A run that stopped by an error, told in the form for CI too. */
async function reportStop(
  error: UserError,
  { project, money }: { project: Planned; money: string },
  context: CommandContext,
): Promise<void> {
  if (!isForCi(context.print.format)) return
  const about = { command: 'run', manifest: project.shown, summary: money } as const
  const { name } = project.plan.manifest
  await printReport({ ...refusedReport(error, about), name }, context)
}
