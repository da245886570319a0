import { timestamp } from '../run/clock.ts'
import type { RunResult } from '../run/events.ts'
import type { CommandContext } from './context.ts'
import type { SettledSet } from './doors.ts'
import type { ExitReason } from './exit-code.ts'
import { startReporting } from './reporting.ts'
import { runSummary } from './run-summary.ts'

/** Tells of a run that has nothing to do as any run tells of itself. */
export function tellSettled(
  { project, outputDir, currency, jobs }: SettledSet,
  context: CommandContext,
): readonly ExitReason[] {
  const { io, print } = context
  const counts = { total: jobs, waiting: 0, running: 0, unknown: 0, failed: 0, done: jobs }
  const spend = { currency, spent: 0, open: 0 }
  const result: RunResult = {
    ended: 'complete',
    stop: null,
    signal: null,
    counts,
    spend,
    written: 0,
    missing: [],
    warnings: 0,
  }
  const reporting = startReporting(outputDir, context)
  const at = timestamp(io.now())
  const { name } = project.lock
  reporting.onEvent({ type: 'start', at, name, simulated: false, counts, spend, seconds: 0 })
  reporting.onEvent({ type: 'end', at, result })
  reporting.close()
  if (print.format === 'pretty') print.result(runSummary(result, project))
  return []
}
