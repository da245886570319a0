import { CsvError, parse } from 'csv-parse/sync'
import type { Span } from '../../diagnostics/diagnostic.ts'
import type { Positions } from '../../diagnostics/positions.ts'
import { InternalError } from '../../diagnostics/user-error.ts'

/** Where the records of a csv or tsv file stand. Worked out when asked: most files have nothing to say. */
export interface RecordPlaces {
  /** The first line of a record; 0 is the header. */
  record(index: number): Span
  /** A cell; of a record without it the record. */
  cell(record: number, column: number): Span
  /** Where the text stops to be well-formed. Only for a text that is not. */
  damage(): { readonly span: Span; readonly kind: 'never-closed' | 'text-after' | 'quote-inside' }
}

export function recordPlaces(positions: Positions, delimiter: string): RecordPlaces {
  const { text } = positions
  let ends: number[] | null = null
  const startOf = (index: number): number => {
    ends ??= recordEnds(text, delimiter)
    return index === 0 ? 0 : charactersIn(text, ends[index - 1] ?? 0)
  }
  const record = (index: number): Span => {
    const start = startOf(index)
    return positions.span(start, start + lineLength(text, start))
  }
  return {
    record,
    cell(index, column) {
      const start = startOf(index)
      const end = text.length === 0 ? 0 : startOf(index + 1) || text.length
      const cell = cells(text.slice(start, end), delimiter)[column]
      if (cell === undefined) return record(index)
      return positions.span(start + cell.start, start + cell.end)
    },
    damage() {
      const { records, raw, kind } = firstDamage(text, delimiter)
      const start =
        records === 0 ? 0 : charactersIn(text, recordEnds(text, delimiter, records).at(-1) ?? 0)
      const offset =
        kind === 'never-closed' ? (cells(raw, delimiter).at(-1)?.start ?? 0) : raw.length
      return { span: positions.span(start + offset), kind }
    },
  }
}

const options = { record_delimiter: ['\r\n', '\n'], relax_column_count: true }

/** Offsets in bytes at which records end, their line end included; of the first `count`, or all. */
function recordEnds(text: string, delimiter: string, count = -1): number[] {
  const records: unknown[] = parse(text, { ...options, delimiter, info: true, to: count })
  return records.map((record) => (record as { info: { bytes: number } }).info.bytes)
}

/** How many UTF-16 units the first bytes of a text make. */
function charactersIn(text: string, bytes: number): number {
  return Buffer.from(text).subarray(0, bytes).toString().length
}

function lineLength(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  return (end === -1 ? text.length : end) - start
}

interface Damage {
  /** Records before the damaged one. */
  readonly records: number
  /** The damaged record up to the damage. */
  readonly raw: string
  readonly kind: ReturnType<RecordPlaces['damage']>['kind']
}

function firstDamage(text: string, delimiter: string): Damage {
  try {
    parse(text, { ...options, delimiter, raw: true })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { code, records, raw } = error as CsvError & { records: number; raw: string }
    if (code === 'CSV_QUOTE_NOT_CLOSED') return { records, raw, kind: 'never-closed' }
    if (code === 'INVALID_OPENING_QUOTE') {
      return { records, raw: raw.slice(0, -1), kind: 'quote-inside' }
    }
    return { records, raw, kind: 'text-after' }
  }
  throw new InternalError('a csv text was damaged once and whole the next time')
}

/** The cells of one well-formed record, quotes included; the last may be cut off. */
function cells(record: string, delimiter: string): { start: number; end: number }[] {
  const line = record.replace(/\r?\n$/, '')
  const found: { start: number; end: number }[] = []
  let start = 0
  while (start <= line.length) {
    const end = endOfCell(line, start, delimiter)
    found.push({ start, end })
    start = end + 1
  }
  return found
}

function endOfCell(line: string, start: number, delimiter: string): number {
  let at = start
  if (line[at] === '"') {
    do at = line.indexOf('"', at + 1) + 1 || line.length
    while (line[at] === '"')
  }
  const end = line.indexOf(delimiter, at)
  return end === -1 ? line.length : end
}
