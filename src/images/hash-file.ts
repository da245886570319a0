import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { UserError } from '../diagnostics/user-error.ts'
import { errorCode } from '../lockfile/file-system.ts'
import { sha256Hex } from '../request/key.ts'
import type { Stamp } from './file-index.ts'

/** Bytes; a file larger than any picture is not read: a link may lead anywhere, also to no end. */
const mostBytes = 1024 ** 3

/** Stands for the bytes of a file that is not read; nothing has this hash. */
const notRead = '0'.repeat(64)

/** SHA-256 of the first `size` bytes of a file. */
export async function hashFile(file: string, size: number): Promise<string> {
  if (size === 0) return sha256Hex('')
  if (size > mostBytes) return notRead
  const hash = createHash('sha256')
  const bytes = createReadStream(file, { end: size - 1, highWaterMark: 1024 * 1024 })
  for await (const chunk of bytes) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

/**
 * Size and times of a file; null: no file. The blocking call is ten times faster than the other, and
 * nothing else happens meanwhile.
 *
 * @throws {UserError} OUTPUT_READ
 */
export function stampOf(file: string): Stamp | null {
  try {
    const found = statSync(file, { throwIfNoEntry: false })
    return found?.isFile() === true ? found : null
  } catch (error) {
    if (isNoFile(error)) return null
    throw unreadable(file, error)
  }
}

/** Whether there is surely nothing at a path. One that cannot be looked at may hold something. */
export function isNothing(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) === undefined
  } catch {
    return false
  }
}

/** Whether an error says that there is no file; a path through a file, or too long for this system, leads to none either. */
export function isNoFile(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(errorCode(error) ?? '')
}

/** An error of the system as one that a person can mend; any other as it is. */
export function unreadable(file: string, error: unknown): unknown {
  const code = errorCode(error)
  if (code === null || error instanceof UserError) return error
  return new UserError('OUTPUT_READ', `could not read ${file} (${code})`, {
    stop: 'disk',
    hint: 'make the file readable, or move it away',
    cause: error,
  })
}
