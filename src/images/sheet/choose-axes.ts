import type { Dimension, Position } from '../../plan/dimensions.ts'

/** Axes asked for; null: not. */
export interface AxisWishes {
  readonly rows: string | null
  readonly columns: string | null
}

/** What a grid has as rows and columns. */
export interface Axes {
  readonly rows: Dimension
  readonly columns: Dimension
}

/** A grid that is emptier than that is worse to read than pictures one after the other. */
const leastFilled = 1 / 3

/** Dimensions that are tried against each other: more would be slow and no better. */
const mostTried = 8

/** Columns that a screen shows; beyond that a long axis had better run down the page. */
const mostColumns = 12

/**
 * The two dimensions that make the fewest grids, the earlier one as rows. Null: pictures are better
 * shown one after the other, since there is one dimension or every grid would be all but empty.
 *
 * @param wishes axes that are given, whatever comes of it.
 */
export function chooseAxes(
  dimensions: readonly Dimension[],
  positions: readonly Position[],
  wishes: AxisWishes,
): Axes | null {
  const named = (name: string | null) => dimensions.find((each) => each.name === name) ?? null
  const rows = named(wishes.rows)
  const columns = named(wishes.columns)
  if (rows !== null && columns !== null) return { rows, columns }
  const wished = rows ?? columns
  if (wished === null) return chooseBoth(dimensions, positions)
  const rest = longest(dimensions.filter((other) => other !== wished))
  const pairs = rest.map((other): Axes => ({ rows: rows ?? other, columns: columns ?? other }))
  const best = bestOf(pairs, positions)?.axes
  return best ?? { rows: rows ?? nothing, columns: columns ?? nothing }
}

/** Stands in where one dimension is all there is. */
const nothing: Dimension = { name: '', values: [] }

function chooseBoth(dimensions: readonly Dimension[], positions: readonly Position[]): Axes | null {
  const tried = longest(dimensions)
  const pairs = tried.flatMap((rows, index) =>
    tried.slice(index + 1).map((columns): Axes => ({ rows, columns })),
  )
  const best = bestOf(pairs, positions, leastFilled)
  if (best === null) return null
  const { rows, columns } = best.axes
  const isTooWide = columns.values.length > Math.max(mostColumns, rows.values.length)
  return isTooWide ? { rows: columns, columns: rows } : { rows, columns }
}

/** In their order. */
function longest(dimensions: readonly Dimension[]): readonly Dimension[] {
  const kept = dimensions.toSorted((a, b) => b.values.length - a.values.length).slice(0, mostTried)
  return dimensions.filter((dimension) => kept.includes(dimension))
}

interface Measured {
  readonly axes: Axes
  readonly grids: number
  /** Share of places with a picture. */
  readonly filled: number
}

function bestOf(
  pairs: readonly Axes[],
  positions: readonly Position[],
  least = 0,
): Measured | null {
  const tried = new Set(pairs.flatMap(({ rows, columns }) => [rows.name, columns.name]))
  const measured = pairs
    .map((axes) => measure(axes, [...tried], positions))
    .filter(({ filled }) => filled >= least)
  return measured.toSorted((a, b) => a.grids - b.grids || b.filled - a.filled)[0] ?? null
}

function measure(axes: Axes, tried: readonly string[], positions: readonly Position[]): Measured {
  const { rows, columns } = axes
  const others = tried.filter((name) => name !== rows.name && name !== columns.name)
  const grids = new Map<string, { rows: Set<string>; columns: Set<string> }>()
  for (const at of positions) {
    const key = JSON.stringify(others.map((name) => at[name] ?? null))
    const grid = grids.get(key) ?? { rows: new Set(), columns: new Set() }
    grid.rows.add(at[rows.name] ?? '')
    grid.columns.add(at[columns.name] ?? '')
    grids.set(key, grid)
  }
  let places = 0
  for (const grid of grids.values()) places += grid.rows.size * grid.columns.size
  return { axes, grids: grids.size, filled: positions.length / Math.max(1, places) }
}
