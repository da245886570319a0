import { isAbsolute, relative, resolve } from 'node:path'
import { withSlashes } from '../manifest/shown-path.ts'
import type { Report } from '../report/ci/report.ts'
import type { CommandContext } from './context.ts'
import { warningText } from './error-text.ts'
import type { Io } from './io.ts'
import type { Format } from './printer.ts'
import { appendStepSummary } from './step-summary.ts'

/** Forms that a report is made for. */
type CiFormat = 'markdown' | 'junit' | 'github'

/** Whether a result is wanted as a report for CI. */
export function isForCi(format: Format): format is CiFormat {
  return format === 'markdown' || format === 'junit' || format === 'github'
}

/** Prints a report in the form that was asked for; for GitHub it also becomes a part of the step's summary. */
export async function printReport(
  report: Report,
  { io, print }: Pick<CommandContext, 'io' | 'print'>,
): Promise<void> {
  if (print.format === 'junit') {
    const { junit } = await import('../report/ci/junit.ts')
    return print.result(junit(report))
  }
  const { markdown } = await import('../report/ci/markdown.ts')
  if (print.format !== 'github') return print.result(markdown(report))
  const { githubCommands } = await import('../report/ci/github.ts')
  print.commands(githubCommands(report, (file) => pathInRepository(file, io)))
  const problem = await appendStepSummary(markdown(report), io.env)
  if (problem !== null) {
    const warning = {
      code: 'CLI_STEP_SUMMARY',
      message: `the summary is not written: ${problem}`,
    } as const
    print.problem(warningText(warning, print.talkStyle))
  }
}

/** GitHub knows files by their paths from the root of the repository, wherever a step runs. */
function pathInRepository(file: string, { env, cwd }: Io): string {
  const root = env['GITHUB_WORKSPACE'] ?? ''
  if (root === '') return file
  const path = withSlashes(relative(root, resolve(cwd, file)))
  return path.startsWith('../') || isAbsolute(path) ? file : path
}
