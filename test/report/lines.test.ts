import fc from 'fast-check'
import { expect, test } from 'vitest'
import { displayWidth } from '../../src/diagnostics/width.ts'
import { pad, truncate, wrap } from '../../src/report/lines.ts'

test('a text that is too wide ends with an ellipsis inside the width', () => {
  expect(truncate('oolong', 6)).toBe('oolong')
  expect(truncate('oolong', 5)).toBe('oolo…')
  expect(truncate('乌龙茶', 5)).toBe('乌龙…')
  expect(truncate('乌龙茶', 4)).toBe('乌…')
  expect(truncate('tea', 0)).toBe('')
})

test('padding counts columns, not characters', () => {
  expect(pad('茶', 4)).toBe('茶  ')
  expect(pad('7', 3, 'start')).toBe('  7')
})

test('lines break between words, and a path stays whole even when it is too long', () => {
  expect(wrap('keep out/a/very/long/path.png: done', 12)).toEqual([
    'keep',
    'out/a/very/long/path.png:',
    'done',
  ])
})

test('text without spaces is cut at the width where it may be cut anywhere', () => {
  expect(wrap('春天的乌龙茶很香', 6, { anywhere: true })).toEqual(['春天的', '乌龙茶', '很香'])
  expect(wrap('茶茶', 1, { anywhere: true })).toEqual(['茶', '茶'])
})

test('no line is wider than asked for, and nothing is lost', () => {
  const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), {
    maxLength: 20,
  })
  fc.assert(
    fc.property(words, fc.integer({ min: 2, max: 30 }), (parts, width) => {
      const text = parts.join(' ')
      const lines = wrap(text, width, { anywhere: true })
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width)
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
    }),
  )
})

test('a truncated text is never wider than asked for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat({ max: 20 }), (text, width) => {
      expect(displayWidth(truncate(text, width))).toBeLessThanOrEqual(width)
    }),
  )
})
