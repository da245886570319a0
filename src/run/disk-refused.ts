import { UserError } from '../diagnostics/user-error.ts'

/** The lockfile or the store refused to be written: nothing more may be sent. */
export class DiskRefused extends Error {
  /** Takes what the system said into the message. */
  static from(what: string, cause: unknown): DiskRefused {
    const said = cause instanceof Error ? cause.message : String(cause)
    return new DiskRefused(`${what}: ${said}`, { cause })
  }
}

/** Runs a write; what the disk says no to becomes a {@link DiskRefused}, anything else is passed on. */
export async function orDiskRefused<T>(what: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (isDiskError(error)) throw DiskRefused.from(what, error)
    throw error
  }
}

function isDiskError(error: unknown): boolean {
  // A link in the way of a file is the disk's doing, too, once the run has begun.
  if (error instanceof UserError) return error.stop === 'disk' || error.code === 'OUTPUT_ESCAPES'
  return error instanceof Error && 'code' in error && 'syscall' in error
}
