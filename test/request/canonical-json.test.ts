import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../src/request/canonical-json.ts'

test('keys are sorted by UTF-16 units and no space is written', () => {
  const value = { b: [1, true, null], a: { y: 'é', x: '' }, '€': 1, '\ufb33': 2, '😀': 3, '1': 4 }
  expect(canonicalJson(value)).toBe(
    '{"1":4,"a":{"x":"","y":"é"},"b":[1,true,null],"€":1,"😀":3,"\ufb33":2}',
  )
})

test('numbers are printed as ECMAScript prints them', () => {
  expect(canonicalJson([Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0, 1e21])).toBe(
    '[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1e+21]',
  )
})

test('control characters, quotes and backslashes are escaped, and nothing else', () => {
  expect(canonicalJson('\u20ac$\u000f\nA\'B"\\\\"/\u2028')).toBe(
    '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u2028"',
  )
})

test('what is written reads back equal, and writing it again changes nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      fc.pre(JSON.stringify(value).isWellFormed() && !/\\ud[89a-f]/.test(JSON.stringify(value)))
      const text = canonicalJson(value as Json)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonicalJson(JSON.parse(text))).toBe(text)
    }),
  )
})

test('the order in which members were made does not matter', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.integer()), (members) => {
      const reversed = Object.fromEntries(Object.entries(members).reverse())
      expect(canonicalJson(reversed)).toBe(canonicalJson(members))
    }),
  )
})

test('half of a surrogate pair has no canonical form, neither as text nor as key', () => {
  expect(() => canonicalJson('a\ud800')).toThrow(RangeError)
  expect(() => canonicalJson({ '\udc00': 1 })).toThrow(RangeError)
})

test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d has no canonical form', (number) => {
  expect(() => canonicalJson(number)).toThrow(RangeError)
})
