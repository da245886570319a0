import { plainText } from '../diagnostics/plain-text.ts'
import { counted, groupDigits } from '../report/phrases.ts'
import type { RunResult, Spend } from '../run/events.ts'
import type { Project } from './doors.ts'
import { nothingSpent } from './error-text.ts'
import { spendWords } from './reporters/lines.ts'

/** Missing files that are named for one reason; `--json` has all. */
const named = 5

/** What a run came to, for a person: counts, money, where the files are, and what is missing and why. */
export function runSummary(result: RunResult, project: Project): string {
  const { name } = project.plan?.manifest ?? project.lock
  return `${plainText(name)}: ${summaryLines(result, project).join('\n')}\n`
}

/** The same line by line, without the name of the set; the first says it all in short. */
export function summaryLines(result: RunResult, project: Project): readonly string[] {
  const { counts, written, missing } = result
  const done = `${groupDigits(counts.done)} of ${counted(counts.total, 'job')} done`
  return [
    `${done}, ${counted(written, 'file')} written, ${moneyWords(result.spend, project) ?? 'nothing spent'}`,
    ...missingLines(missing, project.shownOutputs),
    ...doubtLines(result),
    ...placeLines(project, result),
    ...resumeLines(result),
  ]
}

/** What a run spent, in a few words; null: nothing was spent. Simulated money says so. */
function moneyWords(spend: Spend | null, { request }: Project): string | null {
  if (spend === null || (spend.spent === 0 && spend.open === 0)) return null
  return request.simulate ? `${spendWords(spend)} (simulated: no real money)` : spendWords(spend)
}

/** What it means for the money that a run stopped; without a spend it never came to sending anything. */
export function moneyOfStop(spend: Spend | null, project: Project): string {
  if (spend === null) return nothingSpent
  const money = moneyWords(spend, project)
  return money === null ? 'nothing was spent' : `${money}; what was done is kept`
}

function missingLines(missing: RunResult['missing'], folder: string): string[] {
  if (missing.length === 0) return []
  const byReason = new Map<string, string[]>()
  for (const { output, why } of missing) {
    const outputs = byReason.get(why)
    if (outputs === undefined) byReason.set(why, [output])
    else outputs.push(output)
  }
  return [
    `${counted(missing.length, 'file')} not as wanted:`,
    ...[...byReason].flatMap(([why, outputs]) => [
      `  ${plainText(why)}`,
      ...outputs.slice(0, named).map((output) => `    ${plainText(`${folder}/${output}`)}`),
      ...(outputs.length > named ? [`    and ${groupDigits(outputs.length - named)} more`] : []),
    ]),
  ]
}

function doubtLines({ counts: { unknown } }: RunResult): string[] {
  if (unknown === 0) return []
  const what =
    unknown === 1 ? 'whether 1 request was paid' : `whether ${unknown} requests were paid`
  return [
    `${what} is not known; nothing is sent again unasked: --resolve-unknown retry does, and may pay twice`,
  ]
}

function placeLines({ shownOutputs }: Project, { counts }: RunResult): string[] {
  if (counts.done === 0) return []
  const folder = plainText(shownOutputs)
  return [`images: ${folder}/`, `provenance: ${folder}/provenance.json`]
}

function resumeLines({ signal, ended, counts }: RunResult): string[] {
  if (signal === null && ended !== 'stop-after') return []
  const why = signal === null ? 'stopped as asked' : `interrupted by ${signal}`
  const left =
    counts.running === 0
      ? ''
      : `; ${counted(counts.running, 'request')} under way, paid for and fetched by the next run`
  return [`${why}${left}`, 'to go on, run the same command again: it continues from the lockfile']
}
