import type { LockState } from '../lockfile/records.ts'
import type { Request, RequestKey } from '../request/request.ts'
import { type Piece, wordDiff } from './word-diff.ts'

/** A field of a request that is another one now. */
export interface FieldChange {
  readonly field: keyof Request
  readonly from: Request[keyof Request]
  readonly to: Request[keyof Request]
  /** Of prompts: word by word. */
  readonly words: readonly Piece[] | null
}

/** In the order in which people look at them. */
export const requestFields = [
  'model',
  'prompt',
  'negative_prompt',
  'size',
  'n',
  'seed',
  'prompt_extend',
  'watermark',
] as const satisfies readonly (keyof Request)[]

const texts: ReadonlySet<keyof Request> = new Set(['prompt', 'negative_prompt'])

/** What changed from one request to another, field by field. */
export function requestChanges(from: Request, to: Request): FieldChange[] {
  return requestFields
    .filter((field) => from[field] !== to[field])
    .map((field) => ({
      field,
      from: from[field],
      to: to[field],
      words: texts.has(field) ? wordDiff(String(from[field]), String(to[field])) : null,
    }))
}

/** The request of a key, as the lockfile has it; null where none of its lines does. */
export function recordedRequest(lock: LockState, key: RequestKey): Request | null {
  return lock.byKey.get(key)?.findLast(({ request }) => request !== null)?.request ?? null
}
