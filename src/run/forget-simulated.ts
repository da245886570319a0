import { openAttempts } from '../lockfile/attempts.ts'
import { openLockfile } from '../lockfile/lockfile.ts'
import { readLock } from '../lockfile/read-lock.ts'
import type { FailedRecord } from '../lockfile/records.ts'
import type { Ground } from './ground.ts'

/**
 * An embedded simulator ends with its run, and its tasks with it: what an interrupted one left open can
 * never be fetched, and cost nothing. It is made again instead of being asked for.
 *
 * @param at RFC 3339 UTC.
 */
export async function forgetSimulated(
  { places, files, lock: before }: Ground,
  { name, at }: { name: string; at: string },
): Promise<void> {
  const snapshot = await readLock(places.lock, { name, files, before })
  const lock = await openLockfile(places.lock, { name, files, snapshot })
  try {
    for (const { id, key, request } of openAttempts(lock.state)) {
      if (request === null) continue
      const record: FailedRecord = {
        key,
        attempt: id,
        at,
        state: 'failed',
        error: ended,
        request,
        response: { simulated: true },
      }
      await lock.append(record)
    }
  } finally {
    await lock.close()
  }
}

const ended: FailedRecord['error'] = {
  code: 'SIMULATOR_ENDED',
  message: 'the simulator that had it ended with its run; it cost nothing',
  http_status: null,
  request_id: null,
  retriable: true,
}
