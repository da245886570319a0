import { basename } from 'node:path'
import { UserError } from '../diagnostics/user-error.ts'
import { sha256Hex } from '../request/key.ts'
import { diskFiles, errorCode, type FileSystem } from './file-system.ts'
import { emptyState } from './fold.ts'
import { maxLockSize, type Replay, replay } from './replay.ts'

/** A lockfile as it stood when it was read. */
export interface LockSnapshot extends Omit<Replay, 'wholeBytes'> {
  /** Bytes of whole lines; null: there is no file. */
  readonly wholeBytes: number | null
  /** Bytes in all, a torn tail included. */
  readonly bytes: number | null
  /** `sha256:<hex>` of the file's bytes; null: there is no file. */
  readonly digest: string | null
}

/**
 * Reads a lockfile; none is an empty one.
 *
 * @throws {UserError} as `replay` does, and LOCK_READ.
 */
export async function readLock(
  path: string,
  options: {
    /** The name that it has to carry. Left out: any. */
    readonly name?: string
    readonly files?: FileSystem
    /** As it was read before, by the same options: the same object is the answer where no byte differs. */
    readonly before?: LockSnapshot
  } = {},
): Promise<LockSnapshot> {
  const { name, files = diskFiles, before } = options
  const bytes = await readBounded(path, files)
  if (bytes === null) {
    return {
      state: emptyState(name ?? ''),
      warnings: [],
      hasHeader: false,
      wholeBytes: null,
      bytes: null,
      digest: null,
    }
  }
  const digest = `sha256:${sha256Hex(bytes)}`
  if (before?.digest === digest) return before
  return {
    ...replay(bytes, { file: basename(path), ...(name === undefined ? {} : { name }) }),
    bytes: bytes.length,
    digest,
  }
}

async function readBounded(path: string, files: FileSystem): Promise<Uint8Array | null> {
  try {
    const facts = await files.facts(path)
    if (facts === null) return null
    if (facts.kind !== 'file') throw notReadable(path, 'it is not a file')
    if (facts.size > maxLockSize) throw notReadable(path, `it has ${facts.size} bytes`)
    return await files.read(path)
  } catch (error) {
    const code = errorCode(error)
    throw error instanceof UserError || code === null ? error : notReadable(path, code, error)
  }
}

function notReadable(path: string, why: string, cause?: unknown): UserError {
  return new UserError('LOCK_READ', `could not read ${basename(path)}: ${why}`, {
    hint: 'check what it is and who may read it: without it everything would be bought again',
    cause,
  })
}
