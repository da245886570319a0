import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compactState } from '../../src/lockfile/compact.ts'
import { stateOf } from '../../src/lockfile/fold.ts'
import { type LockStore, openLockfile } from '../../src/lockfile/lockfile.ts'
import type { LockRecord, LockState } from '../../src/lockfile/records.ts'
import { MemoryFiles, Stopped } from './memory-files.ts'
import { anyRecords } from './records.ts'

const path = '/tea.lock'

/** Appends and compacts until the world stops; what was promised until then, and what was under way. */
async function liveUntilStopped(files: MemoryFiles, groups: readonly LockRecord[][]) {
  const promised: LockRecord[] = []
  let underWay: readonly LockRecord[] = []
  try {
    const store = await openLockfile(path, { name: 'tea', files })
    for (const group of groups) {
      underWay = group
      await appendAll(store, group)
      promised.push(...group)
      underWay = []
      await store.compact()
    }
  } catch (error) {
    if (!isStop(error)) throw error
  }
  return { promised, underWay }
}

async function appendAll(store: LockStore, group: readonly LockRecord[]): Promise<void> {
  const results = await Promise.allSettled(group.map((record) => store.append(record)))
  const refused = results.find((result) => result.status === 'rejected')
  if (refused !== undefined) throw refused.reason
}

function isStop(error: unknown): boolean {
  return error instanceof Stopped
}

/** The states that the lockfile may be in: any first part of what was under way may have come through. */
function possible(promised: readonly LockRecord[], underWay: readonly LockRecord[]): LockState[] {
  return Array.from({ length: underWay.length + 1 }, (_, count) =>
    compactState(stateOf('tea', [...promised, ...underWay.slice(0, count)])),
  )
}

const groups = fc.array(anyRecords, { minLength: 1, maxLength: 4 })

async function survives(
  all: LockRecord[][],
  stopAt: number,
  crash: (files: MemoryFiles) => MemoryFiles,
) {
  const files = new MemoryFiles()
  files.stopAt = stopAt
  const { promised, underWay } = await liveUntilStopped(files, all)
  const left = crash(files)
  const store = await openLockfile(path, { name: 'tea', files: left })
  expect(possible(promised, underWay)).toContainEqual(compactState(store.state))
  await store.compact()
  expect(left.names().filter((name) => name !== path && name !== `${path}.tmp`)).toEqual([])
}

test('killed at any write, sync or rename, it has all that was promised and can be read', async () => {
  await fc.assert(
    fc.asyncProperty(groups, fc.integer({ min: 1, max: 30 }), (all, stopAt) =>
      survives(all, stopAt, (files) => files.afterKill()),
    ),
    { numRuns: 200 },
  )
})

test('when the power goes at any write, sync or rename, it has all that was promised', async () => {
  await fc.assert(
    fc.asyncProperty(
      groups,
      fc.integer({ min: 1, max: 30 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (all, stopAt, share) => survives(all, stopAt, (files) => files.afterPowerLoss(share)),
    ),
    { numRuns: 300 },
  )
})

test('a full disk at any write loses nothing that was promised and breaks nothing', async () => {
  await fc.assert(
    fc.asyncProperty(groups, fc.integer({ min: 1, max: 30 }), async (all, failAt) => {
      const files = new MemoryFiles()
      files.failures = { [failAt]: 'ENOSPC' }
      const store = await openLockfile(path, { name: 'tea', files })
      const promised: LockRecord[] = []
      for (const group of all) {
        const results = await Promise.allSettled(group.map((record) => store.append(record)))
        promised.push(...group.filter((_, index) => results[index]?.status === 'fulfilled'))
      }
      expect(store.state).toEqual(stateOf('tea', promised))
      const again = await openLockfile(path, { name: 'tea', files })
      for (const { id } of stateOf('tea', promised).attempts.values()) {
        expect(again.state.attempts.has(id)).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})
