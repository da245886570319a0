import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { largestSeed } from '../../src/manifest/seeds.ts'
import { deriveSeeds, parseSeed } from '../../src/plan/seeds.ts'
import { canonicalJson } from '../../src/request/canonical-json.ts'

test('a derived seed is the first four bytes of the hash, shifted right by one', () => {
  const identity = { city: 'Tokyo', drink: 'oolong' }
  const expected = [0, 1, 2].map((index) =>
    Math.floor(
      createHash('sha256')
        .update(`["poster",{"city":"Tokyo","drink":"oolong"},${index}]`)
        .digest()
        .readUInt32BE(0) / 2,
    ),
  )
  expect(deriveSeeds('poster', identity, 3)).toEqual(expected)
})

test('derived seeds are seeds, and do not depend on the order of axes', () => {
  const values = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer()))
  fc.assert(
    fc.property(values, (identity) => {
      const reversed = Object.fromEntries(Object.entries(identity).reverse())
      const seeds = deriveSeeds('a', identity, 4)
      expect(canonicalJson(identity)).toBe(canonicalJson(reversed))
      expect(deriveSeeds('a', reversed, 4)).toEqual(seeds)
      for (const seed of seeds) expect(parseSeed(String(seed))).toBe(seed)
    }),
  )
})

test('a longer row of derived seeds begins with the shorter one', () => {
  expect(deriveSeeds('a', { b: 1 }, 5).slice(0, 2)).toEqual(deriveSeeds('a', { b: 1 }, 2))
})

test.each([
  ['0', 0],
  ['007', 7],
  [String(largestSeed), largestSeed],
  [String(largestSeed + 1), null],
  ['-1', null],
  ['1.0', null],
  ['1e3', null],
  ['', null],
  ['seven', null],
])('%j as a seed is %j', (text, seed) => {
  expect(parseSeed(text)).toBe(seed)
})
