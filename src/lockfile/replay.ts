import { isUtf8 } from 'node:buffer'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { UserError } from '../diagnostics/user-error.ts'
import type { Json } from '../request/canonical-json.ts'
import { type DecodedLine, decodeLine, type LockHeader, maxLineBytes } from './decode.ts'
import { knownHeaderFields, lockVersion } from './encode.ts'
import { stateOf } from './fold.ts'
import type { LockRecord, LockState } from './records.ts'

/** Bytes; about half a million images. */
export const maxLockSize = 512 * 1024 * 1024

export interface Replay {
  readonly state: LockState
  /** What was left out, and why. */
  readonly warnings: readonly Diagnostic[]
  /** Bytes up to the end of the last whole line. What follows is torn and goes before the next append. */
  readonly wholeBytes: number
  /** Whether there is a first line: a file without any is no lockfile yet. */
  readonly hasHeader: boolean
}

/** What a replay needs to know besides the text. */
export interface ReplayOptions {
  /** The file as messages show it. */
  readonly file: string
  /** The name that it has to carry. Left out: any. */
  readonly name?: string
}

/**
 * Reads a whole lockfile into its state. The order of lines does not matter, nor does a header that
 * a merge left twice. A torn last line is left out with a warning; it never counted.
 *
 * @throws {UserError} LOCK_DAMAGED, LOCK_KEY_MISMATCH, LOCK_UNMERGED, LOCK_VERSION, LOCK_FOREIGN, LOCK_NAME, LOCK_TOO_LARGE.
 */
export function replay(text: string | Uint8Array, options: ReplayOptions): Replay {
  const bytes =
    typeof text === 'string'
      ? Buffer.from(text)
      : Buffer.from(text.buffer, text.byteOffset, text.length)
  const reader = new Reader(options)
  reader.checkSize(bytes.length)
  const wholeBytes = bytes.lastIndexOf(0x0a) + 1
  reader.readLines(bytes.subarray(0, wholeBytes))
  const warnings = reader.readTail(bytes.subarray(wholeBytes))
  return { ...reader.finish(), warnings, wholeBytes }
}

class Reader {
  readonly #options: ReplayOptions
  readonly #records: LockRecord[] = []
  /** The key of each attempt, since all its records have to agree. */
  readonly #keys = new Map<string, string>()
  readonly #headers: LockHeader[] = []
  #line = 0

  constructor(options: ReplayOptions) {
    this.#options = options
  }

  checkSize(size: number): void {
    if (size <= maxLockSize) return
    throw this.#error('LOCK_TOO_LARGE', `has ${size} bytes; at most ${maxLockSize} are read`)
  }

  readLines(bytes: Buffer): void {
    let from = 0
    while (from < bytes.length) {
      const end = bytes.indexOf(0x0a, from)
      this.#line += 1
      this.#readLine(bytes.subarray(from, end))
      from = end + 1
    }
  }

  /** What follows the last line end. */
  readTail(tail: Buffer): Diagnostic[] {
    if (tail.length === 0) return []
    this.#line += 1
    const text = tail.toString('utf8', 0, 200)
    if (decodeLine(text).kind === 'conflict') throw this.#unmerged()
    if (this.#headers.length === 0 && !isBegunHeader(text)) throw this.#foreign()
    return [
      {
        code: 'LOCK_TORN_LINE',
        severity: 'warning',
        message: 'the last line has no end: a write was cut off; it never counted and is left out',
        span: { file: this.#options.file, line: this.#line, column: 1, length: text.length },
      },
    ]
  }

  finish(): Pick<Replay, 'state' | 'hasHeader'> {
    const [header] = this.#headers
    if (header === undefined && this.#records.length > 0) throw this.#foreign()
    const state = stateOf(header?.name ?? this.#options.name ?? '', this.#records)
    const extra = unknownFields(this.#headers)
    return {
      state: extra === null ? state : { ...state, extra },
      hasHeader: header !== undefined,
    }
  }

  #readLine(bytes: Buffer): void {
    if (bytes.length > maxLineBytes) throw this.#damaged(`it has ${bytes.length} bytes`)
    if (!isUtf8(bytes)) throw this.#damaged('it is not UTF-8')
    const text = bytes.toString('utf8')
    if (text.trim() === '') return
    this.#take(decodeLine(text))
  }

  #take(decoded: DecodedLine): void {
    switch (decoded.kind) {
      case 'record':
        this.#takeRecord(decoded.record)
        return
      case 'header':
        this.#takeHeader(decoded.header)
        return
      case 'conflict':
        throw this.#unmerged()
      case 'version':
        throw this.#version(decoded.version)
      case 'key-mismatch':
        throw this.#keyMismatch(decoded.reason)
      case 'damaged':
        throw this.#isForeign() ? this.#foreign() : this.#damaged(decoded.reason)
    }
  }

  #takeRecord(record: LockRecord): void {
    if ('attempt' in record) {
      const key = this.#keys.get(record.attempt)
      if (key !== undefined && key !== record.key) {
        throw this.#damaged('its `attempt` is that of another request')
      }
      this.#keys.set(record.attempt, record.key)
    }
    this.#records.push(record)
  }

  #takeHeader(header: LockHeader): void {
    const name = this.#headers[0]?.name ?? this.#options.name
    if (name !== undefined && header.name !== name) {
      throw this.#error(
        'LOCK_NAME',
        `line ${this.#line}: the lockfile is of "${header.name}", and "${name}" was expected`,
        'give the manifest its name back; or, if the set was renamed, change the name in this line',
      )
    }
    this.#headers.push(header)
  }

  /** Nothing of ours was seen yet: a file of someone else that happens to have this name. */
  #isForeign(): boolean {
    return this.#headers.length === 0 && this.#records.length === 0
  }

  #foreign(): UserError {
    return this.#error(
      'LOCK_FOREIGN',
      `does not begin with {"mintage_lock":${lockVersion},…}, so it is no lockfile of Mintage`,
      'move that file away, or restore the lockfile from version control',
    )
  }

  #version(version: unknown): UserError {
    const shown = JSON.stringify(version)?.slice(0, 40)
    return this.#error(
      'LOCK_VERSION',
      `line ${this.#line}: the lockfile has version ${shown}, and this Mintage reads version ${lockVersion}`,
      'use the version of Mintage that wrote it, or a newer one',
    )
  }

  #unmerged(): UserError {
    return this.#error(
      'LOCK_UNMERGED',
      `line ${this.#line}: the lockfile holds the marks of an unfinished merge`,
      'keep the lines of both sides and remove only the marked ones (<<<<<<<, =======, >>>>>>>)',
    )
  }

  #keyMismatch(reason: string): UserError {
    return this.#error(
      'LOCK_KEY_MISMATCH',
      `line ${this.#line}: ${reason}; the line was edited, or a newer Mintage wrote it`,
      'restore the line from version control',
    )
  }

  #damaged(reason: string): UserError {
    return this.#error(
      'LOCK_DAMAGED',
      `line ${this.#line}: the line is damaged: ${reason}`,
      'restore the line from version control; it may stand for a picture that was paid for',
    )
  }

  #error(code: string, message: string, hint?: string): UserError {
    const text = message.startsWith('line ')
      ? `${this.#options.file}, ${message}`
      : `${this.#options.file} ${message}`
    return new UserError(code, text, hint === undefined ? {} : { hint })
  }
}

/** A first line that was cut off while it was written. */
function isBegunHeader(text: string): boolean {
  const begin = '{"mintage_lock":'
  return text.startsWith(begin) || begin.startsWith(text) || /^\0*$/.test(text)
}

function unknownFields(headers: readonly LockHeader[]): ReadonlyMap<string, Json> | null {
  const fields = new Map<string, Json>()
  for (const header of headers.toSorted(byText)) {
    for (const [name, value] of Object.entries(header)) {
      if (!knownHeaderFields.has(name)) fields.set(name, value as Json)
    }
  }
  return fields.size === 0 ? null : fields
}

function byText(a: LockHeader, b: LockHeader): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
}
