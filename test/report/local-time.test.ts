import { expect, test } from 'vitest'
import { localTime } from '../../src/report/local-time.ts'

test.each([
  ['Asia/Shanghai', '2026-11-20 08:05:09'],
  ['UTC', '2026-11-20 00:05:09'],
  ['America/New_York', '2026-11-19 19:05:09'],
])('a moment is shown as the clocks of %s show it', (timeZone, shown) => {
  expect(localTime(Date.parse('2026-11-20T00:05:09.700Z'), timeZone)).toBe(shown)
})
