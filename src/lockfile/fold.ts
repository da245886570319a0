import { InternalError } from '../diagnostics/user-error.ts'
import type { RequestKey } from '../request/request.ts'
import { mergeAttempt, mergeOutput, recordsOfAttempt, recordsOfOutput } from './merge.ts'
import type { Attempt, JobRecord, LockRecord, LockState, OutputRecord } from './records.ts'

/** The state of a lockfile without records. */
export function emptyState(name: string): LockState {
  return { name, attempts: new Map(), byKey: new Map(), outputs: new Map() }
}

/**
 * The state after one more record; the one before stays as it was. Copies the maps: a lockfile
 * handle, which takes thousands of records, changes a {@link LiveState} of its own instead.
 */
export function fold(state: LockState, record: LockRecord): LockState {
  const live = new LiveState(state)
  live.add(record)
  return live.state
}

/**
 * The state of all these records, in any order: records of one attempt merge, lines of one path too.
 *
 * @throws {InternalError} when one attempt has records of two keys: `replay` reports that first.
 */
export function stateOf(name: string, records: Iterable<LockRecord>): LockState {
  const attempts = new Map<string, JobRecord[]>()
  const outputs = new Map<string, OutputRecord[]>()
  for (const record of records) {
    if ('output' in record) push(outputs, record.output, record)
    else push(attempts, record.attempt, record)
  }
  const merged = new Map<string, Attempt>()
  for (const [id, lines] of attempts) merged.set(id, mergeOneKey(lines))
  const written = new Map<string, OutputRecord>()
  for (const [path, lines] of outputs) written.set(path, mergeOutput(lines))
  return { name, attempts: merged, byKey: groupByKey(merged.values()), outputs: written }
}

/** The state with only these of its attempts; outputs stay. */
export function withAttempts(state: LockState, kept: readonly Attempt[]): LockState {
  const attempts = new Map(kept.map((attempt) => [attempt.id, attempt]))
  return { ...state, attempts, byKey: groupByKey(kept) }
}

/** A state that changes in place as records come: its maps are live, what they hold is not. */
export class LiveState {
  readonly state: LockState
  readonly #attempts: Map<string, Attempt>
  readonly #byKey: Map<RequestKey, readonly Attempt[]>
  readonly #outputs: Map<string, OutputRecord>

  constructor(start: LockState) {
    this.#attempts = new Map(start.attempts)
    this.#byKey = new Map(start.byKey)
    this.#outputs = new Map(start.outputs)
    this.state = {
      ...start,
      attempts: this.#attempts,
      byKey: this.#byKey,
      outputs: this.#outputs,
    }
  }

  add(record: LockRecord): void {
    if ('output' in record) this.#addOutput(record)
    else this.#addJob(record)
  }

  #addOutput(record: OutputRecord): void {
    const before = this.#outputs.get(record.output)
    const records = before === undefined ? [record] : [...recordsOfOutput(before), record]
    this.#outputs.set(record.output, mergeOutput(records))
  }

  #addJob(record: JobRecord): void {
    const before = this.#attempts.get(record.attempt)
    const records = before === undefined ? [record] : [...recordsOfAttempt(before), record]
    const attempt = mergeOneKey(records)
    this.#attempts.set(attempt.id, attempt)
    const others = this.#byKey.get(attempt.key)?.filter(({ id }) => id !== attempt.id) ?? []
    this.#byKey.set(attempt.key, [...others, attempt].sort(byReservation))
  }
}

/** When an attempt began, RFC 3339; one whose reservation is lost counts from its own time. */
function begunAt(attempt: Attempt): string {
  return attempt.reservedAt ?? attempt.at
}

function byReservation(a: Attempt, b: Attempt): number {
  return compare(begunAt(a), begunAt(b)) || compare(a.id, b.id)
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function mergeOneKey(records: readonly JobRecord[]): Attempt {
  const attempt = mergeAttempt(records)
  if (records.some(({ key }) => key !== attempt.key)) {
    throw new InternalError(`attempt ${attempt.id} has records of two requests`)
  }
  return attempt
}

function groupByKey(attempts: Iterable<Attempt>): Map<RequestKey, readonly Attempt[]> {
  const groups = new Map<RequestKey, Attempt[]>()
  for (const attempt of attempts) push(groups, attempt.key, attempt)
  for (const group of groups.values()) if (group.length > 1) group.sort(byReservation)
  return groups
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
