import { visibleState } from '../lockfile/attempts.ts'
import { LiveState } from '../lockfile/fold.ts'
import type { LockStore } from '../lockfile/lockfile.ts'

/**
 * A lockfile as a run sees it: where simulated records do not count, they are not in `state`. They
 * stay in the file.
 */
export function visibleLock(lock: LockStore, simulatedCounts: boolean): LockStore {
  const visible = visibleState(lock.state, { simulatedCounts })
  if (visible === lock.state) return lock
  const live = new LiveState(visible)
  return {
    state: live.state,
    warnings: lock.warnings,
    append: async (record) => {
      await lock.append(record)
      live.add(record)
    },
    compact: () => lock.compact(),
    close: () => lock.close(),
  }
}
