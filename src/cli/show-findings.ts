import { isError } from '../diagnostics/diagnostic.ts'
import { closingLine, renderDiagnostics } from '../diagnostics/render.ts'
import type { Plan } from '../plan/plan.ts'
import type { Project } from './doors.ts'
import type { Printer } from './printer.ts'

/** A project whose manifest can be planned. */
export type Planned = Project & { readonly plan: Plan }

/** Whether there is a plan to act on: the manifest could be read, and nothing found is an error. */
export function isPlanned(project: Project): project is Planned {
  return project.plan !== null && !project.findings.some(isError)
}

/** Whether its pictures are known, and can be shown: what is wrong with their files is shown with them. */
export function isExpanded(project: Project): project is Planned {
  const { plan, findings } = project
  return plan !== null && (plan.jobs.length > 0 || !findings.some(isError))
}

/** Every finding with its excerpt, and how many there are. */
export function findingsText({ findings, texts, shown }: Project, colour: boolean): string {
  const found = renderDiagnostics(findings, texts, { colour })
  return `${found}\n\n${closingLine(findings, shown, { colour })}\n`
}

/** A line that was cut off never counted, and is worth saying: a run may be missing its end. */
export function warnOfLock(project: Planned, print: Printer): void {
  const findings = project.findings.filter(({ code }) => code.startsWith('LOCK_'))
  if (findings.length === 0) return
  print.problem(findingsText({ ...project, findings }, print.talkStyle.colour))
}
