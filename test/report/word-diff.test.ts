import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quotedDiff, quotedText } from '../../src/report/quoted-text.ts'
import { wordDiff } from '../../src/report/word-diff.ts'

/** As it is printed, on one line. */
function printed(from: string, to: string): string {
  return quotedDiff(wordDiff(from, to), 1000).join('\n')
}

test.each([
  ['a red fox', 'a blue fox', 'a [-red-]{+blue+} fox'],
  ['a red fox', 'a fox', 'a [-red -]fox'],
  ['a fox', 'a red fox', 'a {+red +}fox'],
  ['a red fox', 'a blue cat', 'a [-red fox-]{+blue cat+}'],
  ['red, old fox', 'blue, old cat', '[-red-]{+blue+}, old [-fox-]{+cat+}'],
  ['', 'a fox', '{+a fox+}'],
  ['a fox', '', '[-a fox-]'],
  ['fox-like', 'fox', '[-fox-like-]{+fox+}'],
  ['A3 poster', 'A4 poster', '[-A3-]{+A4+} poster'],
])('from “%s” to “%s” is %s', (from, to, expected) => {
  expect(printed(from, to)).toBe(`  │ ${expected}`)
})

test('of a script without spaces each character is a word', () => {
  expect(printed('西湖边的青瓷茶盏', '西湖旁的青瓷盏')).toBe('  │ 西湖[-边-]{+旁+}的青瓷[-茶-]盏')
  expect(printed('Lotus茶', 'Lily茶')).toBe('  │ [-Lotus-]{+Lily+}茶')
})

test('the same text is one piece, and no text is none', () => {
  expect(wordDiff('a red\nfox', 'a red\nfox')).toEqual([{ kind: 'same', text: 'a red\nfox' }])
  expect(wordDiff('', '')).toEqual([])
})

test('lines stay lines, and a line end that came or went is seen', () => {
  expect(quotedDiff(wordDiff('one\ntwo', 'one\nthree'), 80)).toEqual([
    '  │ one',
    '  │ [-two-]{+three+}',
  ])
  expect(printed('one two', 'one\ntwo')).toBe('  │ one[- -]{+␊+}two')
})

test('what would move a terminal is shown instead', () => {
  expect(quotedText('a\u001b[31mb\u202e', 80)).toEqual(['  │ a␛[31mb�'])
  expect(printed('a', '\u0007')).toBe('  │ [-a-]{+␇+}')
})

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', ',', '茶', '盏', 'é', '\u0301', '-') }),
)

test('the pieces make both texts again, and neighbours are of different kinds', () => {
  fc.assert(
    fc.property(texts, texts, (from, to) => {
      const pieces = wordDiff(from, to)
      const without = (kind: string) =>
        pieces
          .filter((piece) => piece.kind !== kind)
          .map(({ text }) => text)
          .join('')
      expect(without('added')).toBe(from)
      expect(without('removed')).toBe(to)
      for (const [index, { kind, text }] of pieces.entries()) {
        expect(text).not.toBe('')
        expect(kind).not.toBe(pieces[index + 1]?.kind)
      }
    }),
  )
})

test('texts too long to compare word by word still tell their common beginning and end', () => {
  const many = (name: string) => Array.from({ length: 3000 }, (_, at) => `${name}${at}`).join(' ')
  const pieces = wordDiff(`same ${many('a')} end`, `same ${many('b')} end`)
  expect(pieces.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same'])
  expect(pieces.at(-1)?.text).toBe(' end')
})
