import { FakeClock } from './fake-clock.ts'
import { FakeProvider, type FakeService, type Fate } from './fake-provider.ts'
import { type Harness, MemoryLock, MemoryPictures } from './run-harness.ts'

/** A service with its own clock; lockfile and disk are new, or those that an earlier run left. */
export function aHarness(service: Partial<FakeService> = {}, before?: Harness): Harness {
  const clock = before?.clock ?? new FakeClock()
  return {
    clock,
    provider: new FakeProvider({ clock, ...service }),
    lock: before?.lock ?? new MemoryLock(),
    pictures: before?.pictures ?? new MemoryPictures(),
  }
}

/** The service's fate for each sending in turn, the last one for all that follow. */
export function fates(...given: readonly Fate[]): FakeService['fate'] {
  return (_, nth) => given[Math.min(nth, given.length - 1)] ?? { kind: 'accept' }
}
