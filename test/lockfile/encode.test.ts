import { expect, test } from 'vitest'
import { decodeLine } from '../../src/lockfile/decode.ts'
import { encodeHeader, encodeRecord } from '../../src/lockfile/encode.ts'
import type { LockRecord } from '../../src/lockfile/records.ts'
import { done, key, output, reserved } from './records.ts'

test('a reserved record is one line with its fields in a fixed order', () => {
  const { request, cost, ...rest } = reserved()
  const shuffled = {
    cost: { price_list: cost.price_list, currency: cost.currency, amount: cost.amount },
    request: { ...Object.fromEntries(Object.entries(request).reverse()) },
    ...Object.fromEntries(Object.entries(rest).reverse()),
  } as unknown as LockRecord
  expect(encodeRecord(shuffled)).toBe(
    `{"key":"${key()}","attempt":"a1","state":"reserved","at":"2026-11-20T00:00:00.000Z","mode":"async",` +
      '"request":{"model":"qwen-image-plus","prompt":"a fox","negative_prompt":"","size":"1328*1328","n":1,' +
      '"seed":1,"prompt_extend":true,"watermark":false},' +
      '"cost":{"amount":"0.030000","currency":"USD","price_list":"2026-07"}}',
  )
})

test('an output line names the file, its picture and its bytes in a fixed order', () => {
  const line = encodeRecord(output({ replaces: 'f'.repeat(64) }))
  expect(Object.keys(JSON.parse(line))).toEqual([
    ...['output', 'key', 'image', 'recipe', 'sha256', 'bytes', 'width', 'height', 'format'],
    'replaces',
  ])
  expect(line).toContain('"recipe":null')
})

test('fields that are not known follow ours, sorted, at every depth', () => {
  const record = JSON.parse(
    encodeRecord(done()).replace('"cost":{', '"zeta":1,"cost":{"new":[{"b":1,"a":2}],'),
  )
  const line = encodeRecord({ alpha: true, ...record })
  expect(line).toContain('"price_list":"2026-07","new":[{"a":2,"b":1}]}')
  expect(line.endsWith(',"alpha":true,"zeta":1}')).toBe(true)
})

test('a field named __proto__ is data like any other', () => {
  const line = encodeRecord(done()).replace(/\}$/, ',"__proto__":{"polluted":true}}')
  const decoded = decodeLine(line)
  expect(decoded.kind).toBe('record')
  if (decoded.kind !== 'record') return
  expect(encodeRecord(decoded.record)).toBe(line)
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
})

test('the first line names version and set, and keeps what it does not know', () => {
  expect(encodeHeader('tea')).toBe('{"mintage_lock":1,"name":"tea"}')
  expect(encodeHeader('tea', new Map([['by', 'x']]))).toBe(
    '{"mintage_lock":1,"name":"tea","by":"x"}',
  )
})
