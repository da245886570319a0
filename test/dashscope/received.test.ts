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

test('what is announced is believed to a bound, and what is left over is given back', () => {
  const lying = new Received({ announced: 60e6, most: 64e6 })
  lying.add(Buffer.from('little'))
  expect(lying.bytes().buffer.byteLength).toBeLessThan(10_000)
  const grown = new Received({ announced: Number.NaN, most: 64e6 })
  for (let part = 0; part < 5; part += 1) grown.add(Buffer.alloc(1e6))
  expect(grown.bytes().length).toBe(5e6)
  expect(grown.bytes().buffer.byteLength).toBeLessThan(7e6)
  const large = new Received({ announced: 30e6, most: 64e6 })
  for (let part = 0; part < 30; part += 1) expect(large.add(Buffer.alloc(1e6, part))).toBe(true)
  expect(large.bytes().length).toBe(30e6)
  expect(large.bytes().at(-1)).toBe(29)
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
