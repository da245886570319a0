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

const merged = (ours: string, theirs: string) => `{
  "provenance": 1,
  "generator": "mintage 0.1.0",
${ours}  "images": {
<<<<<<< HEAD
    "fox.png": {"name": "x"}
=======
    "hare.png": {"name": "y"}
>>>>>>> other
  }
}
${theirs}`

test('one with the marks of a merge names the set that both sides are of', () => {
  expect(provenanceName(merged('  "name": "tea",\n', ''))).toBe('tea')
  const sides = '<<<<<<< HEAD\n  "name": "tea",\n=======\n  "name": "coffee",\n>>>>>>> other\n'
  expect(provenanceName(merged(sides, ''))).toBeNull()
  expect(provenanceName(merged('', ''))).toBeNull()
  expect(provenanceName('<<<<<<< a\n  "name": "tea",\n>>>>>>> b\n')).toBeNull()
})

test('no text whatever makes it throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const name = provenanceName(text)
      expect(name === null || /^[a-z0-9-]+$/.test(name)).toBe(true)
    }),
  )
})
