import { finding } from '../diagnostics/codes.ts'
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'
import { nearest } from '../diagnostics/suggest.ts'
import type { Json } from '../request/canonical-json.ts'
import { firstFew, type Table } from './data/table.ts'
import type { Findings } from './findings.ts'
import type { AxisValue, SourcePath } from './manifest.ts'

/**
 * Values of an axis from a data file. A row's id is its column `idColumn`, else its column `id`.
 *
 * @param at the axis in the manifest
 */
export function valuesFromTable(
  table: Table,
  options: { readonly file: string; readonly idColumn: string | null; readonly at: SourcePath },
  findings: Findings,
): AxisValue[] {
  const { file, idColumn, at } = options
  if (table.rows.length === 0) reportEmpty(`\`${file}\` has no rows`, at, findings)
  if (idColumn !== null && !table.columns.includes(idColumn)) {
    reportColumn(table, { file, idColumn, at }, findings)
    return []
  }
  const column = idColumn ?? 'id'
  const rows = table.rows.map(({ value, number, span }) => ({
    value,
    row: number,
    ...idOf(value, column, idColumn !== null),
    span: () => span(column),
  }))
  findings.add(idFindings(rows, column))
  return rows.map(({ value, id, row }) => ({ value, id, row }))
}

/** Values of an axis written in the manifest: an object is a row whose id is its key `id`. */
export function valuesInline(
  values: readonly Json[],
  at: SourcePath,
  findings: Findings,
): AxisValue[] {
  if (values.length === 0) reportEmpty(`axis \`${at.at(-1)}\` has no values`, at, findings)
  const rows = values.map((value, index) => ({
    value,
    row: null,
    ...idOf(value, 'id', false),
    span: () => findings.source.span([...at, index, ...(isRow(value) ? ['id'] : [])]),
  }))
  findings.add(idFindings(rows, 'id'))
  return rows.map(({ value, id, row }) => ({ value, id, row }))
}

/** One value as an `include` entry gives it: an object's id is the column that the axis names, else its key `id`. */
export function includedValue(value: Json, idColumn: string | null): AxisValue {
  const named = idColumn === null ? null : idOf(value, idColumn, false).id
  return { value, id: named ?? idOf(value, 'id', false).id, row: null }
}

interface Identified {
  readonly id: string | null
  /** Whether an id was to be had and is none: empty, or no scalar. */
  readonly bad: boolean
  readonly span: () => Span
}

function idOf(value: Json, column: string, required: boolean): Pick<Identified, 'id' | 'bad'> {
  const id = isRow(value) && Object.hasOwn(value, column) ? (value[column] ?? null) : null
  if (id === null) return { id: null, bad: required }
  if (typeof id === 'object' || id === '') return { id: null, bad: true }
  return { id: String(id), bad: false }
}

function isRow(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function idFindings(rows: readonly Identified[], column: string): Diagnostic[] {
  const bad = rows.filter((row) => row.bad)
  const message = `this row has no usable id in \`${column}\``
  const help =
    'give every row a text or number of its own there: it stands for the row in file names and seeds'
  return [
    ...firstFew(bad, ({ span }) => finding('DATA_BAD_ID', message, { span: span(), help })),
    ...firstFew(duplicates(rows), ({ row, earlier }) =>
      finding('DATA_DUPLICATE_ID', `two rows have the id \`${row.id}\``, {
        span: row.span(),
        related: [{ span: earlier.span(), message: 'first here' }],
        help: 'change one of them, or let `id:` name another column',
      }),
    ),
  ]
}

interface Duplicate {
  readonly row: Identified
  readonly earlier: Identified
}

function duplicates(rows: readonly Identified[]): Duplicate[] {
  const first = new Map<string, Identified>()
  return rows.flatMap((row) => {
    if (row.id === null) return []
    const earlier = first.get(row.id)
    if (earlier === undefined) first.set(row.id, row)
    return earlier === undefined ? [] : [{ row, earlier }]
  })
}

function reportEmpty(message: string, at: SourcePath, findings: Findings): void {
  const help = 'give it at least one value, or remove the axis'
  findings.report('MATRIX_EMPTY_AXIS', message, at, { part: 'key', help })
}

function reportColumn(
  table: Table,
  { file, idColumn, at }: { file: string; idColumn: string; at: SourcePath },
  findings: Findings,
): void {
  const { columns } = table
  const meant = nearest(idColumn, columns)
  const none = columns.length === 0
  const help = none
    ? 'remove `id:`; plain values stand for themselves'
    : meant === null
      ? `its columns are ${columns.slice(0, 20).join(', ')}`
      : `did you mean \`${meant}\`?`
  const found = none ? 'holds plain values without columns' : `has no column \`${idColumn}\``
  findings.report('DATA_UNKNOWN_COLUMN', `\`${file}\` ${found}`, [...at, 'id'], { help })
}
