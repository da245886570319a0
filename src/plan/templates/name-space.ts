import type { AxisValue, Matrix } from '../../manifest/manifest.ts'
import type { Json } from '../../request/canonical-json.ts'

/** Names that a template may have beside axes and vars. */
export const fields = ['asset', 'model', 'size', 'seed', 'index', 'stem', 'variant'] as const
export type Field = (typeof fields)[number]

export function isField(name: string): name is Field {
  return (fields as readonly string[]).includes(name)
}

/** What asks for a template, and so which fields it may use. */
export const fieldsOf = {
  setting: ['asset'],
  text: ['asset', 'model', 'size', 'seed'],
  output: ['asset', 'model', 'size', 'seed', 'index'],
  variant: ['asset', 'model', 'size', 'seed', 'index', 'stem', 'variant'],
} as const satisfies Record<string, readonly Field[]>
export type Use = keyof typeof fieldsOf

export const sizeParts = ['width', 'height', 'ratio', 'label'] as const

/** The names of an asset's combinations, and all that they may stand for. */
export interface NameSpace {
  readonly asset: string
  /** Axes in the order written, then keys that an include adds. A name's position is its slot. */
  readonly names: readonly string[]
  /**
   * How many of the names, from the first, tell combinations apart: in file names, derived seeds and
   * samples. The axes; in a matrix of includes alone, whose keys are added to nothing, all of them.
   */
  readonly axes: number
  readonly slots: ReadonlyMap<string, number>
  /** Every value that the name of a slot can take. */
  readonly values: readonly (readonly AxisValue[])[]
  /** Names below the name of a slot: columns of its file and keys of its objects; empty for plain values. */
  readonly columns: readonly ReadonlySet<string>[]
  readonly vars: ReadonlyMap<string, Json>
}

export function nameSpace(
  asset: string,
  matrix: Matrix,
  vars: ReadonlyMap<string, Json>,
): NameSpace {
  const values = new Map<string, AxisValue[]>()
  for (const axis of matrix.axes) values.set(axis.name, [...axis.values])
  for (const entry of matrix.include) {
    for (const [name, value] of entry.values) {
      const known = values.get(name)
      if (known === undefined) values.set(name, [value])
      else known.push(value)
    }
  }
  const names = [...values.keys()]
  return {
    asset,
    names,
    axes: matrix.axes.length === 0 ? names.length : matrix.axes.length,
    slots: new Map(names.map((name, slot) => [name, slot])),
    values: [...values.values()],
    columns: names.map((name) => columnsOf(name, matrix, values.get(name) ?? [])),
    vars,
  }
}

function columnsOf(name: string, matrix: Matrix, values: readonly AxisValue[]): Set<string> {
  const columns = new Set(matrix.axes.find((axis) => axis.name === name)?.columns ?? [])
  for (const { value, row } of values) {
    for (const key of keysOf(value)) columns.add(key)
    if (row !== null) columns.add('_row')
  }
  return columns
}

/** Names below a value: keys of an object, positions of a list. */
export function keysOf(value: Json | undefined): readonly string[] {
  return value === null || typeof value !== 'object' ? [] : Object.keys(value)
}

/** A value below another, by own keys only; undefined where there is none. */
export function descend(value: Json | undefined, path: readonly string[]): Json | undefined {
  let here = value
  for (const key of path) {
    if (here === undefined || here === null || typeof here !== 'object') return undefined
    if (!Object.hasOwn(here, key) || (Array.isArray(here) && key === 'length')) return undefined
    here = (here as { readonly [key: string]: Json })[key]
  }
  return here
}

/** A value of a combination below its name; `_row` is the number of its row, which no column holds. */
export function valueAt(value: AxisValue | undefined, path: readonly string[]): Json | undefined {
  if (value === undefined) return undefined
  if (path.length === 1 && path[0] === '_row') return value.row ?? undefined
  return descend(value.value, path)
}
