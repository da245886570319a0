import { expect, test } from 'vitest'
import { counted, duration, groupDigits, money } from '../../src/report/phrases.ts'

test('counts agree with their noun', () => {
  expect(counted(0, 'job')).toBe('0 jobs')
  expect(counted(1, 'job')).toBe('1 job')
  expect(counted(12345, 'image')).toBe('12,345 images')
  expect(counted(2, 'more', 'more')).toBe('2 more')
})

test('digits are grouped the same everywhere', () => {
  expect(groupDigits(999)).toBe('999')
  expect(groupDigits(1000)).toBe('1,000')
  expect(groupDigits(1_000_000)).toBe('1,000,000')
})

test('money is never rounded and keeps two decimals', () => {
  expect(money(30000, 'USD')).toBe('0.03 USD')
  expect(money(900000, 'USD')).toBe('0.90 USD')
  expect(money(28671, 'USD')).toBe('0.028671 USD')
  expect(money(0, 'CNY')).toBe('0.00 CNY')
  expect(money(1_500_000, 'CNY')).toBe('1.50 CNY')
})

test('durations are said in the two largest units, rounded up', () => {
  expect(duration(0.2)).toBe('1 s')
  expect(duration(89)).toBe('89 s')
  expect(duration(90)).toBe('2 min')
  expect(duration(240)).toBe('4 min')
  expect(duration(3600)).toBe('1 h')
  expect(duration(4800)).toBe('1 h 20 min')
  expect(duration(3 * 86_400 + 7200)).toBe('3 d 2 h')
})
