import { basename } from 'node:path'
import { plainText } from '../../diagnostics/plain-text.ts'
import { counted } from '../../report/phrases.ts'
import { validateJson } from '../../report/validate-json.ts'
import type { CommandContext, CommandEnd } from '../context.ts'
import type { Project, ProjectRequest } from '../doors.ts'
import { findingsText, isPlanned } from '../show-findings.ts'
import { engine } from '../version.ts'

/** Everything that can be said about a manifest without its lockfile. Exit 2 when something is wrong. */
export async function validate(
  request: ProjectRequest,
  { print, doors }: CommandContext,
): CommandEnd {
  const project = await doors.open(request, 'manifest-alone')
  if (print.format === 'json') print.json(jsonOf(project))
  else if (project.findings.length > 0) {
    print.result(findingsText(project, print.resultStyle.colour))
  } else if (!print.quiet) print.result(summary(project))
  return isPlanned(project) ? [] : ['usage']
}

function jsonOf({ plan, findings, request, shown }: Project) {
  const manifestPath = basename(request.manifest)
  return validateJson({ plan, findings }, { engine: engine(), manifestPath, shownPath: shown })
}

function summary({ plan, shown }: Project): string {
  if (plan === null) return `${plainText(shown)}: cannot be read`
  const { jobs, outputs } = plan.totals
  const counts = [
    counted(plan.manifest.assets.length, 'asset'),
    counted(jobs, 'request'),
    counted(outputs, 'output'),
  ]
  return `${plainText(shown)}: no problems found; ${counts.join(', ')}`
}
