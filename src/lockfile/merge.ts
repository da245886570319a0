import type { Mode } from '../provider/provider.ts'
import type { Json } from '../request/canonical-json.ts'
import type { Request } from '../request/request.ts'
import { encodeRecord, knownJobFields } from './encode.ts'
import {
  type Attempt,
  type Cost,
  type FailureFacts,
  type ImageFacts,
  type JobRecord,
  type LockRecord,
  type OutputRecord,
  type ResponseFacts,
  type State,
  states,
} from './records.ts'

/** A line of an attempt as it may be found: a compacted one keeps fields of earlier records. */
interface Line {
  readonly key: Attempt['key']
  readonly attempt: string
  readonly state: State
  readonly at: string
  readonly reserved_at?: string
  readonly sent_until?: string
  readonly mode?: Mode
  readonly request?: Request
  readonly cost?: Cost
  readonly task_id?: string
  readonly request_id?: string | null
  readonly images?: readonly unknown[]
  readonly response?: ResponseFacts
  readonly error?: FailureFacts
  readonly warning?: string
}

const rank: Readonly<Record<State, number>> = Object.fromEntries(
  states.map((state, index) => [state, index]),
) as Record<State, number>

/** The records that a merged value was made from, where there was more than one. */
const history = new WeakMap<Attempt | OutputRecord, readonly LockRecord[]>()

/** The entries that a list of URLs was taken from: they may hold fields that we do not know. */
const entriesOfUrls = new WeakMap<readonly (string | null)[], Line['images']>()

/**
 * Merges the records of one attempt, in any order: the furthest state gives what it says, the ones
 * before it what it does not say. Of two records of one state the later one is the further.
 */
export function mergeAttempt(records: readonly JobRecord[]): Attempt {
  const lines = sorted(records, furtherFirst) as readonly Line[]
  const attempt = toAttempt(lines[0] as Line, lines)
  if (records.length > 1) history.set(attempt, records)
  return attempt
}

/** The records of an attempt, or one that says all it knows. */
export function recordsOfAttempt(attempt: Attempt): readonly JobRecord[] {
  return (history.get(attempt) as readonly JobRecord[] | undefined) ?? [attemptRecord(attempt)]
}

/**
 * Merges the lines of one output path, in any order: the latest says what was written. Without a
 * `replaces` of its own it gets the hash of the line before it, since either file may stand there.
 */
export function mergeOutput(records: readonly OutputRecord[]): OutputRecord {
  const lines = sorted(records, laterFirst)
  const last = lines[0] as OutputRecord
  const before = lines.find(({ sha256 }) => sha256 !== last.sha256)
  const merged =
    last.replaces === undefined && before !== undefined
      ? { ...last, replaces: before.sha256 }
      : last
  if (records.length > 1) history.set(merged, records)
  return merged
}

export function recordsOfOutput(output: OutputRecord): readonly OutputRecord[] {
  return (history.get(output) as readonly OutputRecord[] | undefined) ?? [output]
}

/** All that is known of an attempt as one record: its line in a compacted lockfile. */
export function attemptRecord(attempt: Attempt): JobRecord {
  const { state, response } = attempt
  const isOpen = state === 'submitted' || state === 'generated'
  const said = { taskId: response?.task_id ?? null, requestId: response?.request_id ?? null }
  const record = {
    key: attempt.key,
    attempt: attempt.id,
    state,
    at: attempt.at,
    reserved_at: reservedElsewhere(attempt),
    sent_until: attempt.sentUntil,
    mode: attempt.mode ?? undefined,
    request: attempt.request ?? undefined,
    cost: attempt.cost ?? undefined,
    task_id: unless(attempt.taskId, state !== 'submitted' && attempt.taskId === said.taskId),
    request_id: isOpen
      ? attempt.requestId
      : unless(attempt.requestId, attempt.requestId === said.requestId),
    images: attempt.urls === null ? (attempt.images ?? undefined) : entriesOf(attempt.urls),
    response: response ?? undefined,
    error: attempt.error ?? undefined,
    warning: attempt.warning ?? undefined,
  }
  return { ...Object.fromEntries(attempt.extra ?? []), ...record } as unknown as JobRecord
}

function reservedElsewhere({ state, at, reservedAt }: Attempt): string | undefined {
  return unless(reservedAt, state === 'reserved' && reservedAt === at)
}

function unless<T>(value: T | null, isSaidAlready: boolean): T | undefined {
  return value === null || isSaidAlready ? undefined : value
}

function toAttempt(furthest: Line, lines: readonly Line[]): Attempt {
  const { state } = furthest
  const response = first(lines, 'response')
  const extra = unknownFields(lines)
  const sentUntil = state === 'reserved' ? first(lines, 'sent_until') : null
  return {
    id: furthest.attempt,
    key: furthest.key,
    state,
    at: furthest.at,
    reservedAt: first(lines, 'reserved_at') ?? reservation(lines),
    ...(sentUntil === null ? {} : { sentUntil }),
    mode: first(lines, 'mode'),
    request: first(lines, 'request'),
    cost: first(state === 'failed' ? lines.filter(isFailed) : lines, 'cost'),
    taskId: first(lines, 'task_id') ?? response?.task_id ?? null,
    requestId: first(lines, 'request_id') ?? response?.request_id ?? null,
    urls: state === 'generated' ? urlsOf(furthest) : null,
    images: state === 'done' ? imagesOf(furthest) : null,
    response,
    error: state === 'failed' ? (furthest.error ?? null) : null,
    warning: first(lines, 'warning'),
    ...(extra === null ? {} : { extra }),
  }
}

/** A failure costs only what it says itself: what was reserved for it was given back. */
function isFailed({ state }: Line): boolean {
  return state === 'failed'
}

function reservation(lines: readonly Line[]): string | null {
  return lines.find(({ state }) => state === 'reserved')?.at ?? null
}

function urlsOf({ images }: Line): readonly (string | null)[] {
  const entries = images as readonly ({ readonly url: string } | null)[]
  const urls = entries.map((entry) => entry?.url ?? null)
  entriesOfUrls.set(urls, entries)
  return urls
}

function entriesOf(urls: readonly (string | null)[]): Line['images'] {
  return entriesOfUrls.get(urls) ?? urls.map((url) => (url === null ? null : { url }))
}

function imagesOf({ images }: Line): readonly (ImageFacts | null)[] {
  return images as readonly (ImageFacts | null)[]
}

function first<Name extends keyof Line>(
  lines: readonly Line[],
  name: Name,
): NonNullable<Line[Name]> | null {
  for (const line of lines) {
    const value = line[name]
    if (value !== undefined && value !== null) return value
  }
  return null
}

function unknownFields(lines: readonly Line[]): ReadonlyMap<string, Json> | null {
  const found = new Map<string, Json>()
  for (const line of lines) {
    for (const [name, value] of Object.entries(line)) {
      if (!knownJobFields.has(name) && !found.has(name)) found.set(name, value)
    }
  }
  return found.size === 0 ? null : found
}

function sorted<T extends LockRecord>(
  records: readonly T[],
  order: (a: T, b: T) => number,
): readonly T[] {
  return records.length === 1 ? records : [...records].sort(order)
}

function furtherFirst(a: JobRecord, b: JobRecord): number {
  return rank[b.state] - rank[a.state] || descending(a.at, b.at) || byText(a, b)
}

function laterFirst(a: OutputRecord, b: OutputRecord): number {
  return descending(a.at ?? '', b.at ?? '') || byText(a, b)
}

/** Settles a tie in the same way everywhere. */
function byText(a: LockRecord, b: LockRecord): number {
  return descending(encodeRecord(a), encodeRecord(b))
}

function descending(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? 1 : -1
}
