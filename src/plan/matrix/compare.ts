import type { AxisValue } from '../../manifest/manifest.ts'
import type { Json } from '../../request/canonical-json.ts'

/** Whether two values are the same: scalars by their printed form, lists and objects whole. */
export function equalWhole(one: Json, other: Json): boolean {
  if (one === other) return true
  if (one === null || other === null) return false
  if (typeof one !== 'object' && typeof other !== 'object') return String(one) === String(other)
  if (typeof one !== 'object' || typeof other !== 'object') return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  return Object.keys(one).length === Object.keys(other).length && hasAll(one, other, equalWhole)
}

/** Whether `part` is found in `whole`: objects as subsets, to any depth; all else as `equalWhole`. */
export function isPart(part: Json, whole: Json): boolean {
  return isMap(part) && isMap(whole) ? hasAll(part, whole, isPart) : equalWhole(part, whole)
}

/** Whether an `exclude` value matches one of an axis: as a part of it, or as the id of its row. */
export function matchesAxisValue(wanted: Json, { value, id }: AxisValue): boolean {
  if (isPart(wanted, value)) return true
  return id !== null && wanted !== null && typeof wanted !== 'object' && String(wanted) === id
}

/** What stands for a value in hashes, names and captions: a row's id, else the value itself. */
export function identityOf({ value, id }: AxisValue): Json {
  return id ?? value
}

function isMap(value: Json): value is { readonly [key: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function hasAll(part: object, whole: object, same: (one: Json, other: Json) => boolean): boolean {
  const values = whole as { readonly [key: string]: Json }
  return Object.entries(part).every(
    ([key, value]: [string, Json]) =>
      Object.hasOwn(values, key) && same(value, values[key] as Json),
  )
}
