import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Received } from '../../src/dashscope/received.ts'

const parts = fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 20 })
const claims = fc.oneof(fc.nat(500), fc.constantFrom(Number.NaN, Infinity, -1, 0, 2 ** 40))

test('whatever was announced, what came is what is there', () => {
  fc.assert(
    fc.property(parts, claims, (some, announced) => {
      const received = new Received({ announced, most: 1000 })
      expect(some.every((part) => received.add(part))).toBe(true)
      expect(received.bytes()).toEqual(Buffer.concat(some))
    }),
  )
})

test('a part that would be too much is not taken', () => {
  for (const announced of [0, 3, 10, 2 ** 40]) {
    const received = new Received({ announced, most: 10 })
    expect(received.add(Buffer.from('12345678'))).toBe(true)
    expect(received.add(Buffer.from('9ab'))).toBe(false)
    expect(received.bytes().toString()).toBe('12345678')
    expect(received.add(Buffer.from('9a'))).toBe(true)
    expect(received.bytes().toString()).toBe('123456789a')
  }
})
