import type { Json } from '../request/canonical-json.ts'

/** Part of a text: offsets in UTF-16 units, `end` not included. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A value as read from YAML or JSON, each part with its place in the text. */
export type Located = LocatedScalar | LocatedList | LocatedMap

export interface LocatedScalar extends Range {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
  readonly style: 'plain' | 'single' | 'double' | 'block'
}

interface LocatedList extends Range {
  readonly kind: 'list'
  readonly items: readonly Located[]
}

interface LocatedMap extends Range {
  readonly kind: 'map'
  readonly entries: ReadonlyMap<string, LocatedEntry>
}

interface LocatedEntry {
  readonly key: Range
  readonly value: Located
}

/** Findings about one text at most; who has a thousand mends the first and asks again. */
export const mostFindings = 1000

/** Lists and maps nested deeper than this are refused: no manifest comes near, and recursion stays safe. */
export const deepest = 64

/** The one key that no map may have: assigning it would change an object's prototype. */
export const forbiddenKey = '__proto__'

/** The value itself. Objects have own properties only, in the order written. */
export function toJson(located: Located): Json {
  if (located.kind === 'scalar') return located.value
  if (located.kind === 'list') return located.items.map(toJson)
  return Object.fromEntries([...located.entries].map(([key, { value }]) => [key, toJson(value)]))
}

/** One step down, or null where there is nothing. */
export function child(located: Located, key: string | number): Located | null {
  if (located.kind === 'map') return located.entries.get(String(key))?.value ?? null
  if (located.kind === 'list') return located.items[Number(key)] ?? null
  return null
}
