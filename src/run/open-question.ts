import type { Doubt } from './candidates.ts'
import type { Engine } from './engine.ts'
import type { Item } from './item.ts'

/** An item whose answer was lost, and what the account's task list has shown of it so far. */
export interface OpenQuestion {
  readonly item: Item
  /** Complete lists without any candidate, and when the last of them was taken (monotonic). */
  empty: number
  lastEmptyAt: number
  /** Monotonic milliseconds: of the reservation, and of the first asking. */
  readonly reservedAt: number
  readonly since: number
}

/** Between two lists that count. */
const betweenListsMs = 10_000
/** After the reservation, before the last list that counts: a task list may lag. */
const settleMs = 30_000

/** Begins to ask what became of an item's request. */
export function openQuestion(engine: Engine, item: Item): OpenQuestion {
  const { clock } = engine.parts
  const since = clock.monotonic()
  const age = Math.max(0, clock.now() - item.reservedAt)
  const reservedAt = item.sends > 0 ? item.sentAt : since - age
  const lastEmptyAt = Number.NEGATIVE_INFINITY
  return { item, empty: 0, lastEmptyAt, reservedAt, since }
}

/** What a task would have to look like to be the one of its request. */
export function doubtOf({ item: { job, reservedAt, sentUntil } }: OpenQuestion): Doubt {
  const { model, prompt, size } = job.request
  return { model, prompt, size, reservedAt, until: sentUntil }
}

/** Two complete lists without any candidate, ten seconds apart, the second half a minute after the sending. */
export function isSettled(question: OpenQuestion, takenAt: number): boolean {
  if (takenAt - question.lastEmptyAt < betweenListsMs) return false
  if (question.empty > 0 && takenAt - question.reservedAt < settleMs) return false
  question.empty += 1
  question.lastEmptyAt = takenAt
  return question.empty >= 2
}
