import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText } from '../../src/diagnostics/plain-text.ts'

test('control characters become visible', () => {
  expect(plainText('a\u001b[31mred\u0007\r\n\tb\u007f')).toBe('a␛[31mred␇␍␊␉b␡')
})

test('what reorders or hides text is replaced', () => {
  expect(plainText('a\u202etxt.exe\u2066\u200b\u2028\u009b31m')).toBe('a�txt.exe����31m')
})

test('letters, emoji and joiners of every script stay', () => {
  const text = 'Größe 茶 می‌خواهم 👩‍🚀 नि'
  expect(plainText(text)).toBe(text)
})

test('half of a surrogate pair is replaced', () => {
  expect(plainText('a\ud83db')).toBe('a�b')
})

test('no text keeps a character that steers a terminal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const plain = plainText(text)
      expect(plain).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/u)
      expect(plainText(plain)).toBe(plain)
    }),
  )
})
