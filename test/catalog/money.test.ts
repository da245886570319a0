import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatMicros, parseMicros } from '../../src/catalog/money.ts'

test.each([
  ['12.50', 12_500_000],
  ['0.028671', 28_671],
  ['0', 0],
  [' 3 ', 3_000_000],
  ['999999999.999999', 999_999_999_999_999],
])('%s is %d millionths', (text, micros) => {
  expect(parseMicros(text)).toBe(micros)
})

test.each(['', '-1', '1.', '.5', '1e3', '0.0000001', '1,5', '1 000', '0x1', '1000000000', 'NaN'])(
  '%j is no amount',
  (text) => {
    expect(parseMicros(text)).toBeNull()
  },
)

test('printing and reading an amount gives it back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (micros) => {
      expect(parseMicros(formatMicros(micros))).toBe(micros)
    }),
  )
})

test('an amount is printed with six decimals, also below nothing', () => {
  expect([0, 1, 30_000, 12_500_000, -30_000].map(formatMicros)).toEqual([
    '0.000000',
    '0.000001',
    '0.030000',
    '12.500000',
    '-0.030000',
  ])
})
