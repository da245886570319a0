import { expect, test } from 'vitest'
import { decodeUtf8 } from '../../src/manifest/decode.ts'
import { readMoney } from '../../src/manifest/money.ts'
import { normalizeOutputDir, outputDirProblem } from '../../src/manifest/output-dir.ts'
import { reservedNames } from '../../src/manifest/reserved-names.ts'
import { seedForm } from '../../src/manifest/seeds.ts'
import { formatOfName } from '../../src/manifest/template-text.ts'
import { helpers } from '../../src/plan/templates/helpers.ts'
import { fieldsOf } from '../../src/plan/templates/name-space.ts'

test('a byte order mark is dropped', () => {
  expect(decodeUtf8(Buffer.from('\ufeffa'))).toEqual({ kind: 'text', text: 'a' })
})

test.each([
  ['GBK', 'sku\nname ', [0xb2, 0xe8, 0xa3, 0xac], 'GBK, which Excel writes on Chinese Windows'],
  [
    'Windows-1252',
    'line � one\ncaf',
    [0xe9],
    'a legacy encoding such as Windows-1252 or GBK, which Excel writes',
  ],
])('%s is named, with the first place that is not UTF-8', (_, before, bytes, guess) => {
  const decoded = decodeUtf8(Buffer.from([...Buffer.from(before), ...bytes]))
  expect(decoded).toMatchObject({ kind: 'not-utf8', guess, offset: before.length })
})

test('a UTF-16 file is known by its mark', () => {
  expect(decodeUtf8(Buffer.from([0xff, 0xfe, 0x41, 0x00]))).toMatchObject({
    guess: 'UTF-16, which Excel calls Unicode text',
    offset: 0,
  })
})

test.each([
  ['12.50 USD', { amount: 12_500_000, currency: 'USD' }],
  [' 3   CNY ', { amount: 3_000_000, currency: 'CNY' }],
  ['0.000001', { amount: 1, currency: null }],
  ['12.50 usd', null],
  ['$5', null],
  ['1,000', null],
  ['-1', null],
  ['1e3', null],
  ['0.0000001', null],
  ['', null],
])('%j as money is %j', (text, money) => {
  const located = { kind: 'scalar', value: text, style: 'double', start: 0, end: 0 } as const
  expect(readMoney(located, '')).toEqual(money)
})

test('a number is money as it is written', () => {
  const text = 'max_cost: 12.500'
  const located = { kind: 'scalar', value: 12.5, style: 'plain', start: 10, end: 16 } as const
  expect(readMoney(located, text)).toEqual({ amount: 12_500_000, currency: null })
})

test.each([
  ['', 'is the manifest’s own'],
  ['.', 'is the manifest’s own'],
  ['/out', 'is an absolute path'],
  ['C:/out', 'is an absolute path'],
  ['a\\b', 'holds a backslash; write `/` between folders'],
  ['a/../b', 'leads out of the manifest’s own by `..`'],
  ['a/.git', 'is hidden: `.git` begins with a dot'],
  ['ab:c', 'has a character that Windows refuses'],
  ['a\u0000', 'has a character that Windows refuses'],
  ['a./b', 'has a part that ends in a dot or a space, which Windows drops'],
  ['x/NUL', 'has a part `NUL`, which is a device on Windows'],
  ['x/com1.d', 'has a part `com1.d`, which is a device on Windows'],
  [`${'茶'.repeat(86)}`, 'has a part longer than 255 bytes'],
  ['out', null],
  ['./assets//generated/', null],
  ['图片', null],
])('the output folder %j: %s', (written, problem) => {
  expect(outputDirProblem(written)).toBe(problem)
})

test('the output folder is written in one way', () => {
  expect(normalizeOutputDir('./assets//generated/')).toBe('assets/generated')
})

test.each([
  [{ from: 2147483647, count: 1 }, 'range'],
  [{ from: 2147483647, count: 2 }, 'wrong'],
  [{ from: 1 }, 'wrong'],
  [{ count: 1 }, 'wrong'],
  [{}, 'wrong'],
  [{ derive: 2 }, 'derive'],
  [{ derive: 2, count: 1 }, 'wrong'],
  [[1, 2], 'list'],
])('seeds %j are %s', (written, kind) => {
  expect(seedForm(written).kind).toBe(kind)
})

test.each([
  ['{{stem}}.webp', 'webp'],
  ['a.b/c.JPEG', 'jpeg'],
  ['{{x}}.png ', 'png'],
  ['{{x}}', null],
  ['{{x}}.{{ext}}', null],
  ['x.gif', null],
  ['.png', 'png'],
])('the file name %j says %s', (name, format) => {
  expect(formatOfName(name)).toBe(format)
})

test('what templates have already is reserved', () => {
  const fields = Object.values(fieldsOf).flat()
  const names = [...Object.keys(helpers), ...fields, 'if', 'unless', 'else', 'each', 'this', 'true']
  expect(names.filter((name) => !reservedNames.has(name))).toEqual([])
  expect(reservedNames.has('city')).toBe(false)
})
