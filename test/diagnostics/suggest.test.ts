import { expect, test } from 'vitest'
import { nearest } from '../../src/diagnostics/suggest.ts'

test.each([
  ['seasson', 'season'],
  ['citty', 'city'],
  ['ctiy', 'city'],
  ['SEASON', 'season'],
  ['pallete', 'palette'],
])('%s suggests %s', (name, meant) => {
  expect(nearest(name, ['palette', 'city', 'season'])).toBe(meant)
})

test.each(['drink', 'x', '', 'q'.repeat(200)])('%s is near to nothing', (name) => {
  expect(nearest(name, ['palette', 'city', 'y'])).toBeNull()
})

test('the nearest wins, and the first among equals', () => {
  expect(nearest('sizs', ['size', 'sizes'])).toBe('size')
  expect(nearest('seed', ['seeds', 'seedy'])).toBe('seeds')
})

test('a swap of neighbours is one edit', () => {
  expect(nearest('sede', ['seed'])).toBe('seed')
  expect(nearest('dees', ['seed'])).toBeNull()
})
