import { plainText } from '../../diagnostics/plain-text.ts'
import { counted } from '../../report/phrases.ts'
import type { CommandContext, CommandEnd } from '../context.ts'
import type { ProjectRequest } from '../doors.ts'
import { findingsText, isPlanned } from '../show-findings.ts'
import { showErrors } from './plan.ts'

/** Rewrites provenance.json from the lockfile; needs no picture. */
export async function provenance(
  request: ProjectRequest,
  { print, doors }: CommandContext,
): CommandEnd {
  const project = await doors.open(request, 'whole')
  if (!isPlanned(project)) return showErrors(project, print)
  if (project.findings.length > 0) print.talk(findingsText(project, print.talkStyle.colour))
  const { path, images, changed } = await doors.writeProvenance(project)
  const what = changed ? 'written' : 'unchanged'
  print.talk(`${plainText(path)}: ${counted(images, 'image')}, ${what}`)
  return []
}
