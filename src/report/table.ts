import { displayWidth } from '../diagnostics/width.ts'
import { pad } from './lines.ts'

export interface Column {
  readonly title: string
  /** Numbers stand to the right. */
  readonly align?: 'left' | 'right'
}

/** Lays rows out under their titles, two spaces between columns; nothing is cut. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]) {
  const widths = columns.map((column, index) =>
    Math.max(displayWidth(column.title), ...rows.map((row) => displayWidth(row[index] ?? ''))),
  )
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, index) =>
        pad(cells[index] ?? '', widths[index] ?? 0, align === 'right' ? 'start' : 'end'),
      )
      .join('  ')
      .trimEnd()
  return {
    head: line(columns.map(({ title }) => title)),
    lines: rows.map(line),
    width: widths.reduce((sum, width) => sum + width, 0) + 2 * (columns.length - 1),
  }
}
