import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spent } from '../../src/lockfile/attempts.ts'
import { compactState, compactText } from '../../src/lockfile/compact.ts'
import { stateOf } from '../../src/lockfile/fold.ts'
import type { LockRecord } from '../../src/lockfile/records.ts'
import { replay } from '../../src/lockfile/replay.ts'
import { anyRecords, at, cost, done, failed, key, output, reserved, submitted } from './records.ts'

function read(text: string) {
  return replay(text, { file: 'tea.lock', name: 'tea' }).state
}

function lines(...records: readonly LockRecord[]) {
  const text = compactText(stateOf('tea', records))
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line))
}

test('replaying what was compacted gives the state that compaction keeps', () => {
  fc.assert(
    fc.property(anyRecords, (records) => {
      const state = stateOf('tea', records)
      expect(read(compactText(state))).toEqual(compactState(state))
    }),
  )
})

test('compacting twice changes no byte', () => {
  fc.assert(
    fc.property(anyRecords, (records) => {
      const once = compactText(stateOf('tea', records))
      expect(compactText(read(once))).toBe(once)
    }),
  )
})

test('the bytes do not depend on the order of the records', () => {
  fc.assert(
    fc.property(anyRecords, (records) => {
      const text = compactText(stateOf('tea', records))
      expect(compactText(stateOf('tea', records.toReversed()))).toBe(text)
    }),
  )
})

test('compaction never changes what was spent', () => {
  fc.assert(
    fc.property(anyRecords, (records) => {
      const state = stateOf('tea', records)
      expect(spent(compactState(state))).toEqual(spent(state))
    }),
  )
})

test('one line stays of an attempt: its furthest state, with what its earlier records said', () => {
  const found = lines(reserved({ time: 1 }), submitted({ time: 2 }), done({ time: 9 }))
  expect(found).toEqual([
    { ...done({ time: 9 }), reserved_at: at(1), mode: 'async', request_id: 'submit-1' },
  ])
})

test('a task that is still open keeps all that its request was', () => {
  const found = lines(reserved({ time: 1 }), submitted({ time: 2 }))
  const { mode, request } = reserved()
  expect(found).toEqual([{ ...submitted({ time: 2 }), reserved_at: at(1), mode, request, cost }])
})

test('a failure that cost nothing goes once a later attempt of its key exists', () => {
  const first = failed({ attempt: 'a1', time: 1 })
  const second = failed({ attempt: 'a2', time: 2 })
  expect(lines(first)).toEqual([first])
  expect(lines(first, second)).toEqual([second])
  expect(lines(first, reserved({ attempt: 'a2', time: 2 }))).toEqual([
    reserved({ attempt: 'a2', time: 2 }),
  ])
})

test('a failure that was billed stays, and so does every picture', () => {
  const billed = { ...failed({ attempt: 'a1', time: 1 }), cost }
  const bought = done({ attempt: 'a2', time: 2 })
  const again = done({ attempt: 'a3', time: 3, picture: 'another' })
  expect(lines(again, bought, billed)).toEqual([billed, bought, again])
})

test('a regenerate that fails does not displace the picture that it was to replace', () => {
  const bought = done({ attempt: 'a1', time: 1 })
  const refused = failed({ attempt: 'a2', time: 2 })
  expect(lines(bought, refused)).toEqual([bought, refused])
})

test('a simulated attempt does not displace a failure of the real API', () => {
  const refused = failed({ attempt: 'a1', time: 1 })
  const bought = done({ attempt: 'a2', time: 2 })
  const simulated = { ...bought, response: { ...bought.response, simulated: true as const } }
  expect(lines(refused, simulated)).toEqual([refused, simulated])
})

test('lines are sorted by key, then time; outputs follow, sorted by path', () => {
  const keys = [key(1), key(2)].sort()
  const seeds = keys[0] === key(1) ? [1, 2] : [2, 1]
  const found = lines(
    output({ output: 'b.png' }),
    done({ seed: seeds[1] ?? 0, attempt: 'x' }),
    output({ output: 'B.png' }),
    done({ seed: seeds[0] ?? 0, attempt: 'z', time: 5 }),
    done({ seed: seeds[0] ?? 0, attempt: 'y', time: 6 }),
  )
  expect(found.map((line) => line.attempt ?? line.output)).toEqual([
    'z',
    'y',
    'x',
    'B.png',
    'b.png',
  ])
})

test('fields of the first line that are not known survive', () => {
  const text = '{"mintage_lock":1,"name":"tea","by":{"x":1}}\n'
  expect(compactText(read(text))).toBe(text)
})
