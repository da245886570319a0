import { expect, test } from 'vitest'
import { QueryPacer } from '../../src/run/query-pacer.ts'
import { FakeClock } from '../support/fake-clock.ts'

/** When each of so many callers had its turn, all asking at once. `meanwhile` happens at a turn. */
async function turns(
  count: number,
  { clock, meanwhile }: { clock: FakeClock; meanwhile: (nth: number, pacer: QueryPacer) => void },
): Promise<readonly number[]> {
  const pacer = new QueryPacer(clock)
  const at: number[] = []
  const callers = Array.from({ length: count }, async (_, nth) => {
    await pacer.turn()
    at.push(clock.monotonic())
    meanwhile(nth, pacer)
  })
  await clock.drive(Promise.all(callers))
  return at
}

test('gives fewer than 15 turns in any second, in order', async () => {
  const at = await turns(40, { clock: new FakeClock(), meanwhile: () => undefined })
  expect(at).toEqual(Array.from({ length: 40 }, (_, nth) => nth * 67))
})

test('makes up for nothing after the machine was held up', async () => {
  const clock = new FakeClock()
  const at = await turns(30, {
    clock,
    // Whoever sleeps by then is woken late, all at once.
    meanwhile: (nth) => {
      if (nth === 0) clock.holdUp(900)
    },
  })
  const gaps = at.slice(1).map((time, nth) => time - (at[nth] ?? 0))
  expect(Math.min(...gaps)).toBe(67)
})

test('a refused look also holds back those that are in line', async () => {
  const at = await turns(3, {
    clock: new FakeClock(),
    meanwhile: (nth, pacer) => {
      if (nth === 0) pacer.refused()
    },
  })
  expect(at).toEqual([0, 2000, 2134])
})

test('a signal lets everyone go at once', async () => {
  const clock = new FakeClock()
  const pacer = new QueryPacer(clock)
  const leaving = new AbortController()
  const waiting = Promise.all([pacer.turn(leaving.signal), pacer.turn(leaving.signal)])
  leaving.abort()
  await clock.drive(waiting)
  expect(clock.monotonic()).toBe(0)
})
