import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { inOrder } from '../manifest/findings.ts'
import type { LoadedManifest } from '../manifest/load.ts'
import { createEffort } from './effort.ts'
import { expand, mostCellsOf } from './expand.ts'

/**
 * What is wrong with a manifest that cannot be planned, all of it at once: what loading found, and what
 * expanding finds in the assets that nothing is wrong with so far.
 */
export function allFindings({
  rest,
  diagnostics,
}: Pick<LoadedManifest, 'rest' | 'diagnostics'>): readonly Diagnostic[] {
  if (rest === null) return diagnostics
  const cells = rest.assets.reduce((sum, asset) => sum + mostCellsOf(asset), 0)
  if (cells > mostCells) return diagnostics
  const more = expand(rest, createEffort(), false).diagnostics
  return inOrder([...diagnostics, ...more], rest.source.file)
}

/** A set larger than this is not expanded only to say more about a manifest that cannot be used yet. */
const mostCells = 20_000
