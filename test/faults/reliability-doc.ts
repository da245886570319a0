import { readFileSync } from 'node:fs'

const text = readFileSync(new URL('../../docs/reliability.md', import.meta.url), 'utf8')

const errorCodes = 'Error codes'

/** How the head of a table of faults begins; others have tests of their own. */
const headOfFaults = '| What goes wrong |'

/** The tables of faults in `docs/reliability.md`: cells by the heading above, then by the first cell of each row. */
export const tables: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> = new Map(
  text
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const [heading = ''] = section.split('\n')
      return section.includes(headOfFaults) ? [[heading, rowsOf(section)] as const] : []
    }),
)

function rowsOf(section: string): ReadonlyMap<string, readonly string[]> {
  const rows = cellsIn(section)
  const named = new Map(rows.map((cells) => [cells[0] ?? '', cells]))
  if (named.size !== rows.length) throw new Error('two rows of docs/reliability.md have one name')
  return named
}

function cellsIn(section: string): readonly (readonly string[])[] {
  const lines = section.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map(cellsOf)
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, line.lastIndexOf('|'))
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))
}

/** What a row of a table of faults promises. */
export interface Promised {
  readonly lockfile: string
  /** Images billed when the run has ended, and when the next one has. */
  readonly paid: readonly [now: number, then: number]
  readonly exit: number
  readonly nextExit: number
  /** Words that the command line prints, each in some order; none: nothing special. */
  readonly says: readonly string[]
}

/** Reads `| name | what is done | lockfile | paid | exit | next | says |`. */
export function promisedBy(cells: readonly string[]): Promised {
  const [, , lockfile = '', paid = '', exit = '', next = '', says = ''] = cells
  const [now = '', then = now] = paid.split(' → ')
  return {
    lockfile: lockfile.replaceAll('`', ''),
    paid: [Number(now), Number(then)],
    exit: Number(exit),
    nextExit: Number(next),
    says: [...says.matchAll(/`([^`]+)`/g)].map(([, words = '']) => words),
  }
}

/** A row of the table of error codes. */
export interface ErrorRow {
  /** Unique: code, words and status. */
  readonly name: string
  readonly code: string
  readonly words: string
  readonly http: number
  readonly places: readonly string[]
  readonly does: string
}

export const errorRows: readonly ErrorRow[] = cellsIn(
  text.split(/^## /m).find((section) => section.startsWith(errorCodes)) ?? '',
).map(([code = '', words = '', http = '', places = '', does = '']) => ({
  name: `${code.replaceAll('`', '')}: ${words} (${http})`,
  code: code.replaceAll('`', ''),
  words,
  http: Number(http),
  places: places.split(', '),
  does,
}))
