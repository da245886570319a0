import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../src/request/canonical-json.ts'
import { combinationsOf } from './expand.ts'
import { type NaiveMatrix, naiveExpand } from './naive.ts'

/** Few values, so that entries often fit: some of them print alike, some are parts of others. */
const scalar = fc.constantFrom<Json>(1, '1', 2, 'x', true, 'true', null)
const value = fc.oneof(
  { weight: 3, arbitrary: scalar },
  fc.dictionary(fc.constantFrom('p', 'q'), scalar, { maxKeys: 2, noNullPrototype: true }),
  fc.array(scalar, { maxLength: 2 }),
)

const axisNames = ['a', 'b', 'c']

function entry(keys: readonly string[]): fc.Arbitrary<Record<string, Json>> {
  return fc.dictionary(fc.constantFrom(...keys), value, {
    minKeys: 1,
    maxKeys: 3,
    noNullPrototype: true,
  })
}

const matrices: fc.Arbitrary<NaiveMatrix> = fc
  .record({
    axes: fc.dictionary(
      fc.constantFrom(...axisNames),
      fc.array(value, { minLength: 1, maxLength: 3 }),
      {
        maxKeys: 3,
        noNullPrototype: true,
      },
    ),
    exclude: fc.array(entry(axisNames), { maxLength: 3 }),
    include: fc.array(entry([...axisNames, 'x', 'y']), { maxLength: 5 }),
  })
  .map(({ axes, exclude, include }) => {
    // An exclude that names no axis is refused before.
    const known = exclude.filter((values) => Object.keys(values).every((name) => name in axes))
    return { axes, exclude: known, include }
  })

test('random matrices expand as the plain reading of the rule does', () => {
  fc.assert(
    fc.property(matrices, (matrix) => {
      const expected = naiveExpand(matrix)
      expect(combinationsOf(matrix)).toEqual(expected)
    }),
    { numRuns: 3000 },
  )
})
