import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { positionsOf } from '../../src/diagnostics/positions.ts'
import { toJson } from '../../src/manifest/located.ts'
import { parseYaml } from '../../src/manifest/yaml/parse-yaml.ts'

function parse(text: string) {
  const { root, findings } = parseYaml(positionsOf('m.yaml', text))
  return { value: root === null ? null : toJson(root), codes: findings.map(({ code }) => code) }
}

test('the core schema of YAML 1.2 decides what a scalar is', () => {
  const text =
    'a: yes\nb: 12:30\nc: 2024-01-01\nd: 0o17\ne: 0x1F\nf: ~\ng: True\nh: 1_000\ni: !!str 5\n'
  expect(parse(text)).toEqual({
    value: {
      a: 'yes',
      b: '12:30',
      c: '2024-01-01',
      d: 15,
      e: 31,
      f: null,
      g: true,
      h: '1_000',
      i: '5',
    },
    codes: [],
  })
})

test('keys are the text that is written', () => {
  expect(parse('1.0: a\ntrue: b\nnull: c\n"x y": d\n')).toEqual({
    value: { '1.0': 'a', true: 'b', null: 'c', 'x y': 'd' },
    codes: [],
  })
})

test('an alias is the value of its anchor as it stood before', () => {
  expect(parse('a: &x 1\nb: *x\nc: &x 2\nd: [*x, *x]\ne: &k f\ng: *k\n').value).toEqual({
    a: 1,
    b: 1,
    c: 2,
    d: [2, 2],
    e: 'f',
    g: 'f',
  })
})

test.each([
  ['brackets', '['.repeat(20_000)],
  ['braces', '{a: '.repeat(10_000)],
  ['dashes', '- '.repeat(20_000)],
  ['keys', Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
  ['question marks', '? '.repeat(20_000)],
])('deep %s are refused, and do not end the process', (_, text) => {
  expect(parse(text)).toEqual({ value: null, codes: ['YAML_TOO_DEEP'] })
})

test.each([
  ['values', `[${'1,'.repeat(400_000)}]`],
  ['line ends', '\n'.repeat(1_000_001)],
])('too many %s are refused before they take memory', (_, text) => {
  expect(parse(text)).toEqual({ value: null, codes: ['YAML_TOO_LARGE'] })
})

test.each([
  ['errors', `[${'}'.repeat(100_000)}`, ['YAML_SYNTAX']],
  ['bad escapes', `a: "${'\\q'.repeat(100_000)}"`, ['YAML_SYNTAX']],
  ['tags', '- !x 1\n'.repeat(5000), Array(1000).fill('YAML_TAG')],
  ['bad keys', '? [a]\n'.repeat(5000), Array(1000).fill('YAML_KEY')],
  ['unquoted templates', '- {{a}}\n'.repeat(5000), Array(1000).fill('YAML_UNQUOTED_TEMPLATE')],
])('of too many %s only so many are reported', (_, text, codes) => {
  expect(parse(text).codes).toEqual(codes)
})

test('aliases that repeat each other are refused, a few are not', () => {
  const list = (name: string) => `[${Array(10).fill(`*${name}`).join(', ')}]`
  const bomb = ['b', 'c', 'd', 'e', 'f', 'g'].map(
    (name, index) => `x-${name}: &${name} ${list('abcdef'[index] ?? '')}\n`,
  )
  expect(parse(`x-a: &a 1\n${bomb.join('')}`).codes).toEqual(['YAML_ALIAS_BOMB'])
  expect(parse(`x-a: &a 1\n${bomb.slice(0, 3).join('')}`).codes).toEqual([])
})

test.each([
  ['a:\n  : x\n', 2],
  ['a:\n  ? \n  : x\n', 2],
  ['a:\n  ? [b]\n  : x\n', 2],
  ['x: &x b\na:\n  *x : c\n', 3],
  ['a: {? , b: 1}\n', 1],
])('a key that is no text is shown where it stands: %j', (text, line) => {
  const { findings } = parseYaml(positionsOf('m.yaml', text))
  expect(findings).toMatchObject([{ code: 'YAML_KEY', span: { line } }])
})

test('what an alias repeats is reported once, where it is written', () => {
  expect(parse('a: &x {b: 1, b: 2}\nc: *x\nd: *x\n').codes).toEqual(['YAML_DUPLICATE_KEY'])
})

test('many keys take no more than their share of time', () => {
  const text = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1\n`).join('')
  expect(Object.keys(parse(text).value ?? {})).toHaveLength(20_000)
})

test('whatever is written, reading it gives it back', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      // The library's writer turns -0 into 0, and `__proto__` is refused by design.
      const json = JSON.parse(JSON.stringify(value).replaceAll('__proto__', 'proto'))
      const text = stringify(json, { version: '1.2' })
      const read = parse(text)
      expect(read.codes).toEqual([])
      expect(JSON.stringify(read.value)).toBe(JSON.stringify(json))
    }),
  )
})

test('no text makes reading it fail otherwise than by a finding', () => {
  const pieces = fc.constantFrom(
    'a: ',
    '- ',
    '{',
    '}',
    '[',
    ']',
    '\n',
    '  ',
    '"',
    "'",
    '&x ',
    '*x ',
    '? ',
    ': ',
    '|\n',
    '>\n',
    '#',
    '{{',
    '}}',
    '\t',
    '!!map ',
    '%YAML 1.1\n',
    '---\n',
    '...\n',
    ',',
    '\\',
    '茶',
    '\u0000',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
      const { value, codes } = parse(parts.join(''))
      if (value === null) return
      expect(Array.isArray(codes)).toBe(true)
      expect(() => JSON.stringify(value)).not.toThrow()
    }),
    { numRuns: 2000 },
  )
})
