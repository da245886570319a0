import { UserError } from '../diagnostics/user-error.ts'
import { shownPath } from '../manifest/shown-path.ts'
import type { Refusal, Report } from '../report/ci/report.ts'
import type { CommandContext, CommandEnd } from './context.ts'
import type { ProjectRequest } from './doors.ts'
import { nothingSpent } from './error-text.ts'
import { isForCi, printReport } from './print-report.ts'

interface About {
  readonly command: Report['command']
  readonly request: ProjectRequest
}

/**
 * What a command comes to. Where it ends with an error before it has a result, and the result is for
 * CI, a report of the error stands in its place: a comment must not keep telling of an earlier one.
 */
export async function reported(
  end: CommandEnd,
  { command, request }: About,
  context: CommandContext,
): CommandEnd {
  try {
    return await end
  } catch (error) {
    const { io, print } = context
    if (error instanceof UserError && isForCi(print.format) && !print.hasResult()) {
      const manifest = shownPath(request.manifest, io.cwd)
      const findings = error.diagnostics
      const report = refusedReport(error, { command, manifest, summary: nothingSpent })
      await printReport({ ...report, findings }, context)
    }
    throw error
  }
}

/** A report of nothing but an error. */
export function refusedReport(
  { code, message, hint }: Refusal,
  about: Pick<Report, 'command' | 'manifest' | 'summary'>,
): Report {
  return {
    ...about,
    name: null,
    refusal: { code, message, hint },
    facts: [],
    table: null,
    sections: [],
    findings: [],
    texts: new Map(),
    notes: [],
    checks: [],
  }
}
