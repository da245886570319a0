import { describe, expect, test } from 'vitest'
import type { Attempt } from '../../src/lockfile/records.ts'
import type { Fault, FaultHook, Operation } from '../../src/simulator/faults.ts'
import { type Promised, promisedBy, tables } from './reliability-doc.ts'
import { type Ended, type Scene, type SceneWish, scene } from './scene.ts'

/** One row: how the fault is brought about. What is expected of it stands in `docs/reliability.md`. */
export interface FaultCase {
  readonly wish?: SceneWish
  /** Which picture it hits, from 1; the first unless said otherwise. */
  readonly hits?: number
  /** Before the run. */
  readonly before?: (stage: Scene) => Promise<void>
  /** The run that is hit; `mintage run --yes` unless said otherwise. */
  readonly act?: (stage: Scene) => Promise<Ended>
  /** Before the next run, beside faults that end. */
  readonly mend?: (stage: Scene) => Promise<void>
  /** Options of the next run. */
  readonly next?: readonly string[]
  /** What else has to hold after the first run. */
  readonly also?: (stage: Scene, ended: Ended) => Promise<void> | void
}

/** Makes a test of each row of a table, which has to have a case for each row and no other. */
export function faultTable(heading: string, cases: Readonly<Record<string, FaultCase>>): void {
  const rows = tables.get(heading)
  describe(heading, () => {
    test('every row of the table has its test, and every test its row', () => {
      expect(Object.keys(cases)).toEqual([...(rows?.keys() ?? [])])
    })
    for (const [name, one] of Object.entries(cases)) {
      test(name, () => play(one, promisedBy(rows?.get(name) ?? [])))
    }
  })
}

async function play(one: FaultCase, promised: Promised): Promise<void> {
  const stage = await scene(one.wish)
  await one.before?.(stage)
  const ended = await (one.act?.(stage) ?? stage.run())
  // At once: time goes on while the lockfile is read.
  const paid = stage.simulator.ledger().billed.images
  const attempt = await stage.attempt(one.hits ?? 1)
  expect({
    lockfile: wordsFor(attempt),
    paid,
    exit: ended.code,
  }).toEqual({ lockfile: promised.lockfile, paid: promised.paid[0], exit: promised.exit })
  for (const words of promised.says) expect(ended.said).toContain(words)
  isForPeople(ended)
  await one.also?.(stage, ended)

  stage.simulator.useFaults(null)
  await one.mend?.(stage)
  const next = await stage.run(one.next)
  expect({ paid: stage.simulator.ledger().billed.images, exit: next.code }).toEqual({
    paid: promised.paid[1],
    exit: promised.nextExit,
  })
  isForPeople(next)
}

/** No defect of ours, no stack trace, no word of JavaScript. */
function isForPeople({ said }: Ended): void {
  expect(said).not.toMatch(/INTERNAL|Mintage broke|^\s+at |undefined|\[object|TypeError/m)
}

/** Where an attempt stands, as the tables say it. */
function wordsFor(attempt: Attempt | null): string {
  if (attempt === null) return 'nothing'
  if (attempt.state === 'done') {
    const lacks = attempt.images?.some((image) => image === null) === true
    return lacks ? 'done, one missing' : 'done'
  }
  if (attempt.state !== 'failed') return attempt.state
  if (attempt.error?.code === 'EXPIRED') return 'expired'
  if (attempt.cost !== null) return 'failed, paid'
  return attempt.error?.retriable === true ? 'failed, to retry' : 'failed'
}

/** The fault at the n-th request of an operation only. */
export function once(operation: Operation, fault: Fault, nth = 1): FaultHook {
  return (seen) => (seen.operation === operation && seen.nth === nth ? fault : undefined)
}

/** The fault at every request of an operation from the n-th on. */
export function always(operation: Operation, fault: Fault, from = 1): FaultHook {
  return (seen) => (seen.operation === operation && seen.nth >= from ? fault : undefined)
}

/** Both: the first that has something to say. */
export function both(...hooks: readonly FaultHook[]): FaultHook {
  return (seen) => {
    for (const hook of hooks) {
      const fault = hook(seen)
      if (fault !== undefined) return fault
    }
    return undefined
  }
}
