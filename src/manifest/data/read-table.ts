import path from 'node:path'
import type { Positions } from '../../diagnostics/positions.ts'
import { InternalError } from '../../diagnostics/user-error.ts'
import { readDelimited } from './read-delimited.ts'
import { readJson, readJsonLines, readLines, readYaml } from './read-values.ts'
import type { TableRead } from './table.ts'

/** Reads a data file by its extension. */
export function readTable(file: string, positions: Positions): TableRead {
  const read = readers.get(path.posix.extname(file).toLowerCase())
  if (read === undefined) throw new InternalError(`no reader for ${file}`)
  return read(positions)
}

const readers: ReadonlyMap<string, (positions: Positions) => TableRead> = new Map([
  ['.csv', (positions) => readDelimited(positions, ',')],
  ['.tsv', (positions) => readDelimited(positions, '\t')],
  ['.json', readJson],
  ['.jsonl', readJsonLines],
  ['.yaml', readYaml],
  ['.txt', readLines],
])
