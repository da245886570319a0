import { basename, dirname } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { InternalError, UserError } from '../diagnostics/user-error.ts'
import { compactState, compactText } from './compact.ts'
import { decodeLine, maxLineBytes } from './decode.ts'
import { encodeHeader, encodeRecord } from './encode.ts'
import { diskFiles, errorCode, type FileSystem, type OpenFile } from './file-system.ts'
import { LiveState } from './fold.ts'
import { attemptRecord } from './merge.ts'
import { type LockSnapshot, readLock } from './read-lock.ts'
import type { LockRecord, LockState } from './records.ts'
import { replaceFile } from './replace-file.ts'
import { replay } from './replay.ts'

/** What a checkpoint promises; another store has to pass `test/lockfile/contract.ts`. */
export interface LockStore {
  /** What the records say. Its maps change as appends resolve. */
  readonly state: LockState
  /** What was left out when it was read, and why. */
  readonly warnings: readonly Diagnostic[]
  /**
   * Resolves once the record survives a power loss; only then does it show in `state`. Records
   * appended together share one sync.
   *
   * @throws {UserError} LOCK_WRITE when the disk refused: none of the records written together counts.
   */
  append(record: LockRecord): Promise<void>
  /** Leaves one line per attempt; whether a byte changed. A checkpoint without records is not made. */
  compact(): Promise<boolean>
  close(): Promise<void>
}

export interface LockfileOptions {
  /** The manifest's name, which the first line has to carry. */
  readonly name: string
  readonly files?: FileSystem
  /** The file as it was read under the run lock; left out: it is read now. */
  readonly snapshot?: LockSnapshot
}

/**
 * Opens a lockfile for a run, which has to hold the run lock. Nothing is written before the first
 * append or compaction.
 *
 * @throws {UserError} as `replay` does, and LOCK_READ.
 */
export async function openLockfile(path: string, options: LockfileOptions): Promise<LockStore> {
  const files = options.files ?? diskFiles
  const snapshot = options.snapshot ?? (await readLock(path, options))
  return new Lockfile(path, { files, name: options.name, snapshot })
}

/** No file has this size: it is looked at again before anything is written. */
const unknown = -1

interface Waiting {
  readonly record: LockRecord
  readonly line: string
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

class Lockfile implements LockStore {
  readonly warnings: readonly Diagnostic[]
  readonly #path: string
  readonly #name: string
  readonly #files: FileSystem
  #live: LiveState
  /** Bytes of whole lines in the file; null: there is no file. */
  #size: number | null
  /** Bytes that the file should have, a torn tail included; null: there is no file. */
  #onDisk: number | null
  #hasHeader: boolean
  #file: { readonly handle: OpenFile; readonly inode: number } | null = null
  /** Whether the file's name in its folder survives a power loss. */
  #isNameSafe = false
  #waiting: Waiting[] = []
  /** The key of each attempt that was appended to. */
  readonly #keys = new Map<string, string>()
  /** Everything that touches the file, one after the other. */
  #work: Promise<unknown> = Promise.resolve()
  /** Why nothing can be appended any more. */
  #broken: Error | null = null

  constructor(path: string, start: { files: FileSystem; name: string; snapshot: LockSnapshot }) {
    this.#path = path
    this.#name = start.name
    this.#files = start.files
    this.#live = new LiveState(start.snapshot.state)
    this.#size = start.snapshot.wholeBytes
    this.#onDisk = start.snapshot.bytes
    this.#hasHeader = start.snapshot.hasHeader
    this.warnings = start.snapshot.warnings
  }

  get state(): LockState {
    return this.#live.state
  }

  append(record: LockRecord): Promise<void> {
    const line = encodeRecord(record)
    const fault = this.#faultOf(record, line)
    // What cannot be read back would make the whole file unreadable.
    if (fault !== null) {
      return Promise.reject(new InternalError(`a record could not be read back: ${fault}`))
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ record, line, resolve, reject })
      if (this.#waiting.length === 1) void this.#serially(() => this.#writeWaiting())
    })
  }

  #faultOf(record: LockRecord, line: string): string | null {
    if (Buffer.byteLength(line) > maxLineBytes) return 'it is too long'
    const decoded = decodeLine(line)
    if (decoded.kind !== 'record') return 'reason' in decoded ? decoded.reason : decoded.kind
    if ('output' in record) return null
    const key = this.#keys.get(record.attempt) ?? this.state.attempts.get(record.attempt)?.key
    if (key !== undefined && key !== record.key) return 'its attempt is that of another request'
    this.#keys.set(record.attempt, record.key)
    return null
  }

  compact(): Promise<boolean> {
    return this.#serially(() => this.#compact())
  }

  async close(): Promise<void> {
    await this.#serially(async () => {
      this.#broken ??= new InternalError('the lockfile is closed')
      await this.#closeFile()
    })
  }

  #serially<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work)
    this.#work = done.catch(() => undefined)
    return done
  }

  async #writeWaiting(): Promise<void> {
    const group = this.#waiting
    this.#waiting = []
    try {
      if (this.#broken !== null) throw this.#broken
      await this.#writeLines(group.map(({ line }) => line))
      for (const { record } of group) this.#live.add(record)
    } catch (error) {
      const reason = this.#wrap(error)
      for (const { reject } of group) reject(reason)
      return
    }
    for (const { resolve } of group) resolve()
  }

  async #writeLines(lines: readonly string[]): Promise<void> {
    const { handle } = await this.#openFile()
    const all = this.#hasHeader ? lines : [encodeHeader(this.#name), ...lines]
    const bytes = Buffer.from(`${all.join('\n')}\n`)
    await this.#writeOrCut(handle, bytes)
    try {
      await handle.sync()
      if (!this.#isNameSafe) await this.#files.syncFolder(dirname(this.#path))
      this.#isNameSafe = true
    } catch (error) {
      // After a failed sync nobody knows what the disk has: trying again could report success for lost bytes.
      this.#broken = this.#wrap(error)
      throw error
    }
    this.#setSize((this.#size ?? 0) + bytes.length)
  }

  /** A write that failed leaves no torn line behind; then a later one may be tried. */
  async #writeOrCut(handle: OpenFile, bytes: Uint8Array): Promise<void> {
    try {
      await handle.write(bytes)
    } catch (error) {
      try {
        await handle.truncate(this.#size ?? 0)
      } catch {
        this.#broken = this.#wrap(error)
      }
      throw error
    }
  }

  /** The file at our path, opened; written anew when someone has changed or replaced it meanwhile. */
  async #openFile(): Promise<{ readonly handle: OpenFile }> {
    const there = await this.#files.facts(this.#path)
    const isOurs = this.#file?.inode === there?.inode && there?.size === this.#size
    if (this.#file !== null && isOurs) return this.#file
    const isAsLeft = this.#file === null && (there?.size ?? null) === this.#onDisk
    await this.#closeFile()
    if (!isAsLeft) {
      // Until our text is in its place, nothing may be appended to whatever is there.
      this.#onDisk = unknown
      await this.#rewrite()
    }
    this.#file = await this.#openAtEnd()
    return this.#file
  }

  /** With the torn tail cut off, so that the next line begins where the last whole one ends. */
  async #openAtEnd(): Promise<{ readonly handle: OpenFile; readonly inode: number }> {
    const size = this.#size ?? 0
    const handle = await this.#files.open(this.#path, this.#onDisk === null ? 'create' : 'append')
    try {
      if (this.#onDisk !== null && this.#onDisk > size) await handle.truncate(size)
      const { inode } = await handle.facts()
      this.#size = size
      this.#onDisk = size
      return { handle, inode }
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  async #closeFile(): Promise<void> {
    const { handle } = this.#file ?? {}
    this.#file = null
    await handle?.close()
  }

  async #compact(): Promise<boolean> {
    if (this.#broken !== null) throw this.#broken
    try {
      await this.#closeFile()
      return await this.#rewrite()
    } catch (error) {
      throw this.#wrap(error)
    }
  }

  /** Puts the compacted text in the file's place, unless it stands there already. */
  async #rewrite(): Promise<boolean> {
    const found = await this.#files.read(this.#path)
    this.#takeIn(found)
    const state = compactState(this.#live.state)
    this.#live = new LiveState(state)
    if (state.attempts.size + state.outputs.size === 0 && found === null) {
      this.#setSize(null)
      return false
    }
    const bytes = Buffer.from(compactText(state))
    const isEqual = found !== null && bytes.equals(found)
    if (!isEqual) await replaceFile(this.#files, this.#path, bytes)
    this.#setSize(bytes.length)
    return !isEqual
  }

  #setSize(size: number | null): void {
    this.#size = size
    this.#onDisk = size
    this.#hasHeader = size !== null
  }

  /** Records that came into the file while it was open here, e.g. by a merge, are not overwritten. */
  #takeIn(found: Uint8Array | null): void {
    if (found === null || found.length === this.#onDisk) return
    const { state } = replay(found, { file: basename(this.#path), name: this.#name })
    for (const attempt of state.attempts.values()) this.#live.add(attemptRecord(attempt))
    for (const output of state.outputs.values()) this.#live.add(output)
  }

  #wrap(error: unknown): Error {
    const code = errorCode(error)
    if (error instanceof UserError || error instanceof InternalError || code === null) {
      return error as Error
    }
    return new UserError(
      'LOCK_WRITE',
      `could not write ${basename(this.#path)} (${code}); what is not in the lockfile did not count`,
      {
        stop: 'disk',
        hint: 'make room or mend the disk, then run again: it resumes',
        cause: error,
      },
    )
  }
}
