import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { FileSystem } from '../lockfile/file-system.ts'
import { acquireRunLock, type RunLock } from '../lockfile/run-lock.ts'
import { timestamp } from './clock.ts'

/**
 * Takes the lock that keeps others from a lockfile, in the name of this process.
 *
 * @param options.now epoch milliseconds.
 * @throws {UserError} RUN_LOCKED, naming the owner; RUN_LOCK_WRITE when the disk refuses.
 */
export function holdRunLock(
  path: string,
  options: { readonly now: number; readonly files: FileSystem; readonly takeOver?: boolean },
): Promise<RunLock> {
  const { now, files, takeOver = false } = options
  return acquireRunLock(path, {
    pid: process.pid,
    host: hostname(),
    now: timestamp(now),
    token: randomUUID(),
    isAlive,
    takeOver,
    files,
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: unknown }).code === 'EPERM'
  }
}
