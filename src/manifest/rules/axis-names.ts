import type { SourcePath } from '../manifest.ts'
import type { LoadedSource } from '../source.ts'

/** Names of the axes as written at a place, also of those whose values are wrong. */
export function axisNames(source: LoadedSource, at: SourcePath): string[] {
  const matrix = source.located([...at, 'matrix'])
  if (matrix?.kind !== 'map') return []
  return [...matrix.entries.keys()].filter((name) => name !== 'exclude' && name !== 'include')
}
