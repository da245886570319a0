import { readFile, readlink } from 'node:fs/promises'
import { errorCode } from './file-system.ts'

/**
 * What tells a process from a later one that got the same pid. Known on Linux only; null elsewhere,
 * and for a process that is gone.
 */
export interface ProcessIdentity {
  /** Changes when the machine starts anew. */
  readonly boot: string
  /** Clock ticks from the machine's start to the process's. */
  readonly started: string
  /** The set of processes that pids are counted in: two containers have two. */
  readonly space: string
}

export async function processIdentity(pid: number): Promise<ProcessIdentity | null> {
  try {
    const [boot, status, space] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readlink('/proc/self/ns/pid'),
    ])
    // The second field is the program's name in brackets, which may hold anything; the 22nd is the start.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ')
    return { boot: boot.trim(), started: fields[19] ?? '', space }
  } catch (error) {
    if (errorCode(error) !== null) return null
    throw error
  }
}
