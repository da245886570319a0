import pc from 'picocolors'
import { plainText } from '../diagnostics/plain-text.ts'
import { renderDiagnostics } from '../diagnostics/render.ts'
import { displayWidth } from '../diagnostics/width.ts'
import type { Plan } from '../plan/plan.ts'
import { wrap } from './lines.ts'
import { counted } from './phrases.ts'
import { estimateSummary } from './plan-estimate.ts'
import { indented, type PlanHistory, planSections, type Section } from './plan-sections.ts'
import { duplicateWords, planTable } from './plan-table.ts'
import { renderTable } from './table.ts'

export interface PlanTextOptions extends PlanHistory {
  /** Texts of the files that findings point into, for their excerpts. */
  readonly texts: ReadonlyMap<string, string>
  /** Columns of the terminal. */
  readonly width: number
  readonly colour: boolean
}

/**
 * The plan as a reviewer reads it: what would be made and why, what it costs at most, how long it
 * takes, and what needs a person. Understood without colour; every value is fit for a terminal.
 */
export function planText(plan: Plan, options: PlanTextOptions): string {
  const colors = pc.createColors(options.colour)
  const { width } = options
  return [
    ...titleLines(plan, width, colors),
    '',
    ...tableLines(plan, width, colors),
    ...planSections(plan, options).flatMap((section) => sectionLines(section, width, colors)),
    ...findings(plan, options),
    '',
    ...endLines(plan, width, colors),
    '',
  ].join('\n')
}

type Colors = ReturnType<typeof pc.createColors>

function titleLines(plan: Plan, width: number, colors: Colors): string[] {
  const { name, outputDir, provider, source } = plan.manifest
  const set = `${counted(plan.totals.outputs, 'output')} in ${plainText(outputDir)}/`
  const rest = `(${plainText(source.file)}): ${set}, region ${provider.region}`
  return headed(`plan for ${plainText(name)}`, ` ${rest}`, { width, bold: colors.bold })
}

function endLines(plan: Plan, width: number, colors: Colors): string[] {
  const rest = '; nothing was sent, nothing was spent'
  return headed(estimateSummary(plan), rest, { width, bold: colors.bold })
}

/** Both on one line where they fit, else the head for itself. */
function headed(
  head: string,
  rest: string,
  { width, bold }: { width: number; bold: (text: string) => string },
): string[] {
  if (displayWidth(head + rest) <= width) return [bold(head) + rest]
  const below = wrap(rest.replace(/^[ ;]+/, ''), Math.max(20, width - 2))
  return [...wrap(head, Math.max(20, width)).map(bold), ...below.map((line) => `  ${line}`)]
}

/** A table, or where the terminal is too narrow for it a sentence per row. */
function tableLines(plan: Plan, width: number, colors: Colors): string[] {
  const { columns, rows, sentences } = planTable(plan)
  if (rows.length === 0) return ['no output is wanted']
  const table = renderTable(columns, rows)
  const body =
    table.width <= width ? [colors.dim(table.head), ...table.lines] : indented(sentences, width, '')
  const duplicates = duplicateWords(plan)
  return [...body, ...(duplicates === null ? [] : ['', ...wrap(duplicates, width)])]
}

function sectionLines({ title, lines }: Section, width: number, colors: Colors): string[] {
  return ['', colors.bold(title), ...indented(lines, width, '  ')]
}

function findings(plan: Plan, { texts, colour }: PlanTextOptions): string[] {
  if (plan.findings.length === 0) return []
  return ['', renderDiagnostics(plan.findings, texts, { colour }).trimEnd()]
}
