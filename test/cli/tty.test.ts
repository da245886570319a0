import { expect, test } from 'vitest'
import { ttyReporter } from '../../src/cli/reporters/tty.ts'
import { displayWidth } from '../../src/diagnostics/width.ts'
import type { RunEvent } from '../../src/run/events.ts'
import { aStart } from './a-project.ts'
import { arrived, countsOf, doubted, failed, spendOf } from './an-event.ts'
import { aScreen } from './screen.ts'

/** A reporter that draws on a screen. */
function onScreen(columns: number, rows = 24) {
  const screen = aScreen(columns, rows)
  const size = { columns, rows }
  const reporter = ttyReporter({ colour: true, size: () => size })
  return {
    screen,
    show: (event: RunEvent, now: number) => screen.write(reporter.event(event, now)),
    tick: (now: number) => screen.write(reporter.tick(now)),
    note: (text: string) => screen.write(reporter.note(text)),
    end: () => screen.write(reporter.end()),
    narrow: (width: number) => {
      size.columns = width
      screen.resize(width)
    },
  }
}

const halfDone = arrived(1, {
  counts: countsOf({ waiting: 6, running: 2, unknown: 1, failed: 1, done: 10 }),
  spend: spendOf(300_000, 60_000),
})

test('one block shows counts, money and pace, and is redrawn in its place', async () => {
  const { screen, show, tick } = onScreen(80)
  await show(aStart({ counts: countsOf({ waiting: 20 }), seconds: 160 }), 0)
  await show(arrived(0), 1000)
  await show(halfDone, 60_000)
  await tick(60_100)
  expect(screen.lines()).toEqual([
    `tea-launch  ${'━'.repeat(15)}${'╌'.repeat(15)}  10/20`,
    '  10 done, 2 running, 6 waiting, 1 unknown, 1 failed',
    '  0.30 USD spent, 0.06 USD open, 2.0 images/min, about 4 min left',
  ])
  expect(screen.cursorIsShown()).toBe(false)
})

test('at the end the block is gone and the cursor is back', async () => {
  const { screen, show, end } = onScreen(80)
  await show(aStart(), 0)
  await show(halfDone, 1000)
  await end()
  expect(screen.lines()).toEqual([])
  expect(screen.cursorIsShown()).toBe(true)
  await end()
  expect(screen.lines()).toEqual([])
})

test('failures and notes stand above the block and stay', async () => {
  const { screen, show, note, end } = onScreen(100)
  await show(aStart(), 0)
  await show(failed(1), 10)
  await show(halfDone, 1000)
  await note('SIGINT: no new requests')
  expect(screen.lines()).toHaveLength(5)
  expect(screen.lines()[0]).toMatch(/^failed\[DataInspectionFailed\]: poster/)
  expect(screen.lines()[1]).toBe('SIGINT: no new requests')
  expect(screen.lines()[2]).toMatch(/^tea-launch/)
  await end()
  expect(screen.lines()).toHaveLength(2)
})

test('what a run waits for is named', async () => {
  const { screen, show } = onScreen(100)
  await show(aStart(), 0)
  await show(doubted(1, { counts: countsOf({ unknown: 1 }) }), 1000)
  expect(screen.lines().at(-1)).toMatch(/waiting to be sure that poster [0-9a-f]{12} was not/)
})

test.each([12, 20, 40])('on %d columns every line of the block is one row', async (columns) => {
  const { screen, show, end } = onScreen(columns)
  await show(aStart({ name: 'tea-launch-spring' }), 0)
  for (let index = 1; index <= 5; index += 1) await show(halfDone, index * 1000)
  expect(screen.lines()).toHaveLength(3)
  for (const line of screen.lines()) expect(displayWidth(line)).toBeLessThan(columns)
  await end()
  expect(screen.lines()).toEqual([])
})

test('wide characters of an asset do not break the block', async () => {
  const { screen, show, end } = onScreen(40)
  await show(aStart(), 0)
  for (let index = 1; index <= 5; index += 1) {
    await show(doubted(1, { asset: '春天的乌龙茶海报与平面插画系列' }), index * 1000)
  }
  expect(screen.lines()).toHaveLength(4)
  await end()
  expect(screen.lines()).toEqual([])
})

test('a terminal that becomes narrower leaves no remnants', async () => {
  const { screen, show, narrow, end } = onScreen(80)
  await show(aStart({ counts: countsOf({ waiting: 20 }) }), 0)
  await show(halfDone, 1000)
  narrow(30)
  await show(halfDone, 2000)
  expect(screen.lines()).toHaveLength(3)
  await end()
  expect(screen.lines()).toEqual([])
})

test('a terminal of few rows gets as much of the block as fits', async () => {
  const { screen, show } = onScreen(80, 3)
  await show(aStart(), 0)
  for (let index = 1; index <= 5; index += 1) await show(halfDone, index * 1000)
  expect(screen.lines()).toHaveLength(2)
})

test('a fast run is drawn at most ten times a second', async () => {
  const reporter = ttyReporter({ colour: false, size: () => ({ columns: 80, rows: 24 }) })
  reporter.event(aStart(), 0)
  const drawn = Array.from({ length: 1000 }, (_, ms) => reporter.event(halfDone, ms + 1))
  expect(drawn.filter((text) => text !== '')).toHaveLength(10)
})

test('values cannot move the cursor or colour the screen', () => {
  const reporter = ttyReporter({ colour: false, size: () => ({ columns: 80, rows: 24 }) })
  const text = reporter.event(failed(1, { message: '\u001b[2J\u001b[31mx', asset: 'a\nb' }), 0)
  expect(text).not.toContain('\u001b')
  expect(text.trimEnd()).not.toContain('\n')
})
