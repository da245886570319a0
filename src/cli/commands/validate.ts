import { basename } from 'node:path'
import { plainText } from '../../diagnostics/plain-text.ts'
import { contentWords, validateReport } from '../../report/ci/validate-report.ts'
import { validateJson } from '../../report/validate-json.ts'
import type { CommandContext, CommandEnd } from '../context.ts'
import type { Project, ProjectRequest } from '../doors.ts'
import { isForCi, printReport } from '../print-report.ts'
import { findingsText, isPlanned } from '../show-findings.ts'
import { engine } from '../version.ts'

/** Everything that can be said about a manifest without its lockfile. Exit 2 when something is wrong. */
export async function validate(request: ProjectRequest, context: CommandContext): CommandEnd {
  const { print, doors } = context
  const project = await doors.open(request, 'manifest-alone')
  if (print.format === 'json') print.json(jsonOf(project))
  else if (isForCi(print.format)) await printReport(reportOf(project), context)
  else if (project.findings.length > 0) {
    print.result(findingsText(project, print.resultStyle.colour))
  } else if (!print.quiet) print.result(summary(project))
  return isPlanned(project) ? [] : ['usage']
}

function jsonOf({ plan, findings, request, shown }: Project) {
  const manifestPath = basename(request.manifest)
  return validateJson({ plan, findings }, { engine: engine(), manifestPath, shownPath: shown })
}

function reportOf(project: Project) {
  const { shown, texts } = project
  return validateReport(project, { command: 'validate', manifest: shown, texts })
}

function summary({ plan, shown }: Project): string {
  if (plan === null) return `${plainText(shown)}: cannot be read`
  return `${plainText(shown)}: ${contentWords(plan)}`
}
