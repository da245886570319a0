import { expect } from 'vitest'
import type { Operation } from '../../src/simulator/faults.ts'
import { type FaultCase, faultTable } from './fault-table.ts'
import type { Ended, Scene, SceneWish } from './scene.ts'

const minuteMs = 60_000

/** A signal that comes when the n-th request of an operation arrives, and one more some time later. */
function at(
  operation: Operation,
  nth: number,
  wish: SceneWish & {
    signals?: readonly ('SIGINT' | 'SIGTERM')[]
    fault?: NonNullable<SceneWish['faults']>
    apartMs?: number
  } = {},
): FaultCase {
  let stage: Scene | null = null
  const { signals = ['SIGINT'], fault, apartMs = 1000, ...rest } = wish
  return {
    wish: {
      ...rest,
      faults: (seen) => {
        if (seen.operation === operation && seen.nth === nth) {
          const [first, ...later] = signals
          if (first !== undefined) stage?.signal(first)
          for (const name of later) stage?.time.after(apartMs, () => stage?.signal(name))
        }
        return fault?.(seen)
      },
    },
    before: async (set) => {
      stage = set
    },
  }
}

const saysHowToGoOn = (_: Scene, { said }: Ended): void => {
  expect(said).toMatch(/run the same command again|the next run continues/)
}

const hangs =
  (operation: Operation): NonNullable<SceneWish['faults']> =>
  (seen) =>
    seen.operation === operation ? { kind: 'hang', accepted: true } : undefined

faultTable('Signals', {
  'SIGINT while tasks run': { ...at('submit', 2), also: saysHowToGoOn },
  'SIGTERM while tasks run': { ...at('submit', 2, { signals: ['SIGTERM'] }), also: saysHowToGoOn },
  'SIGINT while calls are in flight': {
    ...at('call', 2, { mode: 'sync', images: 6 }),
    also: saysHowToGoOn,
  },
  'SIGINT while a call hangs': {
    ...at('call', 1, { mode: 'sync', images: 1, fault: hangs('call') }),
    also: ({ time }) => {
      expect(time.monotonic()).toBeGreaterThanOrEqual(2 * minuteMs)
      expect(time.monotonic()).toBeLessThan(3 * minuteMs)
    },
  },
  'SIGINT while a picture is downloaded': at('download', 1, {
    images: 1,
    fault: ({ operation, nth }) =>
      operation === 'download' && nth === 1
        ? { kind: 'slow', pieces: 4, pauseMs: 3000 }
        : undefined,
  }),
  'SIGINT while a lost answer is looked up': at('list', 2, {
    images: 1,
    fault: ({ operation, nth }) =>
      operation === 'submit' && nth === 1 ? { kind: 'reset', accepted: true } : undefined,
  }),
  'SIGINT before anything is sent': at('list', 1),
  'a second SIGINT while a call is in flight': at('call', 1, {
    mode: 'sync',
    images: 1,
    signals: ['SIGINT', 'SIGINT'],
    simulator: { durationOf: () => 30_000 },
  }),
  'a second SIGINT while a request for a task is in flight': at('submit', 1, {
    images: 1,
    signals: ['SIGINT', 'SIGINT'],
    fault: hangs('submit'),
  }),
  'a second SIGINT while a picture is downloaded': at('download', 1, {
    images: 1,
    signals: ['SIGINT', 'SIGINT'],
    fault: hangs('download'),
  }),
})
