import { createEffort } from '../../src/plan/effort.ts'
import { variablesOf } from '../../src/plan/matrix/combination.ts'
import { expandMatrix } from '../../src/plan/matrix/expand-matrix.ts'
import { nameSpace } from '../../src/plan/templates/name-space.ts'
import type { Json } from '../../src/request/canonical-json.ts'
import { matrix, type WrittenMatrix } from '../support/manifest-builder.ts'

/** The combinations of a matrix as maps, in order. */
export function combinationsOf(written: WrittenMatrix): Readonly<Record<string, Json>>[] {
  const built = matrix(written)
  const { names } = nameSpace('poster', built, new Map())
  return expandMatrix(built, names, createEffort()).combinations.map((combination) =>
    variablesOf(combination, names),
  )
}
