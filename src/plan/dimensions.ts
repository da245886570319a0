import type { Job, Output } from './job.ts'

/** What outputs can be laid out and filtered by: an axis, or one of the settings that multiply it. */
export interface Dimension {
  readonly name: string
  /** As printed, in the order in which the plan comes to them; at least two. */
  readonly values: readonly string[]
}

/** A value per dimension; axes that the output's asset does not have are absent. */
export type Position = Readonly<Record<string, string>>

/**
 * Where an output stands: its asset, its axis values (row ids), model, size, seed and index. No axis
 * can be called like one of the others.
 */
export function positionOf({ request }: Job, output: Output): Position {
  return {
    asset: output.asset,
    ...output.captions,
    model: request.model,
    size: request.size,
    seed: String(request.seed),
    index: String(output.image),
  }
}

/**
 * What tells positions apart, in their order: the asset, its axes, then model, size, seed, index.
 *
 * A model, size or seed that the others decide already is left out: a seed derived from the
 * combination would be a dimension with a value for each picture.
 */
export function dimensionsOf(positions: readonly Position[]): readonly Dimension[] {
  const values = new Map<string, Set<string>>(first.map((name) => [name, new Set()]))
  for (const position of positions) {
    for (const [name, value] of Object.entries(position)) {
      if (!multiplying.has(name)) valuesOf(values, name).add(value)
    }
  }
  for (const name of multiplying) values.set(name, new Set(positions.map((at) => at[name] ?? '')))
  let names = [...values].filter(([, found]) => found.size > 1).map(([name]) => name)
  for (const name of decidable) {
    if (names.includes(name) && isDecided(name, names, positions)) {
      names = names.filter((other) => other !== name)
    }
  }
  return names.map((name) => ({ name, values: [...valuesOf(values, name)] }))
}

const first = ['asset']
const multiplying: ReadonlySet<string> = new Set(['model', 'size', 'seed', 'index'])
/** In the order in which they give way: of two that decide each other, the latter stays. */
const decidable = ['seed', 'size', 'model']

function valuesOf(values: Map<string, Set<string>>, name: string): Set<string> {
  const known = values.get(name) ?? new Set()
  values.set(name, known)
  return known
}

/** Whether no two positions differ in this dimension alone. */
export function isDecided(
  name: string,
  several: readonly string[],
  positions: readonly Position[],
): boolean {
  const others = several.filter((other) => other !== name)
  const seen = new Map<string, string | undefined>()
  return positions.every((position) => {
    const rest = JSON.stringify(others.map((other) => position[other] ?? null))
    const value = position[name]
    if (seen.has(rest)) return seen.get(rest) === value
    seen.set(rest, value)
    return true
  })
}
