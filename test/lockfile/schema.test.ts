import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compactText } from '../../src/lockfile/compact.ts'
import { decodeLine } from '../../src/lockfile/decode.ts'
import { encodeRecord } from '../../src/lockfile/encode.ts'
import { stateOf } from '../../src/lockfile/fold.ts'
import { anyRecords, done, failed, generated, output, reserved, submitted } from './records.ts'
import { undescribed } from './undescribed.ts'

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/lock.schema.json', import.meta.url), 'utf8'),
)
const isLine = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false }).compile(
  schema,
)

test('every line that is appended fits the schema', () => {
  fc.assert(
    fc.property(anyRecords, (records) => {
      for (const record of records) {
        expect(isLine(JSON.parse(encodeRecord(record))) || isLine.errors).toBe(true)
      }
    }),
  )
})

test('every line of a compacted lockfile fits the schema', () => {
  fc.assert(
    fc.property(anyRecords, (records) => {
      for (const line of compactText(stateOf('tea', records)).trimEnd().split('\n')) {
        expect(isLine(JSON.parse(line)) || isLine.errors).toBe(true)
      }
    }),
  )
})

const samples = [reserved(), submitted(), generated(), done(), failed(), output()]

test('what the schema refuses, reading refuses too, and the other way round', () => {
  const values = [
    undefined,
    null,
    '',
    'x',
    -1,
    0,
    1.5,
    true,
    [],
    {},
    [null],
    '../x',
    'a'.repeat(5000),
  ]
  const changed = samples.flatMap((record) =>
    Object.keys(record).flatMap((field) =>
      values.map((value) => JSON.stringify({ ...record, [field]: value })),
    ),
  )
  for (const line of changed) {
    const decoded = decodeLine(line)
    // The path rules and the key are beyond what a schema can say.
    const isBeyond = decoded.kind === 'key-mismatch' || /"output":"\.\.\/x"/.test(line)
    if (!isBeyond)
      expect([line, isLine(JSON.parse(line))]).toEqual([line, decoded.kind === 'record'])
  }
})

test('every definition and every property of the schema is described', () => {
  expect(undescribed(schema, '#')).toEqual([])
})
