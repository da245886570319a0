import { expect, test } from 'vitest'
import { displayWidth } from '../../src/diagnostics/width.ts'

test.each([
  ['plain', 5],
  ['茶の香り', 8],
  ['한국어', 6],
  ['Ｗ', 2],
  ['é', 1],
  ['नि', 1],
  ['🦊', 2],
  ['👩‍🚀', 2],
  ['❤️', 2],
  ['“…”', 3],
  ['𠀀', 2],
  ['\u0301', 0],
  ['', 0],
])('%s takes %i columns', (text, columns) => {
  expect(displayWidth(text)).toBe(columns)
})
