import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeLine } from '../../src/lockfile/decode.ts'
import { encodeRecord } from '../../src/lockfile/encode.ts'
import { anyRecords, done, failed, generated, output, reserved, submitted } from './records.ts'

const samples = [reserved(), submitted(), generated(), done(), failed(), output()]

test.each(samples.map((record) => [encodeRecord(record)]))(
  'reads back what was written: %s',
  (line) => {
    const decoded = decodeLine(line)
    expect(decoded).toEqual({ kind: 'record', record: JSON.parse(line) })
  },
)

test('every record that can be written can be read back as it was', () => {
  fc.assert(
    fc.property(anyRecords, (records) => {
      for (const record of records) {
        const decoded = decodeLine(encodeRecord(record))
        expect(decoded.kind).toBe('record')
        if (decoded.kind === 'record')
          expect(encodeRecord(decoded.record)).toBe(encodeRecord(record))
      }
    }),
  )
})

const bad: [why: string, record: object, change: object, reason: string][] = [
  ['a key that is no hash', submitted(), { key: 'x' }, 'key: expected 64 lower-case hex digits'],
  ['a key in capitals', submitted(), { key: 'A'.repeat(64) }, 'key: expected 64'],
  ['an attempt with a slash', submitted(), { attempt: '../x' }, 'attempt: expected an id'],
  ['a task id that climbs', submitted(), { task_id: '..' }, 'task_id: expected an id'],
  ['a task id with a query', submitted(), { task_id: 'a?b=c' }, 'task_id: expected an id'],
  [
    'a task id that is too long',
    submitted(),
    { task_id: 'a'.repeat(129) },
    'task_id: expected an id',
  ],
  ['no task id', submitted(), { task_id: undefined }, 'task_id: expected an id'],
  ['a state that nobody knows', submitted(), { state: 'lost' }, '`state` is not one that is known'],
  ['a state from the prototype', submitted(), { state: 'constructor' }, '`state` is not one'],
  ['a time without a zone', submitted(), { at: '2026-11-20 03:39:20' }, 'at: expected a time'],
  ['a time in month 13', submitted(), { at: '2026-13-20T03:39:20.659Z' }, 'at: expected a time'],
  ['money as a number', reserved(), { cost: { amount: 0.03 } }, 'cost.amount: expected an amount'],
  [
    'negative money',
    reserved(),
    { cost: { amount: '-1.000000' } },
    'cost.amount: expected an amount',
  ],
  [
    'a currency of its own',
    done(),
    { cost: { ...done().cost, currency: 'DOGE' } },
    'cost.currency',
  ],
  [
    'a URL of 5,000 characters',
    generated(),
    { images: [{ url: 'u'.repeat(5000) }] },
    'images[0].url',
  ],
  ['a URL that is no text', generated(), { images: [null, { url: {} }] }, 'images[1].url'],
  ['no images at all', done(), { images: [] }, 'images: expected a list of 1 to 1000 entries'],
  ['a negative width', done(), { images: [{ ...done().images[0], width: -1 }] }, 'images[0].width'],
  [
    'a request without seed',
    done(),
    { request: { ...done().request, seed: undefined } },
    'request.seed',
  ],
  ['a size that is none', done(), { request: { ...done().request, size: '1x1' } }, 'request.size'],
  ['an answer that is a list', done(), { response: [] }, 'response: expected an object'],
  ['simulated: false', done(), { response: { simulated: false } }, 'response.simulated'],
  ['an error without code', failed(), { error: { message: 'x' } }, 'error.code'],
  ['a path that climbs', output(), { output: 'a/../../b.png' }, 'output: expected a path below'],
  ['an absolute path', output(), { output: '/etc/passwd' }, 'output: expected a path below'],
  ['a drive', output(), { output: 'C:/x.png' }, 'output: expected a path without'],
  ['a backslash', output(), { output: 'a\\b.png' }, 'output: expected a path without'],
  ['a hidden file', output(), { output: 'a/.git/config' }, 'output: expected a path below'],
  ['a NUL', output(), { output: 'a\0.png' }, 'output: expected a path without'],
  ['an escape sequence', output(), { output: 'a\u001b[2J.png' }, 'output: expected a path without'],
  ['a device', output(), { output: 'a/NUL.png' }, 'output: expected a path below'],
  [
    'half a surrogate pair',
    output(),
    { output: 'a\ud800.png' },
    'output: expected a path of whole',
  ],
  ['an empty path', output(), { output: '' }, 'output: expected a path of 1'],
  ['image 0', output(), { image: 0 }, 'image: expected a whole number from 1'],
  ['a hash to replace that is none', output(), { replaces: 'x' }, 'replaces: expected 64'],
  ['a recipe that is none', output(), { recipe: '' }, 'recipe: expected 64'],
]

test.each(bad)('%s is damage', (_why, record, change, reason) => {
  const decoded = decodeLine(JSON.stringify({ ...record, ...change }))
  expect(decoded.kind).toBe('damaged')
  if (decoded.kind === 'damaged')
    expect(decoded.reason.startsWith(reason) || decoded.reason).toBe(true)
})

test('a key that is not that of its request is told from damage', () => {
  const line = encodeRecord(done()).replace('a fox', 'a fax')
  expect(decodeLine(line).kind).toBe('key-mismatch')
})

test('a prompt with half of a surrogate pair has no key', () => {
  expect(decodeLine(encodeRecord(done()).replace('a fox', '\\ud800')).kind).toBe('key-mismatch')
})

test('nesting without end is damage and not a crash', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  expect(decodeLine(encodeRecord(done()).replace(/\}$/, `,"x":${deep}}`)).kind).toBe('damaged')
})

test('a number that no JSON can print is damage', () => {
  expect(decodeLine(encodeRecord(done()).replace(/\}$/, ',"x":1e999}')).kind).toBe('damaged')
})

test.each(['<<<<<<< HEAD', '=======', '>>>>>>> theirs', '||||||| base'])(
  '%s is a conflict',
  (line) => {
    expect(decodeLine(line)).toEqual({ kind: 'conflict' })
  },
)

test.each(['2', '0', '"1"', 'null', '1.5'])('version %s is not ours', (version) => {
  expect(decodeLine(`{"mintage_lock":${version},"name":"tea"}`).kind).toBe('version')
})

test('a first line without a name is damage', () => {
  expect(decodeLine('{"mintage_lock":1}').kind).toBe('damaged')
  expect(decodeLine('{"mintage_lock":1,"name":"../tea"}').kind).toBe('damaged')
})

test('no text whatever makes it throw', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), mutated())
  fc.assert(
    fc.property(text, (line) => {
      expect(typeof decodeLine(line).kind).toBe('string')
    }),
    { numRuns: 2000 },
  )
})

function mutated(): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...samples), fc.nat(), fc.string({ maxLength: 3 }), fc.nat(4))
    .map(([record, position, text, cut]) => {
      const line = encodeRecord(record)
      const from = position % line.length
      return line.slice(0, from) + text + line.slice(from + cut)
    })
}
