import { expect, test } from 'vitest'
import { fuzz } from './fuzz.ts'

/** Shares of 100 add up to all cases; `npm run fuzz` tries fifty times as many. */
const cases = 2000

test('whatever strangers write is taken, or refused with its place', async () => {
  const counts = await fuzz({ cases, seed: 1 })
  expect(
    counts.flatMap(({ name, violations }) => violations.map((one) => `${name}, ${one}`)),
  ).toEqual([])
  expect(counts.reduce((sum, { taken, refused }) => sum + taken + refused, 0)).toBe(cases)
  // Changes that only ever break everything, or nothing, would test little.
  for (const { name, taken, refused } of counts) {
    expect(Math.min(taken, refused), name).toBeGreaterThan(10)
  }
})
