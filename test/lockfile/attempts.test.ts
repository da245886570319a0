import { expect, test } from 'vitest'
import {
  exposure,
  latestAttempt,
  latestDone,
  openAttempts,
  spent,
  visibleState,
} from '../../src/lockfile/attempts.ts'
import { stateOf } from '../../src/lockfile/fold.ts'
import { cost, done, failed, generated, key, output, reserved, submitted } from './records.ts'

test('the picture of a request is that of the attempt reserved last', () => {
  const state = stateOf('tea', [
    reserved({ attempt: 'a1', time: 1 }),
    done({ attempt: 'a1', time: 9, picture: 'adopted late' }),
    reserved({ attempt: 'a2', time: 2 }),
    done({ attempt: 'a2', time: 3, picture: 'asked for later' }),
    failed({ attempt: 'a3', time: 4 }),
  ])
  expect(latestDone(state, key())?.id).toBe('a2')
  expect(latestAttempt(state, key())?.id).toBe('a3')
  expect(latestDone(state, key(7))).toBeNull()
})

test('what was spent is the sum of pictures and of failures that were billed', () => {
  const state = stateOf('tea', [
    done({ attempt: 'a1' }),
    done({ attempt: 'a2', picture: 'bought on another branch' }),
    { ...failed({ attempt: 'a3', code: 'BAD_IMAGE' }), cost: { ...cost, amount: '0.100000' } },
    { ...done({ attempt: 'a4', seed: 2 }), cost: { ...cost, amount: '1.500000', currency: 'CNY' } },
    failed({ attempt: 'a5' }),
    reserved({ attempt: 'a6' }),
  ])
  expect(spent(state)).toEqual(
    new Map([
      ['USD', 160_000],
      ['CNY', 1_500_000],
    ]),
  )
})

test('what open attempts may cost includes those that expired', () => {
  const state = stateOf('tea', [
    done({ attempt: 'a1' }),
    reserved({ attempt: 'a2' }),
    reserved({ attempt: 'a3' }),
    submitted({ attempt: 'a3' }),
    reserved({ attempt: 'a4' }),
    generated({ attempt: 'a4' }),
    { ...failed({ attempt: 'a5', code: 'EXPIRED' }), cost },
  ])
  expect(exposure(state)).toEqual(new Map([['USD', 120_000]]))
  expect(openAttempts(state).map(({ id }) => id)).toEqual(['a2', 'a3', 'a4'])
})

test('simulated attempts do not exist unless they count', () => {
  const real = done({ attempt: 'a1', time: 1 })
  const bought = done({ attempt: 'a2', time: 2 })
  const simulated = { ...bought, response: { simulated: true as const } }
  const state = stateOf('tea', [real, simulated, output()])
  expect(visibleState(state, { simulatedCounts: true })).toBe(state)
  const seen = visibleState(state, { simulatedCounts: false })
  expect(latestDone(seen, key())?.id).toBe('a1')
  expect([...seen.attempts.keys()]).toEqual(['a1'])
  expect(seen.outputs.size).toBe(1)
})

test('an attempt whose task a simulator took is simulated before there is a picture', () => {
  const taken = { ...submitted({ time: 2 }), response: { simulated: true as const } }
  const state = stateOf('tea', [reserved({ time: 1 }), taken])
  expect(visibleState(state, { simulatedCounts: false }).byKey.size).toBe(0)
})
