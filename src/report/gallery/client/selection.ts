import type { Dimension } from '../../../plan/dimensions.ts'
import type { GalleryData, GalleryPicture, PictureStatus } from '../gallery-data.ts'
import { statusWords } from '../status-words.ts'

/** What of a gallery is to be seen, and how it is laid out. A value: each change makes the next one. */
export interface Selection {
  /** Name of a dimension; null: none. */
  readonly rows: string | null
  readonly columns: string | null
  /** Values that pictures must have, by dimension. */
  readonly values: ReadonlyMap<string, string>
  /** Any of these; empty: all. */
  readonly statuses: ReadonlySet<PictureStatus>
  /** Words that all have to occur. */
  readonly search: string
}

/** One row per value of a dimension; where there are no columns, all its pictures are in the first. */
export interface Row {
  /** null: pictures without that dimension, or no rows at all. */
  readonly value: string | null
  readonly cells: readonly Cell[]
}

export interface Cell {
  /** Index into `columns`. */
  readonly column: number
  readonly pictures: readonly GalleryPicture[]
}

export interface Layout {
  /** null: pictures without that dimension. Empty: no columns. */
  readonly columns: readonly (string | null)[]
  readonly rows: readonly Row[]
  readonly count: number
}

/** How a gallery begins: two axes of a single asset as a grid, several assets one after the other. */
export function firstSelection({ dimensions }: GalleryData): Selection {
  const [first, second] = dimensions
  const rows = first?.name ?? null
  const columns = rows === 'asset' ? null : (second?.name ?? null)
  return { rows, columns, values: new Map(), statuses: new Set(), search: '' }
}

/** The value that a picture has in a dimension; null: its asset has no such axis. */
export function valueAt({ position }: GalleryPicture, name: string): string | null {
  return Object.hasOwn(position, name) ? (position[name] ?? null) : null
}

/** What is selected, laid out. Rows and columns without a picture are left out. */
export function layOut(
  { pictures, dimensions }: GalleryData,
  selection: Selection,
  texts: ReadonlyMap<GalleryPicture, string>,
): Layout {
  const isSelected = selecting(selection, texts)
  const selected = pictures.filter(isSelected)
  const columns = valuesIn(selected, dimensions, selection.columns)
  const place = new Map(columns.map((value, index) => [value, index]))
  const rows = group(selected, dimensions, selection.rows).map(([value, members]) => {
    const cells = new Map<number, GalleryPicture[]>()
    for (const picture of members) {
      const own = selection.columns === null ? null : valueAt(picture, selection.columns)
      const column = place.get(own) ?? 0
      const there = cells.get(column)
      if (there === undefined) cells.set(column, [picture])
      else there.push(picture)
    }
    const sorted = [...cells].sort(([a], [b]) => a - b)
    return { value, cells: sorted.map(([column, inside]) => ({ column, pictures: inside })) }
  })
  return { columns, rows, count: selected.length }
}

/** Everything of a picture that a search looks at, in small letters. */
export function searchText(data: GalleryData, picture: GalleryPicture): string {
  const request = data.requests[picture.request]
  return [
    ...Object.values(picture.position),
    ...picture.files.flatMap(({ path, recorded }) => [path, recorded?.sha256 ?? '']),
    statusWords[picture.status],
    request?.key,
    request?.request.prompt,
    request?.request.negative_prompt,
    request?.rewritten,
    request?.error?.code,
    request?.error?.message,
  ]
    .join('\n')
    .toLowerCase()
}

function selecting(
  { values, statuses, search }: Selection,
  texts: ReadonlyMap<GalleryPicture, string>,
): (picture: GalleryPicture) => boolean {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return (picture) => {
    if (statuses.size > 0 && !statuses.has(picture.status)) return false
    for (const [name, value] of values) if (valueAt(picture, name) !== value) return false
    const text = texts.get(picture) ?? ''
    return words.every((word) => text.includes(word))
  }
}

type Value = string | null

/** Values of a dimension that occur, in its order; those without one last. No dimension: none. */
function valuesIn(
  pictures: readonly GalleryPicture[],
  dimensions: readonly Dimension[],
  name: string | null,
): readonly Value[] {
  return name === null ? [] : group(pictures, dimensions, name).map(([value]) => value)
}

function group(
  pictures: readonly GalleryPicture[],
  dimensions: readonly Dimension[],
  name: string | null,
): readonly (readonly [Value, readonly GalleryPicture[]])[] {
  if (name === null) return pictures.length === 0 ? [] : [[null, pictures]]
  const { values = [] } = dimensions.find((dimension) => dimension.name === name) ?? {}
  const groups = new Map<Value, GalleryPicture[]>([...values, null].map((value) => [value, []]))
  for (const picture of pictures) groups.get(valueAt(picture, name))?.push(picture)
  return [...groups].filter(([, members]) => members.length > 0)
}
