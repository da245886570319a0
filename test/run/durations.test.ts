import { expect, test } from 'vitest'
import { Durations } from '../../src/run/durations.ts'

/** After so many tasks of these milliseconds. */
function learnt(count: number, ms: (nth: number) => number): Durations {
  const durations = new Durations()
  for (let nth = 0; nth < count; nth += 1) durations.learn(ms(nth))
  return durations
}

test('of a model that nothing is known of, a task is looked at after a second, then ever more rarely', () => {
  const unknown = new Durations()
  expect(unknown.earliest).toBe(1000)
  expect(unknown.interval(1000, false)).toBe(67)
  expect(unknown.interval(15_000, false)).toBe(750)
  expect(unknown.interval(600_000, false)).toBe(3000)
})

test('the more tasks ended, the closer the first look comes to the shortest of them', () => {
  const first = (count: number) => learnt(count, (nth) => 10_000 + nth).earliest
  expect([first(1), first(4), first(10), first(30)]).toEqual([6000, 8000, 9000, 9500])
})

test('looks are rarer where a queued task hides a late one, and for a task that is overdue', () => {
  const durations = learnt(40, () => 15_000)
  expect(durations.interval(15_000, true)).toBe(1200)
  expect(durations.interval(15_000, false)).toBe(300)
  expect(durations.interval(25_000, false)).toBe(1000)
  expect(durations.interval(900_000, false)).toBe(3000)
})

test('one task is never looked at more often than all together may be', () => {
  expect(learnt(40, () => 100).interval(100, false)).toBe(67)
})

test('times that make no sense are not learnt from', () => {
  expect(learnt(3, () => Number.NaN).earliest).toBe(1000)
  expect(learnt(3, () => -5).earliest).toBe(1000)
})
