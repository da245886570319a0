import type { Figure, Measured } from './figure.ts'

/** A figure with what became of measuring it. */
export interface Result {
  readonly figure: Pick<Figure, 'id' | 'title' | 'target'>
  readonly measured: Measured
}

/** The middle value; of an even number, the mean of the two in the middle. @throws where there is none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[sorted.length >> 1]
  const lower = sorted[(sorted.length - 1) >> 1]
  if (upper === undefined || lower === undefined) throw new Error('there is no value to take')
  return (lower + upper) / 2
}

/** Whether the median is where it is to be; null: nothing was to be reached. */
export function isReached({ figure: { target }, measured }: Result): boolean | null {
  if (target === null) return null
  const value = median(measured.values)
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost
}

/** The table as text: a line for each figure, and below it what it was measured beside. */
export function tableText(results: readonly Result[]): string {
  const rows = [heading, ...results.flatMap(rowsOf)]
  const widths = heading.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const heading = ['figure', 'median', 'to reach', '', 'from … to', '']

function rowsOf(result: Result): readonly string[][] {
  const { figure, measured } = result
  const { values, unit, beside, note } = measured
  const first = [
    `${figure.id}: ${figure.title}`,
    `${shown(median(values))} ${unit}`,
    targetText(figure.target),
    verdict(isReached(result)),
    spread(values),
    note ?? '',
  ]
  const others = beside.map(({ label, values: theirs, unit: their = unit }) => [
    `  beside ${label}`,
    `${shown(median(theirs))} ${their}`,
    '',
    '',
    spread(theirs),
    '',
  ])
  return [first, ...others]
}

function targetText(target: Figure['target']): string {
  if (target === null) return ''
  return 'atLeast' in target ? `>= ${target.atLeast}` : `<= ${target.atMost}`
}

function verdict(reached: boolean | null): string {
  if (reached === null) return ''
  return reached ? 'reached' : 'MISSED'
}

function spread(values: readonly number[]): string {
  if (values.length < 2) return ''
  return `${shown(Math.min(...values))} … ${shown(Math.max(...values))}`
}

/** Three digits that count, and no fewer than the whole number has. */
function shown(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en-US')
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return value.toLocaleString('en-US', {
    minimumFractionDigits: Math.min(decimals, 4),
    maximumFractionDigits: Math.min(decimals, 4),
  })
}
