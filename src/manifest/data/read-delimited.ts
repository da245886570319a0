import { CsvError, parse } from 'csv-parse/sync'
import { finding } from '../../diagnostics/codes.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Positions } from '../../diagnostics/positions.ts'
import { columnProblem, tooManyColumns } from './columns.ts'
import { type RecordPlaces, recordPlaces } from './record-places.ts'
import { firstFew, mostRows, type TableRead, type TableRow } from './table.ts'

type Delimiter = ',' | '\t'

/**
 * Reads csv or tsv by RFC 4180: a header of unique names, rows as wide as the header, cells as text
 * just as they stand there. Empty lines at the end are no rows.
 */
export function readDelimited(positions: Positions, delimiter: Delimiter): TableRead {
  const text = positions.text.replace(/(?:\r?\n)+$/, '')
  const places = recordPlaces({ ...positions, text }, delimiter)
  const records = parseRecords(text, delimiter)
  if (records === null) return { table: null, findings: [syntaxFinding(places)] }
  const [header = [], ...rows] = records
  const findings = [
    ...headerFindings(header, places, delimiter),
    ...tooMany(rows.length, places),
    ...widthFindings(header.length, rows, places),
  ]
  if (findings.length > 0) return { table: null, findings }
  const tableRows = rows.map(
    (cells, index): TableRow => ({
      value: Object.fromEntries(header.map((name, column) => [name, cells[column] ?? ''])),
      number: index + 1,
      span: (column) =>
        column === undefined
          ? places.record(index + 1)
          : places.cell(index + 1, header.indexOf(column)),
    }),
  )
  const columnSpan = (column: string) => places.cell(0, header.indexOf(column))
  return { table: { columns: header, rows: tableRows, columnSpan }, findings: [] }
}

function parseRecords(text: string, delimiter: Delimiter): string[][] | null {
  try {
    return parse(text, { delimiter, record_delimiter: ['\r\n', '\n'], relax_column_count: true })
  } catch (error) {
    if (error instanceof CsvError) return null
    throw error
  }
}

const damages = {
  'never-closed': {
    message: 'the quote that opens here is never closed',
    help: 'close it; a quote inside a cell in quotes is written twice: "6"" disc"',
  },
  'text-after': {
    message: 'there is text between the closing quote and the next separator',
    help: 'put the whole cell in quotes; a quote inside of it is written twice: "6"" disc"',
  },
  'quote-inside': {
    message: 'there is a quote inside a cell that does not begin with one',
    help: 'put the whole cell in quotes and write the quote twice: "6"" disc"',
  },
}

function syntaxFinding(places: RecordPlaces): Diagnostic {
  const { span, kind } = places.damage()
  return finding('DATA_SYNTAX', damages[kind].message, { span, help: damages[kind].help })
}

function headerFindings(
  header: readonly string[],
  places: RecordPlaces,
  delimiter: Delimiter,
): Diagnostic[] {
  if (header.length === 0) {
    return [
      finding('DATA_NOT_A_LIST', 'this file is empty, and a header was expected', {
        span: places.record(0),
        help: 'write the names of the columns in the first line, and a row in each line below',
      }),
    ]
  }
  const semicolons = delimiter === ',' && header.length === 1 && header[0]?.includes(';')
  if (semicolons) {
    return [
      finding('DATA_SYNTAX', 'the columns are separated by `;`, and csv separates them by `,`', {
        span: places.record(0),
        help: 'save the file with commas; some systems use `;` by their regional settings',
      }),
    ]
  }
  const tooMany = tooManyColumns(header.length, places.record(0))
  if (tooMany.length > 0) return tooMany
  return header.flatMap((name, column) => nameFinding(header, { name, column }, places))
}

function nameFinding(
  header: readonly string[],
  { name, column }: { name: string; column: number },
  places: RecordPlaces,
): Diagnostic[] {
  const span = places.cell(0, column)
  const problem = columnProblem(name)
  if (problem !== null) {
    return [finding('DATA_COLUMN_NAME', problem.message, { span, help: problem.help })]
  }
  const first = header.indexOf(name)
  if (first === column) return []
  return [
    finding('DATA_COLUMN_NAME', `two columns are called \`${name}\``, {
      span,
      related: [{ span: places.cell(0, first), message: 'first here' }],
      help: 'rename one of them',
    }),
  ]
}

function tooMany(rows: number, places: RecordPlaces): Diagnostic[] {
  if (rows <= mostRows) return []
  return [
    finding('DATA_TOO_MANY_ROWS', `this file has ${rows} rows, and ${mostRows} may be read`, {
      span: places.record(0),
      help: 'keep only the rows that are used',
    }),
  ]
}

function widthFindings(
  width: number,
  rows: readonly (readonly string[])[],
  places: RecordPlaces,
): Diagnostic[] {
  const wrong = rows.flatMap((cells, index) =>
    cells.length === width
      ? []
      : [{ found: cells.length, empty: cells.length === 1 && cells[0] === '', record: index + 1 }],
  )
  return firstFew(wrong, ({ found, empty, record }) => {
    const cells = empty ? 'is an empty line' : `has ${counted(found)}`
    const message = `row ${record} ${cells}, and the header has ${counted(width)}`
    return finding('DATA_ROW_WIDTH', message, {
      span: found > width ? places.cell(record, width) : places.record(record),
      related: [{ span: places.record(0), message: 'the header' }],
      help: empty ? 'remove the line' : widthHelp(found > width),
    })
  })
}

function counted(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`
}

function widthHelp(tooWide: boolean): string {
  return tooWide
    ? 'put a cell that holds the separator in quotes'
    : 'add the missing cells; an empty one is nothing between two separators'
}
