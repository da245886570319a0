import { requestKey } from '../request/key.ts'
import type { Request } from '../request/request.ts'
import { isObject } from './checks.ts'
import { lockVersion } from './encode.ts'
import { headerShape, jobShapes, outputShape } from './record-shapes.ts'
import type { JobRecord, LockRecord, State } from './records.ts'

/** The first line of a lockfile. May hold fields of a version that we do not know. */
export interface LockHeader {
  readonly mintage_lock: number
  readonly name: string
}

/** What one line turned out to be. `reason` is the end of a sentence about the line. */
export type DecodedLine =
  | { readonly kind: 'record'; readonly record: LockRecord }
  | { readonly kind: 'header'; readonly header: LockHeader }
  | { readonly kind: 'damaged'; readonly reason: string }
  | { readonly kind: 'key-mismatch'; readonly reason: string }
  | { readonly kind: 'version'; readonly version: unknown }
  /** Left by a merge that nobody finished. */
  | { readonly kind: 'conflict' }

/** A longer line is damage; the longest of ours holds two prompts and a rewritten one. */
export const maxLineBytes = 4 * 1024 * 1024

/**
 * Reads one line, without its line end, as input from a stranger: a lockfile can come with anyone's
 * pull request. Never throws.
 */
export function decodeLine(line: string): DecodedLine {
  if (/^(<{7}|={7}|>{7}|\|{7})/.test(line)) return { kind: 'conflict' }
  const value = parse(line)
  if (!isObject(value)) return damaged('it is not a JSON object')
  if (Object.hasOwn(value, 'mintage_lock')) return decodeHeader(value)
  if (Object.hasOwn(value, 'state')) return decodeJob(value)
  if (Object.hasOwn(value, 'output')) return decodeOutput(value)
  return damaged('it has neither `state` nor `output`')
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function decodeHeader(value: Readonly<Record<string, unknown>>): DecodedLine {
  const { mintage_lock: version } = value
  if (version !== lockVersion) return { kind: 'version', version }
  const fault = headerShape(value)
  if (fault !== null) return damaged(fault.slice(1))
  return { kind: 'header', header: value as unknown as LockHeader }
}

function decodeJob(value: Readonly<Record<string, unknown>>): DecodedLine {
  const { state, request } = value
  if (typeof state !== 'string' || !Object.hasOwn(jobShapes, state)) {
    return damaged('`state` is not one that is known')
  }
  const fault = jobShapes[state as State](value)
  if (fault !== null) return damaged(fault.slice(1))
  const record = value as unknown as JobRecord
  if (request !== undefined && keyOf(request as Request) !== record.key) {
    return { kind: 'key-mismatch', reason: 'its `key` is not that of its `request`' }
  }
  return { kind: 'record', record }
}

/** The request's key; null where its text holds half of a surrogate pair, and so has none. */
function keyOf(request: Request): string | null {
  try {
    return requestKey(request)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function decodeOutput(value: Readonly<Record<string, unknown>>): DecodedLine {
  const fault = outputShape(value)
  if (fault !== null) return damaged(fault.slice(1))
  return { kind: 'record', record: value as unknown as LockRecord }
}

function damaged(reason: string): DecodedLine {
  return { kind: 'damaged', reason }
}
