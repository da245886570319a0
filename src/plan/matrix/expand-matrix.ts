import type { Axis, AxisValue, Matrix, MatrixEntry } from '../../manifest/manifest.ts'
import type { Effort } from '../effort.ts'
import type { Combination } from './combination.ts'
import { equalWhole, matchesAxisValue } from './compare.ts'

export interface ExpandedMatrix {
  /** In matrix order: the first axis varies slowest, then includes that stand alone. */
  readonly combinations: readonly Combination[]
  /** Excludes that matched nothing; those that name model, size or seed are not looked at here. */
  readonly unmatched: readonly MatrixEntry[]
  /** Includes that fitted no combination and became one of their own. */
  readonly alone: readonly MatrixEntry[]
}

/** Settings that an exclude may name beside axes. It then applies when they have multiplied. */
export const cellNames = ['model', 'size', 'seed'] as const

export function isCellExclude({ values }: MatrixEntry): boolean {
  return cellNames.some((name) => values.has(name))
}

/** Combinations before any exclude and after every include, at most. */
export function matrixBound({ axes, include }: Matrix): number {
  const product = axes.reduce((sum, { values }) => sum * Math.max(1, values.length), 1)
  return product + include.length
}

/**
 * The combinations of a matrix by the rule that GitHub Actions documents.
 *
 * First `exclude`: an entry matches when each of its keys does, objects as subsets. Then `include`, in
 * order: an entry is added to every original combination whose original values it would not change;
 * what an earlier entry added it may change. One that fits none becomes a combination of its own,
 * which later entries do not extend.
 *
 * @param names slots of a combination: the axes, then every key that an include adds.
 */
export function expandMatrix(
  matrix: Matrix,
  names: readonly string[],
  effort: Effort,
): ExpandedMatrix {
  const grid = gridOf(matrix)
  const excludes = matrix.exclude.filter((entry) => !isCellExclude(entry))
  const { ordinals, unmatched } = applyExcludes(grid, excludes, effort)
  const originals = ordinals.map((ordinal) => originalValues(ordinal, grid, names.length))
  const alone: MatrixEntry[] = []
  for (const entry of matrix.include) {
    effort.spend(ordinals.length)
    const fits = constraintsOf(entry, grid, { same: sameValue, effort })
    const added = [...entry.values].filter(([name]) => !grid.slots.has(name))
    let fitted = false
    for (const [index, ordinal] of ordinals.entries()) {
      if (!fits.every((constraint) => holds(constraint, ordinal))) continue
      fitted = true
      for (const [name, value] of added) put(originals[index], names.indexOf(name), value)
    }
    if (!fitted) alone.push(entry)
  }
  const standing = alone.map((entry) => names.map((name) => entry.values.get(name)))
  return {
    combinations: [...originals, ...standing].map((values) => ({ values })),
    unmatched,
    alone,
  }
}

/** Axes as a number system: an ordinal's digits are positions of values, the last axis varies fastest. */
interface Grid {
  readonly axes: readonly Axis[]
  readonly strides: readonly number[]
  readonly slots: ReadonlyMap<string, number>
  readonly size: number
}

/** Without axes there is one combination, which says nothing; or only what the includes say. */
function gridOf({ axes, include }: Matrix): Grid {
  let size = axes.length === 0 && include.length > 0 ? 0 : 1
  const strides = axes.map(() => 1)
  for (const [index, axis] of [...axes.entries()].reverse()) {
    strides[index] = size
    size *= axis.values.length
  }
  return { axes, strides, size, slots: new Map(axes.map(({ name }, slot) => [name, slot])) }
}

/** Which values of one axis an entry allows. */
interface Constraint {
  readonly stride: number
  readonly allowed: readonly boolean[]
}

function holds({ stride, allowed }: Constraint, ordinal: number): boolean {
  return allowed[Math.floor(ordinal / stride) % allowed.length] === true
}

type Same = (wanted: AxisValue, value: AxisValue) => boolean

const sameValue: Same = (wanted, value) => equalWhole(wanted.value, value.value)
const partOfValue: Same = (wanted, value) => matchesAxisValue(wanted.value, value)

function constraintsOf(
  entry: MatrixEntry,
  { axes, strides, slots }: Grid,
  { same, effort }: { same: Same; effort: Effort },
): Constraint[] {
  return [...entry.values].flatMap(([name, wanted]) => {
    const slot = slots.get(name)
    if (slot === undefined) return []
    const values = axes[slot]?.values ?? []
    effort.spend(values.length)
    return [{ stride: strides[slot] ?? 1, allowed: values.map((value) => same(wanted, value)) }]
  })
}

function applyExcludes(grid: Grid, entries: readonly MatrixEntry[], effort: Effort) {
  const constraints = entries.map((entry) =>
    constraintsOf(entry, grid, { same: partOfValue, effort }),
  )
  const matched = entries.map(() => false)
  const ordinals: number[] = []
  for (let ordinal = 0; ordinal < grid.size; ordinal++) {
    effort.spend(1 + constraints.length)
    let excluded = false
    for (const [index, entry] of constraints.entries()) {
      if (!entry.every((constraint) => holds(constraint, ordinal))) continue
      matched[index] = true
      excluded = true
    }
    if (!excluded) ordinals.push(ordinal)
  }
  return { ordinals, unmatched: entries.filter((_, index) => matched[index] !== true) }
}

type Slots = (AxisValue | undefined)[]

function originalValues(ordinal: number, { axes, strides }: Grid, width: number): Slots {
  const values: Slots = axes.map(
    (axis, slot) => axis.values[Math.floor(ordinal / (strides[slot] ?? 1)) % axis.values.length],
  )
  while (values.length < width) values.push(undefined)
  return values
}

function put(values: Slots | undefined, slot: number, value: AxisValue): void {
  if (values !== undefined) values[slot] = value
}
