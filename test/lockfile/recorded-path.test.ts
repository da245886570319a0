import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordedPathFault } from '../../src/lockfile/recorded-path.ts'
import { checkPath } from '../../src/plan/output-path.ts'

const letters = [
  'a',
  'b',
  '.',
  '..',
  '/',
  '-',
  ' ',
  ':',
  '\\',
  'con',
  'COM1',
  '狐',
  '\u0301',
  '\ud800',
  '\0',
  '\u001b',
  '~',
  '$',
]

test('every path that a plan may write can be recorded', () => {
  let checked = 0
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...letters), { maxLength: 12 }), (parts) => {
      const planned = checkPath(`${parts.join('')}.png`)
      if (!('path' in planned)) return
      checked += 1
      expect([planned.path, recordedPathFault(planned.path)]).toEqual([planned.path, null])
    }),
    { numRuns: 5000 },
  )
  expect(checked).toBeGreaterThan(100)
})

test('a name that no system could have is no recorded path', () => {
  expect(recordedPathFault(`${'x'.repeat(256)}.png`)).not.toBeNull()
})
