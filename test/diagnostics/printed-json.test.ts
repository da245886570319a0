import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printedJson } from '../../src/diagnostics/printed-json.ts'

test('what a terminal would obey is spelled out', () => {
  expect(printedJson({ a: '\u009b31m\u007f\u202e\u2028\u001b' })).toBe(
    String.raw`{"a":"\u009b31m\u007f\u202e\u2028\u001b"}`,
  )
  expect(printedJson(['茶 ☕️'], 2)).toBe('[\n  "茶 ☕️"\n]')
})

test('whatever a value is, a program reads it back', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: 'binary' }), (json) => {
      const value: unknown = JSON.parse(json)
      expect(JSON.parse(printedJson(value))).toEqual(value)
    }),
  )
})
