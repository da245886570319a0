import { expect, test } from 'vitest'
import { eventJson } from '../../src/cli/reporters/json.ts'
import { retryWords } from '../../src/cli/reporters/lines.ts'
import { plainReporter } from '../../src/cli/reporters/plain.ts'
import {
  advance,
  imagesPerMinute,
  noProgress,
  type Progress,
  secondsLeft,
} from '../../src/cli/reporters/progress.ts'
import type { RunEvent } from '../../src/run/events.ts'
import { schemaErrors } from '../report/schemas.ts'
import { aResult, aStart } from './a-project.ts'
import { arrived, countsOf, doubted, failed, spendOf, submitted, warned } from './an-event.ts'

const end: RunEvent = { type: 'end', at: '2026-11-20T03:01:00.000Z', result: aResult() }

function after(events: readonly (readonly [RunEvent, number])[]): Progress {
  return events.reduce((progress, [event, now]) => advance(progress, event, now), noProgress)
}

test('the rate is taken over the last minute', () => {
  const events = Array.from({ length: 10 }, (_, index) => [arrived(index), index * 10_000] as const)
  const progress = after([[aStart(), 0], ...events])
  expect(imagesPerMinute(progress, 90_000)).toBe(6)
})

test('before two pictures came there is no rate, and the plan says how long', () => {
  const counts = countsOf({ waiting: 9, done: 1 })
  const start = aStart({ seconds: 160, counts })
  const progress = after([
    [start, 0],
    [arrived(1, { counts }), 10_000],
  ])
  expect(imagesPerMinute(progress, 10_000)).toBeNull()
  expect(secondsLeft(progress, 10_000)).toBe(150)
})

test('with a rate the rest is reckoned from it', () => {
  const counts = countsOf({ waiting: 8, done: 2 })
  const progress = after([
    [aStart(), 0],
    [arrived(1, { counts }), 10_000],
    [arrived(2, { counts }), 20_000],
  ])
  expect(secondsLeft(progress, 20_000)).toBe(80)
})

test("a simulated run's plan says nothing about the reader's clock", () => {
  const progress = after([[aStart({ simulated: true, seconds: 160 }), 0]])
  expect(secondsLeft(progress, 0)).toBeNull()
})

test('requests that were refused and wait to be sent again are said', () => {
  const again = [1, 2].map((seed) => [submitted(seed, { state: 'retrying' }), 1] as const)
  const waiting = after([[aStart(), 0], ...again])
  expect(retryWords(waiting)).toBe('2 to be sent again')
  const left = [submitted(1, { state: 'submitting' }), failed(2)]
  expect(retryWords(left.reduce((so, event) => advance(so, event, 2), waiting))).toBeNull()
})

test('a log says how many are to be sent again', () => {
  const reporter = plainReporter({ colour: false })
  reporter.event(aStart(), 0)
  reporter.event(submitted(1, { state: 'retrying' }), 1)
  expect(reporter.tick(10_000)).toContain('; 1 to be sent again; ')
})

test('a log gets a line at most every ten seconds', () => {
  const reporter = plainReporter({ colour: false })
  const said: [number, string][] = []
  const hear = (now: number, text: string) => {
    if (text !== '') said.push([now, text])
  }
  hear(0, reporter.event(aStart({ counts: countsOf({ waiting: 40 }) }), 0))
  for (let second = 1; second <= 35; second += 1) {
    const counts = countsOf({ waiting: 40 - second, done: second })
    const event = arrived(second, { counts, spend: spendOf(second * 30_000) })
    hear(second, reporter.event(event, second * 1000))
  }
  hear(36, reporter.event(end, 36_000))
  hear(36, reporter.end())
  expect(said).toEqual([
    [0, 'tea-launch: 40 jobs to do of 40\n'],
    [10, '10 done, 30 waiting; 0.30 USD spent; 60.0 images/min, about 30 s left\n'],
    [20, '20 done, 20 waiting; 0.60 USD spent; 60.0 images/min, about 20 s left\n'],
    [30, '30 done, 10 waiting; 0.90 USD spent; 60.0 images/min, about 10 s left\n'],
  ])
})

test('a log hears of failures and warnings at once', () => {
  const reporter = plainReporter({ colour: false })
  reporter.event(aStart(), 0)
  expect(reporter.event(failed(1, { hint: 'change the prompt' }), 1)).toMatch(
    /^failed\[DataInspectionFailed\]: poster [0-9a-f]{12}: refused \(change the prompt\)\n$/,
  )
  expect(reporter.event(warned('IMAGE_SIZE', 'it is smaller'), 2)).toBe(
    'warning[IMAGE_SIZE]: it is smaller\n',
  )
  expect(reporter.event(doubted(2, { waiting: false }), 3)).toContain('it may have cost 0.03 USD')
})

test('a log says what a run waits for', () => {
  const reporter = plainReporter({ colour: false })
  reporter.event(aStart(), 0)
  reporter.event(doubted(1, { counts: countsOf({ unknown: 1 }) }), 1)
  expect(reporter.tick(9_000)).toBe('')
  expect(reporter.tick(10_000)).toMatch(
    /waiting to be sure that poster [0-9a-f]{12} was not accepted \(0\.03 USD\)\n$/,
  )
  reporter.event(submitted(1, { counts: countsOf({ running: 1 }) }), 11_000)
  expect(reporter.tick(20_000)).not.toContain('waiting to be sure')
})

test('a log does not repeat itself', () => {
  const reporter = plainReporter({ colour: false })
  reporter.event(aStart({ simulated: true }), 0)
  expect(reporter.tick(10_000)).not.toBe('')
  expect(reporter.tick(20_000)).toBe('')
})

const everyEvent: readonly RunEvent[] = [
  aStart(),
  submitted(1, { taskId: 'task-1' }),
  submitted(1, { state: 'restored', action: 'restore' }),
  arrived(1),
  failed(2),
  doubted(3),
  warned('IMAGE_SIZE', 'it is smaller'),
  end,
  {
    ...end,
    result: aResult({
      ended: 'unreachable',
      stop: { code: 'X_Y', message: 'm', hint: null },
      signal: 'SIGINT',
      missing: [{ output: 'a.png', why: 'absent' }],
    }),
  },
]

test.each(everyEvent.map((event) => [event.type, event] as const))(
  'the event %s is in its schema',
  (_type, event) => {
    expect(schemaErrors('run-event', eventJson(event, 'out'))).toEqual([])
  },
)

test('a program reads exact money and paths relative to the manifest', () => {
  expect(eventJson(arrived(1, { spend: spendOf(30_000, 60_000) }), 'out.simulated')).toMatchObject({
    run_event: 1,
    type: 'image',
    outputs: ['out.simulated/poster/1.png'],
    cost: '0.030000',
    spend: { currency: 'USD', spent: '0.030000', open: '0.060000' },
  })
  expect(eventJson(submitted(1, { taskId: 'task-1' }), 'out')).toMatchObject({ task_id: 'task-1' })
  expect(eventJson(submitted(1, { taskId: 'task-1' }), 'out')).not.toHaveProperty('taskId')
})

test('an event that is no event is not in the schema', () => {
  expect(schemaErrors('run-event', { ...eventJson(end, 'out'), type: 'start' })).not.toEqual([])
  expect(schemaErrors('run-event', { run_event: 1, type: 'else' })).not.toEqual([])
})
