import type { Json } from '../../request/canonical-json.ts'
import type { SourcePath } from '../manifest.ts'

/** What is left of a value where the schema took something away. */
export type Partly<T> = T extends object ? { readonly [K in keyof T]?: Partly<T[K]> } : T

/**
 * A value without the parts at the given paths. An entry of a list cannot be taken out alone, since
 * the others would no longer stand where their paths say: the whole list goes.
 */
export function prune(value: Json, paths: readonly SourcePath[]): Json {
  const copy = structuredClone(value)
  for (const path of paths) remove(copy, path)
  return copy
}

function remove(root: Json, path: SourcePath): void {
  const last = path.findLastIndex((part) => typeof part === 'string')
  let parent: unknown = root
  for (const part of path.slice(0, last)) {
    if (typeof parent !== 'object' || parent === null) return
    parent = (parent as Record<string | number, unknown>)[part]
  }
  const key = path[last]
  if (key !== undefined && typeof parent === 'object' && parent !== null) {
    delete (parent as Record<string | number, unknown>)[key]
  }
}
