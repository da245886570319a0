import { basename } from 'node:path'
import { statusReport } from '../../report/ci/status-report.ts'
import { statusOf } from '../../report/status.ts'
import { statusJson } from '../../report/status-json.ts'
import { statusText } from '../../report/status-text.ts'
import type { CommandContext, CommandEnd } from '../context.ts'
import type { ProjectRequest } from '../doors.ts'
import { isForCi, printReport } from '../print-report.ts'
import { engine } from '../version.ts'

/** Progress and spend, from the lockfile alone. Ends well whatever they are. */
export async function status(request: ProjectRequest, context: CommandContext): CommandEnd {
  const { print, doors } = context
  const project = await doors.open(request, 'lock-alone')
  const { plan, lock, findings, lockFile } = project
  const found = statusOf(plan, lock, findings)
  if (print.format === 'json') {
    const manifestPath = basename(request.manifest)
    print.json(statusJson(found, { engine: engine(), manifestPath, lock: lockFile }))
  } else if (isForCi(print.format)) {
    const told = { manifest: project.shown, lockPath: lockFile.path }
    await printReport(statusReport(found, told), context)
  } else {
    print.result(statusText(found, { ...print.resultStyle, lockPath: lockFile.path }))
  }
  return []
}
