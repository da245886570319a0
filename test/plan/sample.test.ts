import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sample } from '../../src/plan/sample.ts'

const items = Array.from({ length: 50 }, (_, index) => `item ${index}`)
const identity = (item: string) => ({ item })

test('a sample keeps so many items, in their order', () => {
  const kept = sample(items, { count: 7, seed: 1 }, identity)
  expect(kept).toHaveLength(7)
  expect(kept).toEqual(items.filter((item) => kept.includes(item)))
})

test('another seed keeps others, the same seed the same', () => {
  const once = sample(items, { count: 7, seed: 1 }, identity)
  expect(sample(items, { count: 7, seed: 1 }, identity)).toEqual(once)
  expect(sample(items, { count: 7, seed: 2 }, identity)).not.toEqual(once)
})

test('an added item displaces at most one', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 2 }), fc.nat(), (all, seed) => {
      const count = Math.ceil(all.length / 2)
      const before = sample(all.slice(1), { count, seed }, identity)
      const after = sample(all, { count, seed }, identity)
      expect(before.filter((item) => !after.includes(item)).length).toBeLessThanOrEqual(1)
    }),
  )
})

test('a smaller sample is a part of a larger one', () => {
  const small = sample(items, { count: 5, seed: 3 }, identity)
  const large = sample(items, { count: 20, seed: 3 }, identity)
  expect(large).toEqual(expect.arrayContaining([...small]))
})

test('a sample of more than there is keeps everything', () => {
  expect(sample(items, { count: 51, seed: 1 }, identity)).toEqual(items)
})

test('the hash is over the canonical JSON of the seed and what stands for the item', () => {
  // printf '[1,{"item":"a"}]' | sha256sum begins with c156, of "b" with 3a1a, of "c" with 8a12.
  expect(sample(['a', 'b', 'c'], { count: 2, seed: 1 }, identity)).toEqual(['b', 'c'])
})
