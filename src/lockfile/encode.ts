import type { LockRecord } from './records.ts'

/** The version that the first line names; a file of any other is refused. */
export const lockVersion = 1

/** A field's place in its line; the value lists the fields of an object inside it. */
interface Fields {
  readonly [name: string]: Fields | null
}

const request: Fields = {
  model: null,
  prompt: null,
  negative_prompt: null,
  size: null,
  n: null,
  seed: null,
  prompt_extend: null,
  watermark: null,
}

const cost: Fields = { amount: null, currency: null, price_list: null }

const response: Fields = {
  task_id: null,
  request_id: null,
  actual_prompt: null,
  submitted_at: null,
  scheduled_at: null,
  ended_at: null,
  usage: null,
  region: null,
  mode: null,
  endpoint: null,
  adopted: null,
  simulated: null,
}

const jobFields: Fields = {
  key: null,
  attempt: null,
  state: null,
  at: null,
  reserved_at: null,
  sent_until: null,
  mode: null,
  request,
  cost,
  task_id: null,
  request_id: null,
  images: { url: null, sha256: null, bytes: null, width: null, height: null },
  response,
  error: { code: null, message: null, http_status: null, request_id: null, retriable: null },
  warning: null,
}

const outputFields: Fields = {
  output: null,
  key: null,
  image: null,
  recipe: null,
  sha256: null,
  bytes: null,
  width: null,
  height: null,
  format: null,
  derived_from: null,
  replaces: null,
  at: null,
}

const headerFields: Fields = { mintage_lock: null, name: null }

/** Names of a record's fields; others in a line belong to a version that we do not know. */
export const knownJobFields: ReadonlySet<string> = new Set(Object.keys(jobFields))
export const knownHeaderFields: ReadonlySet<string> = new Set(Object.keys(headerFields))

/**
 * A record as its line, without the line end: our fields in a fixed order, then any others, sorted.
 * A field that is `undefined` is left out.
 */
export function encodeRecord(record: LockRecord): string {
  return ordered(record, 'output' in record ? outputFields : jobFields)
}

/** The first line, without the line end. `extra`: fields that another version put there. */
export function encodeHeader(name: string, extra?: ReadonlyMap<string, unknown>): string {
  const header = { ...Object.fromEntries(extra ?? []), mintage_lock: lockVersion, name }
  return ordered(header, headerFields)
}

function ordered(value: object, fields: Fields): string {
  const members: string[] = []
  const object = value as Readonly<Record<string, unknown>>
  for (const name in fields) {
    const member = object[name]
    if (member !== undefined) members.push(`"${name}":${print(member, fields[name] ?? null)}`)
  }
  const others = Object.keys(object).filter((name) => !Object.hasOwn(fields, name))
  for (const name of others.sort()) {
    const member = object[name]
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${print(member, null)}`)
  }
  return `{${members.join(',')}}`
}

function print(value: unknown, fields: Fields | null): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((entry) => print(entry, fields)).join(',')}]`
  return ordered(value, fields ?? {})
}
