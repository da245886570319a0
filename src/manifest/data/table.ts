import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts'
import type { Json } from '../../request/canonical-json.ts'

/** One value of a data file. */
export interface TableRow {
  /** An object, or a scalar of a file without columns. Without `_row`. */
  readonly value: Json
  /** `_row`: 1-based number among the rows of the file. */
  readonly number: number
  /** Place of the row, or of one of its columns where it has that. */
  span(column?: string): Span
}

/** The content of a data file. */
export interface Table {
  /** Names of the columns in the file's order; of JSON and YAML every key of any row. Empty: plain values. */
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
  /** Place of a column's name, or of the file's beginning. */
  columnSpan(column: string): Span
}

/** A table, or none where the findings hold an error. */
export interface TableRead {
  readonly table: Table | null
  readonly findings: readonly Diagnostic[]
}

/** Rows that a file may have: no plan can have more combinations. */
export const mostRows = 1_000_000

/** Findings of one kind about one file at most: the first show what is wrong with all. */
export const mostAlike = 5

/** Findings about the first few of what is alike, the last of them with the number of the others. */
export function firstFew<T>(all: readonly T[], describe: (one: T) => Diagnostic): Diagnostic[] {
  const more = all.length - mostAlike
  return all.slice(0, mostAlike).map((one, index) => {
    const described = describe(one)
    if (more <= 0 || index < mostAlike - 1) return described
    return {
      ...described,
      message: `${described.message} (and ${more} more like this in the file)`,
    }
  })
}
