import type { SourcePath } from '../manifest.ts'
import type { LoadedSource } from '../source.ts'

/** Names of the axes as written at a place, also of those whose values are wrong. */
export function axisNames(source: LoadedSource, at: SourcePath): ReadonlySet<string> {
  const matrix = source.located([...at, 'matrix'])
  if (matrix?.kind !== 'map') return new Set()
  const names = new Set(matrix.entries.keys())
  names.delete('exclude')
  names.delete('include')
  return names
}
