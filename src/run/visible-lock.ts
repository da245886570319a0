import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { visibleState } from '../lockfile/attempts.ts'
import { LiveState } from '../lockfile/fold.ts'
import type { LockStore } from '../lockfile/lockfile.ts'
import type { LockState } from '../lockfile/records.ts'

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

/** Says that records of a simulator are there and do not count; nothing where none are left out. */
export function hiddenRecords(all: LockState, visible: LockState): Diagnostic[] {
  const hidden = all.attempts.size - visible.attempts.size
  if (hidden === 0) return []
  const what = hidden === 1 ? '1 attempt' : `${hidden} attempts`
  return [
    {
      code: 'LOCK_SIMULATED',
      severity: 'warning',
      message: `${what} in the lockfile went to a simulator, and do not count here`,
      span: null,
      help: 'they count while DASHSCOPE_HTTP_BASE_URL is an address of this machine',
    },
  ]
}
