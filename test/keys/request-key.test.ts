import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../src/request/canonical-json.ts'
import { requestKey } from '../../src/request/key.ts'
import type { Request } from '../../src/request/request.ts'

const text = fc.string({ unit: 'binary' }).filter((value) => value.isWellFormed())

const requests: fc.Arbitrary<Request> = fc.record({
  model: text,
  prompt: text,
  negative_prompt: text,
  size: text,
  n: fc.integer({ min: 1, max: 6 }),
  seed: fc.integer({ min: 0, max: 2_147_483_647 }),
  prompt_extend: fc.boolean(),
  watermark: fc.boolean(),
})

test('a request key is SHA-256 over the canonical JSON of the request with v and provider', () => {
  fc.assert(
    fc.property(requests, (request) => {
      const canonical = canonicalJson({ v: 1, provider: 'dashscope', ...request })
      expect(requestKey(request)).toBe(createHash('sha256').update(canonical, 'utf8').digest('hex'))
    }),
    { numRuns: 1000 },
  )
})

test('requests that differ in any field have different keys', () => {
  fc.assert(
    fc.property(requests, requests, (one, other) => {
      const same = JSON.stringify(one) === JSON.stringify(other)
      expect(requestKey(one) === requestKey(other)).toBe(same)
    }),
  )
})

test('half of a surrogate pair has no key', () => {
  const [request] = fc.sample(requests, 1)
  expect(request).toBeDefined()
  if (request === undefined) return
  expect(() => requestKey({ ...request, prompt: '\ud83e' })).toThrow(RangeError)
})
