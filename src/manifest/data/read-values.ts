import { finding } from '../../diagnostics/codes.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Positions } from '../../diagnostics/positions.ts'
import { type Located, type Range, toJson } from '../located.ts'
import { numberFinding, numbersNotAsWritten } from '../numbers.ts'
import { parseYaml } from '../yaml/parse-yaml.ts'
import { columnProblem, tooManyColumns } from './columns.ts'
import { JsonProblem, parseJson } from './parse-json.ts'
import {
  firstFew,
  mostAlike,
  mostRows,
  type Table,
  type TableRead,
  type TableRow,
} from './table.ts'

/** Reads a `.json` file: one list. */
export function readJson(positions: Positions): TableRead {
  try {
    return readList(parseJson(positions.text), positions)
  } catch (error) {
    return { table: null, findings: [jsonFinding(error, positions)] }
  }
}

/** Reads a `.jsonl` file: one value a line; blank lines are none. */
export function readJsonLines(positions: Positions): TableRead {
  const values: Located[] = []
  const findings: Diagnostic[] = []
  for (const line of filledLines(positions.text)) {
    if (findings.length === mostAlike) break
    try {
      values.push(parseJson(positions.text, line))
    } catch (error) {
      findings.push(jsonFinding(error, positions))
    }
  }
  return findings.length > 0 ? { table: null, findings } : rowsOf(values, positions)
}

/** Reads a `.yaml` file: one list. */
export function readYaml(positions: Positions): TableRead {
  const { root, findings } = parseYaml(positions)
  if (findings.length > 0) return { table: null, findings }
  return readList(root, positions)
}

/** Reads a `.txt` file: its lines that are not blank, without white space at their ends. */
export function readLines(positions: Positions): TableRead {
  const rows = filledLines(positions.text).map(
    ({ start, end }, index): TableRow => ({
      value: positions.text.slice(start, end),
      number: index + 1,
      span: () => positions.span(start, end),
    }),
  )
  return tableOf({ columns: [], rows, columnSpan: () => positions.span(0) }, positions)
}

/** The lines that are not blank, without white space at their ends. */
function filledLines(text: string): Range[] {
  const lines: Range[] = []
  for (let from = 0; from <= text.length; ) {
    const newline = text.indexOf('\n', from)
    const end = newline === -1 ? text.length : newline
    const line = text.slice(from, end)
    const start = from + line.length - line.trimStart().length
    if (line.trim() !== '') lines.push({ start, end: start + line.trim().length })
    from = end + 1
  }
  return lines
}

function jsonFinding(error: unknown, positions: Positions): Diagnostic {
  if (!(error instanceof JsonProblem)) throw error
  return finding('DATA_SYNTAX', error.message, {
    span: positions.span(error.range.start, error.range.end),
  })
}

function readList(root: Located | null, positions: Positions): TableRead {
  if (root?.kind === 'list') return rowsOf(root.items, positions)
  const found = root === null ? 'nothing' : root.kind === 'map' ? 'a map' : 'a single value'
  const wrong = finding('DATA_NOT_A_LIST', `this file holds ${found}, and a list was expected`, {
    span: positions.span(root?.start ?? 0),
    help: 'write a list with an entry for each row',
  })
  return { table: null, findings: [wrong] }
}

function rowsOf(values: readonly Located[], positions: Positions): TableRead {
  const columns = columnsOf(values)
  const findings = [
    ...mixedFindings(values, positions),
    ...tooManyColumns(columns.size, positions.span(0)),
    ...nameFindings(columns, positions),
    ...firstFew(changedNumbers(values, positions), (range) => numberFinding(range, positions)),
  ]
  const rows = values.map(
    (value, index): TableRow => ({
      value: toJson(value),
      number: index + 1,
      span: (column) => {
        const { start, end } = (column === undefined ? null : cellOf(value, column)) ?? value
        return positions.span(start, end)
      },
    }),
  )
  const columnSpan = (name: string) => {
    const { start, end } = columns.get(name) ?? { start: 0, end: 1 }
    return positions.span(start, end)
  }
  const read = tableOf({ columns: [...columns.keys()], rows, columnSpan }, positions)
  const wrong = findings.some(({ severity }) => severity === 'error')
  return { table: wrong ? null : read.table, findings: [...findings, ...read.findings] }
}

function changedNumbers(values: readonly Located[], positions: Positions): Range[] {
  return values.flatMap((value) => [...numbersNotAsWritten(value, positions)])
}

function cellOf(value: Located, column: string): Located | null {
  return value.kind === 'map' ? (value.entries.get(column)?.value ?? null) : null
}

/** Every key of any row, with the place where it stands first. */
function columnsOf(values: readonly Located[]): Map<string, Range> {
  const columns = new Map<string, Range>()
  for (const value of values) {
    if (value.kind !== 'map') continue
    for (const [name, { key }] of value.entries) if (!columns.has(name)) columns.set(name, key)
  }
  return columns
}

/** A file of rows has a column for every name in a template; a plain value between them has none. */
function mixedFindings(values: readonly Located[], positions: Positions): Diagnostic[] {
  const [first] = values
  const other = values.findIndex(({ kind }) => (kind === 'map') !== (first?.kind === 'map'))
  const wrong = values[other]
  if (wrong === undefined || first === undefined) return []
  const what = wrong.kind === 'map' ? 'a row of columns' : 'a plain value'
  const others = wrong.kind === 'map' ? 'plain values' : 'rows of columns'
  return [
    finding('DATA_MIXED_ROWS', `row ${other + 1} is ${what} among ${others}`, {
      span: positions.span(wrong.start, wrong.end),
      related: [{ span: positions.span(first.start, first.end), message: 'the first row' }],
      help: 'write all rows alike',
    }),
  ]
}

function nameFindings(columns: ReadonlyMap<string, Range>, positions: Positions): Diagnostic[] {
  return [...columns].flatMap(([name, { start, end }]) => {
    const problem = columnProblem(name)
    if (problem === null) return []
    const span = positions.span(start, end)
    return [finding('DATA_COLUMN_NAME', problem.message, { span, help: problem.help })]
  })
}

function tableOf(table: Table, positions: Positions): TableRead {
  if (table.rows.length <= mostRows) return { table, findings: [] }
  const message = `this file has ${table.rows.length} rows, and ${mostRows} may be read`
  const wrong = finding('DATA_TOO_MANY_ROWS', message, {
    span: positions.span(0),
    help: 'keep only the rows that are used',
  })
  return { table: null, findings: [wrong] }
}
