import { expect, test } from 'vitest'
import { reservedNames } from '../../../src/manifest/reserved-names.ts'
import { helpers } from '../../../src/plan/templates/helpers.ts'
import { fields } from '../../../src/plan/templates/name-space.ts'

test('no axis or var can be called like a helper or a field of templates', () => {
  const known = [...Object.keys(helpers), ...fields]
  expect(known.filter((name) => !reservedNames.has(name))).toEqual([])
})
