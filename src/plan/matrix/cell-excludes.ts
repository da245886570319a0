import type { AxisValue, Matrix, MatrixEntry } from '../../manifest/manifest.ts'
import type { Json } from '../../request/canonical-json.ts'
import type { CellSetting } from '../settings.ts'
import { resolveSize } from '../sizes.ts'
import { printed } from '../templates/text.ts'
import type { Combination } from './combination.ts'
import { matchesAxisValue } from './compare.ts'
import { cellNames, isCellExclude } from './expand-matrix.ts'

/** Excludes that name model, size or seed: they apply once these have multiplied. */
export interface CellExcludes {
  /** Excludes that can match the combination, by its axis values alone. */
  ofCombination(combination: Combination): readonly CellExclude[]
  /** Those that matched no cell so far. */
  unmatched(): readonly MatrixEntry[]
}

interface CellExclude {
  excludes(setting: CellSetting): boolean
}

export function readCellExcludes(matrix: Matrix, names: readonly string[]): CellExcludes {
  const excludes = matrix.exclude.filter(isCellExclude).map((entry) => readExclude(entry, names))
  return {
    ofCombination: (combination) => excludes.filter(({ fits }) => fits(combination)),
    unmatched: () => excludes.filter(({ matched }) => !matched()).map(({ entry }) => entry),
  }
}

function readExclude(entry: MatrixEntry, names: readonly string[]) {
  const axes = [...entry.values]
    .filter(([name]) => !isCellName(name))
    .map(([name, wanted]) => valueTest(wanted.value, names.indexOf(name)))
  const model = settingTest(entry.values.get('model'), (wanted, cell) => wanted === cell.model.id)
  const size = settingTest(entry.values.get('size'), sameSize)
  const seed = settingTest(entry.values.get('seed'), (wanted, cell) => wanted === String(cell.seed))
  let matched = false
  return {
    entry,
    matched: () => matched,
    fits: (combination: Combination) => axes.every((test) => test(combination)),
    excludes: (cell: CellSetting) => {
      const excluded = model(cell) && size(cell) && seed(cell)
      matched ||= excluded
      return excluded
    },
  }
}

function isCellName(name: string): boolean {
  return (cellNames as readonly string[]).includes(name)
}

function valueTest(wanted: Json, slot: number): (combination: Combination) => boolean {
  const known = new Map<AxisValue, boolean>()
  return ({ values }) => {
    const value = values[slot]
    if (value === undefined) return false
    const matches = known.get(value) ?? matchesAxisValue(wanted, value)
    known.set(value, matches)
    return matches
  }
}

function settingTest(
  wanted: AxisValue | undefined,
  same: (wanted: string, cell: CellSetting) => boolean,
): (cell: CellSetting) => boolean {
  if (wanted === undefined) return () => true
  const text = printed(wanted.value)
  return text === null ? () => false : (cell) => same(text, cell)
}

/** Sizes compare resolved: `16:9` is what the cell's own model makes of it. */
function sameSize(wanted: string, { model, size }: CellSetting): boolean {
  const resolved = resolveSize(wanted, model)
  const meant = 'size' in resolved ? resolved.size : resolved.problem.asWritten
  return meant?.request === size.request
}
