import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeHeader, encodeRecord } from '../../src/lockfile/encode.ts'
import { emptyState, fold, stateOf } from '../../src/lockfile/fold.ts'
import type { LockRecord, LockState } from '../../src/lockfile/records.ts'
import { replay } from '../../src/lockfile/replay.ts'
import { anyRecords, done, key, reserved } from './records.ts'

function foldAll(records: readonly LockRecord[]): LockState {
  return records.reduce(fold, emptyState('tea'))
}

const shuffled = anyRecords.chain((records) =>
  fc.tuple(
    fc.constant(records),
    // Every line at least once, some twice: what a union merge of two branches may leave.
    fc
      .array(fc.nat({ max: Math.max(0, records.length - 1) }), { maxLength: 5 })
      .chain((twice) =>
        fc.shuffledSubarray([...records.keys(), ...twice], {
          minLength: records.length + twice.length,
        }),
      )
      .map((order) => order.flatMap((index) => records[index] ?? [])),
  ),
)

test('the order of records, and lines that stand twice, make no difference', () => {
  fc.assert(
    fc.property(shuffled, ([records, others]) => {
      expect(stateOf('tea', others)).toEqual(stateOf('tea', records))
    }),
  )
})

test('folding record by record, in any order, gives what reading them at once gives', () => {
  fc.assert(
    fc.property(shuffled, ([records, others]) => {
      expect(foldAll(others)).toEqual(stateOf('tea', records))
    }),
  )
})

test('replay of the lines is the state of the records, wherever the first line stands', () => {
  fc.assert(
    fc.property(anyRecords, fc.nat(), (records, place) => {
      const lines = records.map(encodeRecord)
      lines.splice(place % (lines.length + 1), 0, encodeHeader('tea'))
      const { state } = replay(`${lines.join('\n')}\n`, { file: 'tea.lock', name: 'tea' })
      expect(state).toEqual(stateOf('tea', records))
    }),
  )
})

test('for any torn tail, replay is the state of the lines before it', () => {
  fc.assert(
    fc.property(anyRecords, fc.nat(), (records, cut) => {
      const lines = [encodeHeader('tea'), ...records.map(encodeRecord)].map((line) => `${line}\n`)
      const whole = Buffer.from(lines.join(''))
      const end = cut % (whole.length + 1)
      const left = whole.subarray(0, end)
      const count = left.filter((byte) => byte === 0x0a).length
      const found = replay(left, { file: 'tea.lock', name: 'tea' })
      expect(found.state).toEqual(stateOf('tea', records.slice(0, Math.max(0, count - 1))))
      expect(found.warnings.length).toBe(end === found.wholeBytes ? 0 : 1)
    }),
  )
})

test('a fold leaves the state before it as it was', () => {
  const before = foldAll([reserved()])
  const after = fold(before, done())
  expect(before.attempts.get('a1')?.state).toBe('reserved')
  expect(before.byKey.get(key())?.[0]?.state).toBe('reserved')
  expect(after.byKey.get(key())?.map(({ state }) => state)).toEqual(['done'])
})

test('records of two requests under one attempt are our own fault', () => {
  expect(() => foldAll([reserved(), done({ seed: 2 })])).toThrow('records of two requests')
})
