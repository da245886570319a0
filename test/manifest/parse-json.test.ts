import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonProblem, parseJson } from '../../src/manifest/data/parse-json.ts'
import { type Located, toJson } from '../../src/manifest/located.ts'

function problem(text: string): { message: string; at: string } {
  try {
    parseJson(text)
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error
    return { message: error.message, at: text.slice(error.range.start, error.range.end) }
  }
  throw new Error('no problem')
}

test('what JSON.stringify writes is read back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
      const text = JSON.stringify(value, null, indent).replaceAll('__proto__', 'proto')
      expect(toJson(parseJson(text))).toEqual(JSON.parse(text))
    }),
  )
})

test('a text is JSON here exactly when it is for JSON.parse', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '"a"',
    '"b":',
    '1',
    '-0',
    '01',
    '1.',
    '1e5',
    'true',
    'null',
    'nul',
    ' ',
    '\n',
    '\t',
    '\\',
    '\\u00e9',
    '\u0001',
    'x',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join('')
      expect(accepts(() => parseJson(text))).toBe(accepts(() => noTwice(text)))
    }),
    { numRuns: 5000 },
  )
})

/** JSON.parse, but refusing what we refuse beyond it: a key twice in one object, numbers too large. */
function noTwice(text: string): unknown {
  const value: unknown = JSON.parse(text, (_, part: unknown) => {
    if (typeof part === 'number' && !Number.isFinite(part)) throw new Error('too large')
    return part
  })
  const keys = (text.match(/"(?:[^"\\]|\\.)*"(?=\s*:)/g) ?? []).length
  const kept = JSON.stringify(value).match(/"(?:[^"\\]|\\.)*"(?=:)/g)?.length ?? 0
  if (keys !== kept) throw new Error('a key twice')
  return value
}

function accepts(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch {
    return false
  }
}

test.each([
  ['{"a": 1, "a": 2}', 'the key `a` stands twice in this object', '"a"'],
  ['[1, 2,]', 'found `]`, expected another value: JSON has no trailing comma', ']'],
  ['[1 2]', 'found `2`, expected `,` or `]`', '2'],
  ['{a: 1}', 'found `a`, expected a key in double quotes', 'a'],
  ['["a\nb"]', 'a text in quotes cannot hold a line end, tab or control character', '\n'],
  ['["\\x41"]', 'JSON has no such escape', '\\x'],
  ['["\\ud83d"]', 'this text holds half of a surrogate pair', '"\\ud83d"'],
  ['[1e400]', 'this number is too large; write it as text, in quotes', '1e400'],
  ['["abc]', 'the quote is never closed', '"'],
  ['[[1], [2', '`[` is never closed', '['],
  ['[True]', '`True` is no JSON value; text stands in double quotes', 'True'],
  ['[1] 2', 'there is text behind the end of the value', '2'],
  ['{"__proto__": 1}', 'no key may be called `__proto__`', '"__proto__"'],
])('%j: the problem and its place', (text, message, at) => {
  expect(problem(text)).toEqual({ message, at })
})

test('deep nesting is a problem, and does not end the process', () => {
  expect(problem('['.repeat(1_000_000)).message).toBe('values are nested deeper than 64 levels')
})

test('a text of many megabytes is one token', () => {
  const text = 'x\\"'.repeat(2_000_000)
  const located = parseJson(`["${text}"]`)
  expect(toJson(located)).toEqual(['x"'.repeat(2_000_000)])
})

test('every value has its place', () => {
  const text = ' {"a": [1, {"b": "é"}], "c" : null} '
  const places: string[] = []
  const visit = (located: Located): void => {
    places.push(text.slice(located.start, located.end))
    if (located.kind === 'list') located.items.forEach(visit)
    if (located.kind === 'map') {
      for (const { key, value } of located.entries.values()) {
        places.push(text.slice(key.start, key.end))
        visit(value)
      }
    }
  }
  visit(parseJson(text))
  expect(places).toEqual([
    '{"a": [1, {"b": "é"}], "c" : null}',
    '"a"',
    '[1, {"b": "é"}]',
    '1',
    '{"b": "é"}',
    '"b"',
    '"é"',
    '"c"',
    'null',
  ])
})
