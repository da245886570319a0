import fc from 'fast-check'
import { expect, test } from 'vitest'
import { provenanceName } from '../../src/provenance/provenance-name.ts'

test('a provenance of ours names its set', () => {
  expect(provenanceName('{"provenance":1,"name":"tea-launch","images":{}}')).toBe('tea-launch')
  expect(provenanceName('{"provenance":2,"name":"tea-launch"}')).toBe('tea-launch')
})

test.each([
  '',
  '[]',
  'null',
  '{"name":"tea"}',
  '{"provenance":1}',
  '{"provenance":1,"name":"\\u001b[2J"}',
])('anything else is none of ours: %s', (text) => {
  expect(provenanceName(text)).toBeNull()
})

test('no text whatever makes it throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const name = provenanceName(text)
      expect(name === null || /^[a-z0-9-]+$/.test(name)).toBe(true)
    }),
  )
})
