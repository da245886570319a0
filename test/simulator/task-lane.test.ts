import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findModel } from '../../src/catalog/models.ts'
import type { RequestKey } from '../../src/request/request.ts'
import { TaskLane } from '../../src/simulator/task-lane.ts'
import type { Work } from '../../src/simulator/work.ts'

interface Arrival {
  readonly gap: number
  readonly duration: number
}

const arrivals = fc.array(
  fc.record({ gap: fc.integer({ min: 0, max: 40 }), duration: fc.integer({ min: 1, max: 100 }) }),
  { minLength: 1, maxLength: 25 },
)

function workOf(submittedAt: number, durationMs: number): Work {
  const model = findModel('qwen-image-plus')
  const limits = model?.limits.singapore
  if (model === undefined || limits === undefined) throw new Error('the catalogue lacks the model')
  const request = {
    model: model.id,
    prompt: 'a fox',
    negative_prompt: '',
    size: '1328*1328',
    n: 1,
    seed: 7,
    prompt_extend: false,
    watermark: false,
  }
  return {
    id: 'id',
    submission: { model, limits, mode: 'async', route: 'text2image', sent: request, request },
    key: '' as RequestKey,
    requestId: 'id',
    account: 'account',
    workspace: null,
    submittedAt,
    durationMs,
    fate: { kind: 'succeeds' },
    listedFrom: submittedAt,
    status: 'PENDING',
    startedAt: null,
    endedAt: null,
    answered: null,
    delivered: new Set(),
  }
}

/** Runs arrivals through a lane that is asked at the given moments only. */
function play(list: readonly Arrival[], slots: number, asked: readonly number[]): Work[] {
  const lane = new TaskLane(slots, 5)
  let now = 0
  const works = list.map(({ gap, duration }) => {
    now += gap
    for (const moment of asked) if (moment <= now) lane.settle(moment)
    const work = workOf(now, duration)
    lane.settle(now)
    lane.add(work)
    return work
  })
  lane.settle(1_000_000)
  return works
}

test('never more tasks run than there are slots, and they begin in the order they came', () => {
  fc.assert(
    fc.property(arrivals, fc.integer({ min: 1, max: 4 }), (list, slots) => {
      const works = play(list, slots, [])
      const starts = works.map(({ startedAt }) => startedAt ?? Number.NaN)
      expect(starts).toEqual([...starts].sort((one, other) => one - other))
      for (const at of starts) {
        const running = works.filter(
          (work) => (work.startedAt ?? Number.NaN) <= at && at < (work.endedAt ?? Number.NaN),
        )
        expect(running.length).toBeLessThanOrEqual(slots)
      }
    }),
  )
})

test('a task begins as soon as it is dispatched and a slot is free', () => {
  fc.assert(
    fc.property(arrivals, fc.integer({ min: 1, max: 4 }), (list, slots) => {
      const free = Array.from({ length: slots }, () => 0)
      for (const work of play(list, slots, [])) {
        free.sort((one, other) => one - other)
        const start = Math.max(work.submittedAt + 5, free[0] ?? 0)
        expect(work.startedAt).toBe(start)
        expect(work.endedAt).toBe(start + work.durationMs)
        free[0] = start + work.durationMs
      }
    }),
  )
})

test('when it is asked does not change what happens', () => {
  const moments = fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 20 })
  fc.assert(
    fc.property(arrivals, moments, (list, asked) => {
      const times = (works: Work[]): unknown[] =>
        works.map(({ startedAt, endedAt }) => [startedAt, endedAt])
      const sorted = [...asked].sort((one, other) => one - other)
      expect(times(play(list, 2, sorted))).toEqual(times(play(list, 2, [])))
    }),
  )
})
