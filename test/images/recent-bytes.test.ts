import { expect, test } from 'vitest'
import { RecentBytes } from '../../src/images/recent-bytes.ts'

const sized = (byteLength: number) => ({ byteLength })

function keptOf(recent: RecentBytes<{ byteLength: number }>, names: string): string {
  return [...names].filter((name) => recent.get(name) !== undefined).join('')
}

test('what fits is kept, and what was not used for longest is dropped', () => {
  const recent = new RecentBytes(10)
  for (const name of 'abc') recent.set(name, sized(3))
  expect(recent.get('a')).toEqual(sized(3))
  recent.set('d', sized(4))
  expect(keptOf(recent, 'abcd')).toBe('acd')
  recent.set('e', sized(10))
  expect(keptOf(recent, 'abcde')).toBe('e')
})

test('what is larger than the bound is not kept, and drops nothing else', () => {
  const recent = new RecentBytes(10)
  recent.set('a', sized(10))
  recent.set('b', sized(11))
  expect(keptOf(recent, 'ab')).toBe('a')
})

test('what is set again counts once', () => {
  const recent = new RecentBytes(10)
  for (const size of [4, 6, 5]) recent.set('a', sized(size))
  recent.set('b', sized(5))
  expect(recent.get('a')).toEqual(sized(5))
  expect(keptOf(recent, 'ab')).toBe('ab')
})

test('what is deleted makes room', () => {
  const recent = new RecentBytes(10)
  for (const name of 'ab') recent.set(name, sized(5))
  recent.delete('b')
  recent.delete('none')
  recent.set('c', sized(5))
  expect(keptOf(recent, 'abc')).toBe('ac')
})
