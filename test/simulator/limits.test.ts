import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RateWindow } from '../../src/simulator/rate-window.ts'
import {
  asynchronous,
  get,
  legacyBody,
  messagesBody,
  paths,
  post,
  stage,
  startCall,
  submit,
  type WireAnswer,
} from './wire.ts'

const rateQuota = [
  429,
  'Throttling.RateQuota',
  'Requests rate limit exceeded, please try again later.',
]
const outcome = ({ status, json }: WireAnswer): unknown[] => [status, json.code, json.message]
const taken = [200, undefined, undefined]

test('the third submit within any second is refused, and the next is free a second after the first', async () => {
  const { simulator, clock } = await stage()
  const send = async (): Promise<unknown[]> =>
    outcome(await post(simulator, paths.legacy, legacyBody(), asynchronous))
  expect(await send()).toEqual(taken)
  clock.advance(600)
  expect(await send()).toEqual(taken)
  clock.advance(399)
  expect(await send()).toEqual(rateQuota)
  clock.advance(1)
  expect(await send()).toEqual(taken)
  clock.advance(599)
  expect(await send()).toEqual(rateQuota)
  const { throttled, peaks, accepted } = simulator.ledger()
  expect(throttled).toEqual({ submit: 2, concurrency: 0, query: 0 })
  expect(peaks['qwen-image-plus']?.submits).toBe(4)
  expect(accepted.tasks).toBe(3)
})

test('qwen-image-max takes two a minute', async () => {
  const { simulator, clock } = await stage()
  const send = (): Promise<WireAnswer> =>
    post(simulator, paths.messages, messagesBody('a fox', {}, 'qwen-image-max'))
  const body = messagesBody('a fox', {}, 'qwen-image-max')
  await startCall(simulator, body)
  await startCall(simulator, body)
  clock.advance(59_999)
  expect(outcome(await send())).toEqual(rateQuota)
  clock.advance(1)
  await startCall(simulator, body)
})

test('tasks and calls of a model share its submit limit, models do not', async () => {
  const { simulator } = await stage()
  await submit(simulator)
  await startCall(simulator)
  expect((await post(simulator, paths.messages, messagesBody())).status).toBe(429)
  const other = legacyBody({}, {}, 'qwen-image')
  expect((await post(simulator, paths.legacy, other, asynchronous)).status).toBe(200)
})

test('a request that breaks a rule has used its place in the window', async () => {
  const { simulator } = await stage()
  const wrong = legacyBody({}, { size: '1*1' })
  const statuses = []
  for (const body of [wrong, wrong, legacyBody()]) {
    statuses.push((await post(simulator, paths.legacy, body, asynchronous)).status)
  }
  expect(statuses).toEqual([400, 400, 429])
})

test('looks, lists and cancels together are 20 a second, whatever they ask for', async () => {
  const { simulator, clock } = await stage()
  const statuses = []
  for (let count = 0; count < 7; count++) {
    statuses.push((await get(simulator, '/tasks/any')).status)
    statuses.push((await get(simulator, '/tasks')).status)
    statuses.push((await post(simulator, '/tasks/any/cancel', undefined)).status)
  }
  expect(statuses.slice(0, 20)).not.toContain(429)
  expect(statuses[20]).toBe(429)
  const { throttled, queries } = simulator.ledger()
  expect(throttled).toEqual({ submit: 0, concurrency: 0, query: 1 })
  expect(queries).toEqual({ polls: 7, lists: 7, cancels: 7, peakPerSecond: 21 })
  clock.advance(1000)
  expect((await get(simulator, '/tasks')).status).toBe(200)
})

test('tasks beyond the number that may run at once are refused where the simulator is told so', async () => {
  const { simulator, clock } = await stage({ overflow: 'refuse' })
  await submit(simulator)
  await submit(simulator)
  clock.advance(1000)
  const third = await post(simulator, paths.legacy, legacyBody(), asynchronous)
  expect(outcome(third)).toEqual([429, 'Throttling', 'Requests throttling triggered.'])
  expect(simulator.ledger().throttled).toEqual({ submit: 0, concurrency: 1, query: 0 })
  clock.advance(9040)
  expect((await post(simulator, paths.legacy, legacyBody(), asynchronous)).status).toBe(200)
  expect(simulator.ledger().peaks['qwen-image-plus']).toMatchObject({ running: 2, open: 2 })
})

test('limits over the catalogue’s are the ones enforced; what is left out stays', async () => {
  const { simulator, clock } = await stage({
    limits: { 'qwen-image-plus': { submit: { count: 5, per: 'second' } } },
    queriesPerSecond: 1,
  })
  for (let count = 0; count < 5; count++) await submit(simulator)
  expect((await post(simulator, paths.legacy, legacyBody(), asynchronous)).status).toBe(429)
  clock.advance(2000)
  expect(simulator.ledger().peaks['qwen-image-plus']?.running).toBe(2)
  expect((await get(simulator, '/tasks')).status).toBe(200)
  expect((await get(simulator, '/tasks')).status).toBe(429)
})

test('each region has its own rate for wan2.6', async () => {
  const { simulator } = await stage({ region: 'beijing' })
  const body = messagesBody('a fox', { size: '1280*1280' }, 'wan2.6-t2i')
  const send = async (): Promise<number> =>
    (await post(simulator, paths.generation, body, asynchronous)).status
  expect([await send(), await send()]).toEqual([200, 429])
})

test('no window of any second ever holds more admitted arrivals than its count', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 60 })
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 4 }), (waits, count) => {
      const window = new RateWindow(count, 1000)
      const admitted: number[] = []
      let now = 0
      for (const wait of waits) {
        now += wait
        const room = admitted.filter((at) => at > now - 1000).length < count
        expect(window.admit(now)).toBe(room)
        if (room) admitted.push(now)
      }
      for (const start of admitted) {
        const inside = admitted.filter((at) => at >= start && at < start + 1000)
        expect(inside.length).toBeLessThanOrEqual(count)
      }
    }),
  )
})
