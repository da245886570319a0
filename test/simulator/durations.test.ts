import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findModel } from '../../src/catalog/models.ts'
import type { Request } from '../../src/request/request.ts'
import { usualDuration } from '../../src/simulator/durations.ts'

const request = (changes: Partial<Request>): Request => ({
  model: 'qwen-image-plus',
  prompt: 'a fox',
  negative_prompt: '',
  size: '1328*1328',
  n: 1,
  seed: 7,
  prompt_extend: true,
  watermark: false,
  ...changes,
})

test('a Qwen-Image request takes 15 s, 30 % either way, and the same each time', () => {
  const model = findModel('qwen-image-plus')
  if (model === undefined) throw new Error('the catalogue lacks qwen-image-plus')
  fc.assert(
    fc.property(fc.string(), fc.nat(), (prompt, seed) => {
      const first = usualDuration(request({ prompt, seed }), model)
      expect(first).toBeGreaterThanOrEqual(10_500)
      expect(first).toBeLessThanOrEqual(19_500)
      expect(usualDuration(request({ prompt, seed }), model)).toBe(first)
    }),
  )
})

test('requests differ in what they take, and rewriting takes some of it', () => {
  const model = findModel('qwen-image-plus')
  if (model === undefined) throw new Error('the catalogue lacks qwen-image-plus')
  const seeds = Array.from({ length: 50 }, (_, seed) => seed)
  const mean = (prompt_extend: boolean): number =>
    seeds.reduce((sum, seed) => sum + usualDuration(request({ seed, prompt_extend }), model), 0) /
    50
  expect(
    new Set(seeds.map((seed) => usualDuration(request({ seed }), model))).size,
  ).toBeGreaterThan(40)
  expect(mean(true) - mean(false)).toBeGreaterThan(2500)
})
