import { expect, test } from 'vitest'
import { characters, isNfc, overLimit, sentText } from '../../src/plan/prompt-text.ts'

test('line ends become one kind and white space at both ends goes; inside nothing changes', () => {
  expect(sentText('\r\n  a  b\r\nc\rd\n\n e \t\u3000\n')).toBe('a  b\nc\nd\n\n e')
})

test('every letter and every Han character counts one, also outside of the basic plane', () => {
  expect(characters('茶a🙂𠀀é')).toBe(5)
})

test('a text is over a limit of characters when it has one more', () => {
  const limit = { count: 5, unit: 'characters' } as const
  expect(overLimit('𠀀'.repeat(5), limit)).toBeNull()
  expect(overLimit('𠀀'.repeat(6), limit)).toEqual({ count: 6, unit: 'characters' })
})

test('tokens are estimated: four characters of ASCII, or one other', () => {
  const limit = { count: 5, unit: 'tokens' } as const
  expect(overLimit('abcd'.repeat(5), limit)).toBeNull()
  expect(overLimit(`${'abcd'.repeat(5)}e`, limit)).toEqual({ count: 6, unit: 'tokens' })
  expect(overLimit('茶'.repeat(6), limit)).toEqual({ count: 6, unit: 'tokens' })
})

test('composed text is NFC and decomposed text is not', () => {
  expect([isNfc('é茶'), isNfc('e\u0301'), isNfc('plain')]).toEqual([true, false, true])
})
