import pc from 'picocolors'
import { plainText } from '../diagnostics/plain-text.ts'
import { renderDiagnostics } from '../diagnostics/render.ts'
import type { Plan } from '../plan/plan.ts'
import { wrap } from './lines.ts'
import { counted, groupDigits, money } from './phrases.ts'
import { estimateLines, estimateSummary } from './plan-estimate.ts'
import { promptLinesOf } from './plan-prompts.ts'
import { printedPath, reasonLines } from './plan-reasons.ts'
import { type PlanRow, planRows } from './plan-rows.ts'
import type { CurrencySpend } from './spend.ts'
import { budgetWords, spendWords } from './status-text.ts'
import { renderTable } from './table.ts'

export interface PlanTextOptions {
  /** Texts of the files that findings point into, for their excerpts. */
  readonly texts: ReadonlyMap<string, string>
  /** Columns of the terminal. */
  readonly width: number
  readonly colour: boolean
  /** What the lockfile's lines cost so far. */
  readonly spent: readonly CurrencySpend[]
}

/** Orphans that are named; the JSON has all. */
const orphansNamed = 10

/**
 * The plan as a reviewer reads it: what would be made and why, what it costs at most, how long it
 * takes, and what needs a person. Understood without colour; every value is fit for a terminal.
 */
export function planText(plan: Plan, options: PlanTextOptions): string {
  const colors = pc.createColors(options.colour)
  const { price, time } = estimateLines(plan)
  const sections: [title: string, lines: readonly string[]][] = [
    ['price', price],
    ['time', time],
    ['budget', budgetLines(plan, options.spent)],
    ['why', reasonLines(plan)],
    ['orphans', orphanLines(plan)],
    ['prompts', promptLinesOf(plan, options.width)],
  ]
  return [
    titleLine(plan, colors),
    '',
    ...tableLines(plan, options.width, colors),
    ...sections.flatMap(([title, lines]) => section(colors.bold(title), lines, options.width)),
    ...findings(plan, options),
    '',
    `${colors.bold(estimateSummary(plan))}; nothing was sent, nothing was spent`,
    '',
  ].join('\n')
}

type Colors = ReturnType<typeof pc.createColors>

function titleLine(plan: Plan, colors: Colors): string {
  const { name, outputDir, provider, source } = plan.manifest
  const set = `${counted(plan.totals.outputs, 'output')} in ${plainText(outputDir)}/`
  return `${colors.bold(`plan for ${plainText(name)}`)} (${plainText(source.file)}): ${set}, region ${provider.region}`
}

/** A table, or where the terminal is too narrow for it a sentence per row. */
function tableLines(plan: Plan, width: number, colors: Colors): string[] {
  const rows = planRows(plan)
  if (rows.length === 0) return ['no output is wanted']
  const currency = plan.estimate.currency
  const table = renderTable(
    [
      { title: 'asset' },
      { title: 'action' },
      { title: 'jobs', align: 'right' },
      { title: 'images', align: 'right' },
      { title: 'outputs', align: 'right' },
      { title: 'cost', align: 'right' },
    ],
    [...rows, ...totalRow(plan, rows)].map((row) => [
      plainText(row.asset),
      row.action,
      groupDigits(row.jobs),
      groupDigits(row.images),
      groupDigits(row.outputs),
      row.cost === 0 ? '–' : money(row.cost, currency),
    ]),
  )
  const body =
    table.width <= width
      ? [colors.dim(table.head), ...table.lines]
      : rows.flatMap((row) => indented([rowSentence(row, plan)], width, ''))
  return [...body, ...duplicateLines(plan, width)]
}

function totalRow(plan: Plan, rows: readonly PlanRow[]) {
  if (rows.length < 2) return []
  const { jobs, images, outputs } = plan.totals
  return [{ asset: 'total', action: '', jobs, images, outputs, cost: plan.estimate.cost }]
}

function rowSentence({ asset, action, jobs, images, outputs, cost }: PlanRow, plan: Plan): string {
  const price = cost === 0 ? '' : `, ${money(cost, plan.estimate.currency)}`
  const counts = [counted(jobs, 'job'), counted(images, 'image'), counted(outputs, 'output')]
  return `${plainText(asset)}: ${action} ${counts.join(', ')}${price}`
}

function duplicateLines({ totals }: Plan, width: number): string[] {
  if (totals.duplicates === 0) return []
  const cells = counted(totals.jobs + totals.duplicates, 'cell')
  const requests = counted(totals.jobs, 'different request')
  const saved = counted(totals.duplicates, 'duplicate costs', 'duplicates cost')
  return ['', ...wrap(`${cells} ask for ${requests}: ${saved} nothing`, width)]
}

/** What the set may cost over its life, and what it has cost; the wall itself stands in the run. */
function budgetLines(plan: Plan, spent: readonly CurrencySpend[]): string[] {
  const walls = budgetWords(plan.manifest.budget)
  const before = spent.map((sum) => `before: ${spendWords(sum)}`)
  if (walls === null) return before.length === 0 ? [] : ['no bound is set', ...before]
  return [`${walls} for all that this lockfile ever pays`, ...before]
}

function orphanLines(plan: Plan): string[] {
  if (plan.orphans.length === 0) return []
  const lines = plan.orphans.slice(0, orphansNamed).map((path) => printedPath(plan, path))
  const hidden = plan.orphans.length - lines.length
  return [
    `${counted(plan.orphans.length, 'file')} that the manifest no longer names; nothing deletes them`,
    ...lines.map((line) => `  ${line}`),
    ...(hidden === 0 ? [] : [`  and ${groupDigits(hidden)} more; --json lists them`]),
  ]
}

function findings(plan: Plan, { texts, colour }: PlanTextOptions): string[] {
  if (plan.findings.length === 0) return []
  return ['', renderDiagnostics(plan.findings, texts, { colour }).trimEnd()]
}

function section(title: string, lines: readonly string[], width: number): string[] {
  return lines.length === 0 ? [] : ['', title, ...indented(lines, width, '  ')]
}

/** Sentences are broken to the width; lines that begin with a space are quoted or paths, and stay whole. */
function indented(lines: readonly string[], width: number, indent: string): string[] {
  return lines.flatMap((line) => {
    if (line.startsWith(' ')) return [indent + line]
    return wrap(line, Math.max(20, width - indent.length - 2)).map(
      (part, index) => `${indent}${index === 0 ? '' : '  '}${part}`,
    )
  })
}
