import type { FileIndex } from '../images/file-index.ts'
import type { Store } from '../images/store.ts'
import type { FileSystem } from '../lockfile/file-system.ts'
import type { LockSnapshot } from '../lockfile/read-lock.ts'
import type { FilesAtHand } from '../plan/plan.ts'
import type { Places } from './places.ts'

/** Where a set stands on the disk, and what was found there. */
export interface Ground {
  readonly places: Places
  readonly lock: LockSnapshot
  readonly atHand: FilesAtHand
  readonly store: Store
  readonly index: FileIndex
  readonly files: FileSystem
}
