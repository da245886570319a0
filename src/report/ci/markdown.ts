import { isError } from '../../diagnostics/diagnostic.ts'
import { renderDiagnostics } from '../../diagnostics/render.ts'
import { truncate } from '../lines.ts'
import { counted } from '../phrases.ts'
import { indented } from '../plan-sections.ts'
import { fenced, inlineCode, markdownText, marker } from './markdown-escape.ts'
import type { Refusal, Report } from './report.ts'
import { xmlText } from './xml-escape.ts'

/** A comment on GitHub holds 65,536 characters; a little is left for what a bot adds. */
const longest = 60_000
/** Rows of the table. */
const mostRows = 50
/** Lines of one folded section, and columns of a line. */
const mostLines = 200
const widest = 300
/** Columns of a cell of the table, and lines of an error. */
const widestCell = 80
const errorLines = 20
/** Columns that folded sentences are broken to. */
const width = 100

/**
 * A report as a comment for a pull request: a marker by which a bot finds it again, what it came to,
 * a table, and the rest folded. Always fits into one comment: what is cut says so.
 */
export function markdown(report: Report): string {
  const head = [
    marker(report.command, report.manifest),
    `**${report.command} of ${inlineCode(report.name ?? report.manifest)}**: ${markdownText(report.summary)}`,
    ...refusalLines(report.refusal),
    ...listLines(report.facts),
    ...tableLines(report),
  ].join('\n')
  let text = `${head}\n`
  for (const part of foldedParts(report)) {
    const lines = `\n${folded(part).join('\n')}\n`
    const fits = text.length + lines.length <= longest
    text += fits ? lines : `\n${markdownText(part.title)} is too long for a comment.\n`
  }
  return text
}

function refusalLines(refusal: Refusal | null): string[] {
  if (refusal === null) return []
  const { code, message, hint } = refusal
  const lines = [`error[${code}]: ${message}`, ...(hint === null ? [] : [`help: ${hint}`])]
  return ['', ...fenced(indented(lines, width, '').slice(0, errorLines).map(shortened))]
}

function listLines(facts: readonly string[]): string[] {
  return facts.length === 0
    ? []
    : ['', ...facts.map((fact) => `- ${markdownText(shortened(fact))}`)]
}

function tableLines({ table }: Report): string[] {
  if (table === null || table.rows.length === 0) return []
  const { columns, rows } = table
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const hidden = rows.length - mostRows
  // The last row is the sum.
  const shown = hidden > 0 ? [...rows.slice(0, mostRows - 1), ...rows.slice(-1)] : rows
  return [
    '',
    line(columns.map(({ title }) => markdownText(title))),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...shown.map((row) =>
      line(columns.map((_, index) => markdownText(truncate(row[index] ?? '', widestCell)))),
    ),
    ...(hidden > 0 ? ['', `${counted(hidden, 'row')} before the last not shown`] : []),
  ]
}

interface Part {
  readonly title: string
  readonly lines: readonly string[]
  /** Shown without being asked for: it says what is wrong. */
  readonly isOpen: boolean
}

/** Findings as in a terminal, each with the line it is about, and then the sections. */
function foldedParts({ findings, texts, sections }: Report): readonly Part[] {
  const found: Part = {
    title: counted(findings.length, 'finding'),
    lines: renderDiagnostics(findings, texts, { colour: false }).trimEnd().split('\n'),
    isOpen: findings.some(isError),
  }
  const others = sections.map(({ title, lines }) => {
    return { title, lines: indented(lines, width, ''), isOpen: false }
  })
  return findings.length === 0 ? others : [found, ...others]
}

function folded({ title, lines, isOpen }: Part): string[] {
  const hidden = lines.length - mostLines
  const shown = lines.slice(0, mostLines).map(shortened)
  return [
    isOpen ? '<details open>' : '<details>',
    `<summary>${xmlText(title)}</summary>`,
    '',
    ...fenced(hidden > 0 ? [...shown, `and ${counted(hidden, 'more line')}`] : shown),
    '',
    '</details>',
  ]
}

function shortened(line: string): string {
  return truncate(line, widest)
}
