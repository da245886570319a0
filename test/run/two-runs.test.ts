import { expect, test } from 'vitest'
import { FakeClock } from '../support/fake-clock.ts'
import { FakeProvider, type FakeService } from '../support/fake-provider.ts'
import {
  type Harness,
  MemoryLock,
  MemoryPictures,
  planOf,
  requests,
  runPlan,
} from '../support/run-harness.ts'

/** Two sets of one account: each with its own lockfile and pictures, on one time and one service. */
function twoSets(clock: FakeClock, service: Partial<FakeService>): readonly [Harness, Harness] {
  const provider = new FakeProvider({ clock, ...service })
  const set = () => ({
    clock: passenger(clock),
    provider,
    lock: new MemoryLock(),
    pictures: new MemoryPictures(),
  })
  return [set(), set()]
}

/** The same time, which someone else drives. */
function passenger(clock: FakeClock): FakeClock {
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    sleep: (ms: number, signal?: AbortSignal) => clock.sleep(ms, signal),
    after: (ms: number, callback: () => void) => clock.after(ms, callback),
    drive: <T>(promise: Promise<T>) => promise,
  } as unknown as FakeClock
}

test.each(['queue', 'refuse'] as const)(
  'two runs of one account, where the server would %s, both finish and pay each image once',
  async (overflow) => {
    const clock = new FakeClock()
    const [one, other] = twoSets(clock, { overflow, duration: 4000 })
    const first = runPlan(planOf(requests(12), one), one)
    const second = runPlan(planOf(requests(12, { seed: 2 }), other), other)
    const ended = await clock.drive(Promise.all([first, second]))
    expect(ended.map(({ result }) => result.ended)).toEqual(['complete', 'complete'])
    const { billed, accepted, throttled } = one.provider.ledger
    expect({ billed, accepted }).toEqual({ billed: 24, accepted: 24 })
    expect(throttled).toBeGreaterThan(0)
  },
)
