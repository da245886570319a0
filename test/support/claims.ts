import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import type { Output } from '../../src/plan/job.ts'
import type { Plan, PlannedJob } from '../../src/plan/plan.ts'

/**
 * What a page says beside a manifest, line by line: findings (`error[CODE] at 3:13`), then a table of
 * outputs whose header names what is told of each, then the sum (`4 images, at most 0.12 USD`). Each
 * part may be left out but the findings; cells are apart by two spaces; `… and 3 more` ends the rows early.
 */
export function claimOf(
  planned: { readonly plan: Plan | null; readonly findings: readonly Diagnostic[] },
  like: readonly string[],
): readonly string[] {
  const { plan, findings } = planned
  const header = like.find((line) => !isFinding(line) && !isSum(line))
  const lines = findings.map(findingLine)
  if (plan === null || plan.jobs.length === 0) return lines
  if (header !== undefined) lines.push(header, ...rowLines(plan, header, like))
  if (like.some(isSum)) lines.push(sumLine(plan))
  return lines
}

/** A line without how its cells are spaced. */
export function plainLine(line: string): string {
  return line
    .trimEnd()
    .split(/\s{2,}/)
    .join('  ')
}

const isFinding = (line: string) => /^(error|warning|hint)\[/.test(line)
const isSum = (line: string) => /^\d+ images?, at most /.test(line)

function findingLine({ severity, code, span }: Diagnostic): string {
  return `${severity}[${code}] at ${span?.line}:${span?.column}`
}

function rowLines(plan: Plan, header: string, like: readonly string[]): string[] {
  const columns = plainLine(header).split('  ')
  const misspelt = columns.find((column) => !isKnown(column, plan))
  if (misspelt !== undefined) throw new Error(`no output has a ${misspelt}`)
  const rows = plan.jobs.flatMap((job) =>
    job.outputs.map((output) => columns.map((column) => cellOf(column, job, output)).join('  ')),
  )
  if (!like.some((line) => line.startsWith('… and '))) return rows
  const shown = like.length - like.indexOf(header) - 2 - (like.some(isSum) ? 1 : 0)
  return [...rows.slice(0, shown), `… and ${rows.length - shown} more`]
}

const known = ['output', 'variant', 'prompt', 'negative', 'model', 'size', 'seed']

/** Other columns are axes, and what `include` adds. */
function isKnown(column: string, { jobs }: Plan): boolean {
  const outputs = jobs.flatMap((job) => job.outputs)
  return known.includes(column) || outputs.some(({ captions }) => Object.hasOwn(captions, column))
}

function cellOf(column: string, job: PlannedJob, output: Output): string {
  const { request } = job
  switch (column) {
    case 'output':
      return output.path
    case 'variant':
      return output.variant ?? '–'
    case 'prompt':
    case 'model':
    case 'size':
    case 'seed':
      return String(request[column])
    case 'negative':
      return request.negative_prompt === '' ? '–' : request.negative_prompt
    default:
      return output.captions[column] ?? '–'
  }
}

function sumLine({ estimate }: Plan): string {
  const { images, cost, currency } = estimate
  const amount = (cost / 1_000_000).toFixed(6).replace(/(\.\d\d\d*?)0+$/, '$1')
  return `${images} ${images === 1 ? 'image' : 'images'}, at most ${amount} ${currency}`
}
