import { type Dimension, dimensionsOf, isDecided, type Position } from '../../plan/dimensions.ts'
import { type Axes, type AxisWishes, chooseAxes } from './choose-axes.ts'
import type { SheetPicture } from './pictures.ts'

/** A name with its value, as printed. */
export interface NamedValue {
  readonly name: string
  readonly value: string
}

/** Two dimensions as rows and columns; a combination that is not wanted has no picture. */
export interface Table {
  readonly kind: 'table'
  /** What every picture of it has in common and others have not. */
  readonly about: readonly NamedValue[]
  readonly rows: Dimension
  readonly columns: Dimension
  /** By row and column. */
  readonly pictures: readonly (readonly (SheetPicture | null)[])[]
}

/** Pictures one after the other, each with what tells it apart. */
export interface Loose {
  readonly kind: 'loose'
  readonly about: readonly NamedValue[]
  /** The dimensions that captions have the values of. */
  readonly names: readonly string[]
  readonly pictures: readonly { readonly picture: SheetPicture; readonly caption: string }[]
}

export type Grid = Table | Loose

/** Stands for an axis that a picture does not have. */
const none = '–'

/** What a sheet can have as rows and columns: more than one value tells its pictures apart. */
export function axesOf(pictures: readonly SheetPicture[]): readonly string[] {
  const names = sectionsOf(pictures).flatMap((section) => dimensionsOf(section.map(({ at }) => at)))
  const overall = dimensionsOf(pictures.map(({ at }) => at))
  return [...new Set([...overall, ...names].map(({ name }) => name))]
}

/**
 * Lays pictures out: two dimensions as rows and columns, the others as grids of their own. Assets with
 * other axes than the rest have their own grids. Every picture is in exactly one place.
 */
export function gridsOf(pictures: readonly SheetPicture[], wishes: AxisWishes): readonly Grid[] {
  const byAsset = wishes.rows === 'asset' || wishes.columns === 'asset'
  const sections = byAsset ? [pictures] : sectionsOf(pictures)
  return sections.flatMap((section) => {
    const assets = new Set(section.map(({ at }) => at['asset'] ?? ''))
    const [asset = ''] = assets
    const about = sections.length > 1 && assets.size === 1 ? [{ name: 'asset', value: asset }] : []
    return sectionGrids(section, wishes, [...about, ...sharedBy(section, wishes)])
  })
}

/** Axes with one value here, as after `--where`: a sheet is to say which. */
function sharedBy(pictures: readonly SheetPicture[], { rows, columns }: AxisWishes): NamedValue[] {
  const [first] = pictures
  return Object.entries(first?.at ?? {}).flatMap(([name, value]) => {
    if (settings.has(name) || name === rows || name === columns) return []
    return pictures.every(({ at }) => at[name] === value) ? [{ name, value }] : []
  })
}

const settings: ReadonlySet<string> = new Set(['asset', 'model', 'size', 'seed', 'index'])

/** Assets that have the same axes go together. */
function sectionsOf(pictures: readonly SheetPicture[]): readonly (readonly SheetPicture[])[] {
  const names = new Map<string, Set<string>>()
  for (const { at } of pictures) {
    const known = names.get(at['asset'] ?? '') ?? new Set()
    for (const name of Object.keys(at)) known.add(name)
    names.set(at['asset'] ?? '', known)
  }
  const sections = new Map<string, SheetPicture[]>()
  for (const picture of pictures) {
    const axes = [...(names.get(picture.at['asset'] ?? '') ?? [])].sort()
    push(sections, JSON.stringify(axes), picture)
  }
  return [...sections.values()]
}

function sectionGrids(
  pictures: readonly SheetPicture[],
  wishes: AxisWishes,
  about: readonly NamedValue[],
): readonly Grid[] {
  const positions = pictures.map(({ at }) => at)
  const every = dimensionsOf(positions)
  const needed = neededOf(every, positions, wishes)
  const axes = chooseAxes(withWished(needed, positions, wishes), positions, wishes)
  if (axes === null) return [looseGrid(pictures, every, about)]
  const others = needed.filter(({ name }) => name !== axes.rows.name && name !== axes.columns.name)
  const groups = new Map<string, SheetPicture[]>()
  for (const picture of pictures) {
    const values = others.map(({ name }) => picture.at[name] ?? null)
    push(groups, JSON.stringify(values), picture)
  }
  return [...groups.values()].flatMap((group) => {
    const at = group[0]?.at ?? {}
    const shared = others.map(({ name }) => ({ name, value: at[name] ?? none }))
    return tables(group, axes, [...about, ...shared])
  })
}

/** Dimensions that others decide would be pages of one row; the last ones, which includes add, go first. */
function neededOf(
  every: readonly Dimension[],
  positions: readonly Position[],
  { rows, columns }: AxisWishes,
): readonly Dimension[] {
  let needed = every
  for (const { name } of every.toReversed()) {
    if (name === rows || name === columns || needed.length === 1) continue
    const names = needed.map((dimension) => dimension.name)
    if (isDecided(name, names, positions)) {
      needed = needed.filter((dimension) => dimension.name !== name)
    }
  }
  return needed
}

/** An axis that was asked for may have one value here, as after `--where`. */
function withWished(
  needed: readonly Dimension[],
  positions: readonly Position[],
  { rows, columns }: AxisWishes,
): readonly Dimension[] {
  const known = new Set(needed.map(({ name }) => name))
  const added = [rows, columns].flatMap((name) => {
    if (name === null || known.has(name)) return []
    known.add(name)
    const values = new Set(positions.flatMap((at) => at[name] ?? []))
    return values.size === 1 ? [{ name, values: [...values] }] : []
  })
  return [...needed, ...added]
}

/** One table, or several where equal captions would put two pictures into one place. */
function tables(
  pictures: readonly SheetPicture[],
  { rows, columns }: Axes,
  about: readonly NamedValue[],
): Table[] {
  const layers: Map<string, SheetPicture>[] = []
  for (const picture of pictures) {
    const place = placeOf(picture.at[rows.name], picture.at[columns.name])
    const free = layers.find((layer) => !layer.has(place))
    if (free === undefined) layers.push(new Map([[place, picture]]))
    else free.set(place, picture)
  }
  return layers.map((layer) => {
    const here = [...layer.values()].map(({ at }) => at)
    const down = valuesHere(rows, here)
    const across = valuesHere(columns, here)
    return {
      kind: 'table',
      about,
      rows: withCaptions(rows, down),
      columns: withCaptions(columns, across),
      pictures: down.map((row) => across.map((column) => layer.get(placeOf(row, column)) ?? null)),
    }
  })
}

/** A dimension without a name stands in where there is one axis alone: it says nothing. */
function withCaptions({ name }: Dimension, values: readonly (string | undefined)[]): Dimension {
  return { name, values: values.map((value) => value ?? (name === '' ? '' : none)) }
}

function placeOf(row: string | undefined, column: string | undefined): string {
  return JSON.stringify([row ?? null, column ?? null])
}

/** The values that some picture has, in their order; last, that it has none. */
function valuesHere(
  { name, values }: Dimension,
  positions: readonly Position[],
): readonly (string | undefined)[] {
  const here = new Set(positions.map((at) => at[name]))
  const known = values.filter((value) => here.has(value))
  return here.has(undefined) ? [...known, undefined] : known
}

function looseGrid(
  pictures: readonly SheetPicture[],
  dimensions: readonly Dimension[],
  about: readonly NamedValue[],
): Loose {
  const names = dimensions.map(({ name }) => name)
  return {
    kind: 'loose',
    about,
    names,
    pictures: pictures.map((picture) => {
      const values = names.flatMap((name) => picture.at[name] ?? [])
      return { picture, caption: values.join(' · ') }
    }),
  }
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [item])
  else list.push(item)
}
