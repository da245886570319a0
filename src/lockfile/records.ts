import type { Currency } from '../catalog/money.ts'
import type { Mode } from '../provider/provider.ts'
import type { Json } from '../request/canonical-json.ts'
import type { Request, RequestKey } from '../request/request.ts'

/** Money as the lockfile and provenance write it: `amount` with six decimals. */
export interface Cost {
  readonly amount: string
  readonly currency: Currency
  /** Price list of the figure, e.g. `2026-07`, or `manifest` for a price given there. */
  readonly price_list: string
}

export const states = ['reserved', 'submitted', 'generated', 'failed', 'done'] as const
/** In the order in which one displaces another: the furthest is the last. */
export type State = (typeof states)[number]

interface AttemptRecord {
  readonly key: RequestKey
  /** Random id that all records of one attempt carry. */
  readonly attempt: string
  /** RFC 3339 UTC with milliseconds, by our clock. */
  readonly at: string
  /** Of a compacted line: when its attempt was reserved. */
  readonly reserved_at?: string
}

/** About to send; outcome unknown if nothing follows. */
export interface ReservedRecord extends AttemptRecord {
  readonly state: 'reserved'
  readonly mode: Mode
  readonly request: Request
  readonly cost: Cost
  /** RFC 3339 UTC: so late it can have been accepted, where that is later than its time says. */
  readonly sent_until?: string
  /** Where it is sent: `region`, `endpoint`, and `simulated` where the server is known to be a simulator. */
  readonly response?: ResponseFacts
}

/** The API took it as a task. */
export interface SubmittedRecord extends AttemptRecord {
  readonly state: 'submitted'
  readonly task_id: string
  readonly request_id: string | null
  /** Where something is known already, e.g. that a simulator took it. */
  readonly response?: ResponseFacts
}

/** A synchronous call answered; its pictures are not here yet. URLs live 24 h. */
export interface GeneratedRecord extends AttemptRecord {
  readonly state: 'generated'
  readonly images: readonly ({ readonly url: string } | null)[]
  readonly request_id: string | null
  readonly response: ResponseFacts
}

/** The picture's bytes are in the store. `null` for an image of n > 1 that failed. */
export interface DoneRecord extends AttemptRecord {
  readonly state: 'done'
  readonly images: readonly (ImageFacts | null)[]
  readonly request: Request
  readonly response: ResponseFacts
  readonly cost: Cost
  /** Words about a picture that is not what was asked for, e.g. other dimensions. */
  readonly warning?: string
}

export interface FailedRecord extends AttemptRecord {
  readonly state: 'failed'
  readonly error: FailureFacts
  readonly task_id?: string
  readonly request: Request
  /** Where something is known, e.g. that a simulator refused it. */
  readonly response?: ResponseFacts
  /** Only where it was billed all the same; with code `EXPIRED`: where it may have been. */
  readonly cost?: Cost
}

/** What was written where. */
export interface OutputRecord {
  /** Path below the output folder, with `/`. */
  readonly output: string
  readonly key: RequestKey
  /** 1-based image of the request. */
  readonly image: number
  /** Hash of the recipe; null for the original, byte for byte. */
  readonly recipe: string | null
  readonly sha256: string
  readonly bytes: number
  readonly width: number
  readonly height: number
  readonly format: string
  /** Of a file made by a recipe: SHA-256 of the original it was made from. */
  readonly derived_from?: string
  /** Hash of the file that this write replaces; a file that still has it is an unfinished write, not an edit. */
  readonly replaces?: string
  /** When it was written, RFC 3339 UTC: of two lines of one path, the later tells what stands there. */
  readonly at?: string
}

export interface ImageFacts {
  readonly sha256: string
  readonly bytes: number
  readonly width: number
  readonly height: number
}

export interface FailureFacts {
  readonly code: string
  readonly message: string
  readonly http_status: number | null
  readonly request_id: string | null
  readonly retriable: boolean
}

/** What the API said, for the provenance. Times are RFC 3339 UTC. */
export interface ResponseFacts {
  readonly task_id?: string
  readonly request_id?: string
  readonly actual_prompt?: string
  readonly submitted_at?: string
  readonly scheduled_at?: string
  readonly ended_at?: string
  readonly usage?: Readonly<Record<string, unknown>>
  readonly region?: string
  readonly mode?: Mode
  /** When it is not the region's host. */
  readonly endpoint?: string
  /** Found through the task list. */
  readonly adopted?: true
  readonly simulated?: true
}

export type JobRecord =
  | ReservedRecord
  | SubmittedRecord
  | GeneratedRecord
  | DoneRecord
  | FailedRecord
export type LockRecord = JobRecord | OutputRecord

/** An attempt: its records merged, the furthest state last. Fields that no record gave are null. */
export interface Attempt {
  readonly id: string
  readonly key: RequestKey
  readonly state: State
  /** Time of the record that gave the state. */
  readonly at: string
  readonly reservedAt: string | null
  /** Of `reserved`: so late it can have been accepted, where its run found that to be later than usual. */
  readonly sentUntil?: string
  readonly mode: Mode | null
  readonly request: Request | null
  readonly cost: Cost | null
  readonly taskId: string | null
  readonly requestId: string | null
  /** Of `generated`: URLs still to be fetched. */
  readonly urls: readonly (string | null)[] | null
  /** Of `done`. */
  readonly images: readonly (ImageFacts | null)[] | null
  readonly response: ResponseFacts | null
  readonly error: FailureFacts | null
  readonly warning: string | null
  /** Fields of its lines that this version does not know; they outlive compaction. */
  readonly extra?: ReadonlyMap<string, Json>
}

/** What the lockfile says. A value: `fold` gives the next one its own maps only where it must. */
export interface LockState {
  readonly name: string
  readonly attempts: ReadonlyMap<string, Attempt>
  /** Attempts of a request, by time of reservation. */
  readonly byKey: ReadonlyMap<RequestKey, readonly Attempt[]>
  /** By path below the output folder. */
  readonly outputs: ReadonlyMap<string, OutputRecord>
  /** Fields of the first line that this version does not know. */
  readonly extra?: ReadonlyMap<string, Json>
}
