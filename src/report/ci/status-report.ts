import { groupDigits } from '../phrases.ts'
import type { JobCounts, OpenAttempt, Status } from '../status.ts'
import { budgetWords, openWords, progressLines, spendWords } from '../status-text.ts'
import type { Report } from './report.ts'

/** Where a set stands. Nothing of it is an error: what a run would do about it, the plan says. */
export function statusReport(
  status: Status,
  context: Pick<Report, 'manifest'> & { readonly lockPath: string },
): Report {
  const [summary = '', ...progress] = progressLines(status)
  const walls = budgetWords(status.budget)
  return {
    command: 'status',
    manifest: context.manifest,
    name: status.name,
    summary,
    refusal: null,
    facts: [
      ...progress,
      ...(status.spend.length === 0 ? ['nothing spent'] : status.spend.map(spendWords)),
      ...(walls === null ? [] : [`budget of the set: ${walls}`]),
      `lockfile: ${context.lockPath}`,
    ],
    table: status.jobs === null ? null : countTable(status.jobs),
    sections: [{ title: 'open requests', lines: status.open.map(openWords) }].filter(
      ({ lines }) => lines.length > 0,
    ),
    findings: [],
    texts: new Map(),
    notes: status.open.map((attempt) => ({
      level: doubtful.has(attempt.state) ? 'warning' : 'notice',
      title: 'a request is open',
      message: [openWords(attempt)],
      span: null,
    })),
    checks: [],
  }
}

/** States that a run cannot simply go on from. */
const doubtful: ReadonlySet<OpenAttempt['state']> = new Set(['reserved', 'expired'])

function countTable(jobs: JobCounts): NonNullable<Report['table']> {
  const counts: [title: string, count: number][] = [
    ['requests', jobs.total],
    ['done', jobs.done],
    ['open', jobs.open],
    ['failed, tried again', jobs.failed],
    ['failed for good', jobs.blocked],
    ['waiting', jobs.waiting],
  ]
  return {
    columns: counts.map(([title]) => ({ title, align: 'right' })),
    rows: [counts.map(([, count]) => groupDigits(count))],
  }
}
