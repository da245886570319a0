import { encodeHeader, encodeRecord } from './encode.ts'
import { withAttempts } from './fold.ts'
import { attemptRecord } from './merge.ts'
import type { Attempt, LockState } from './records.ts'

/**
 * A lockfile's text with one line per attempt: its furthest state, with what its earlier records
 * said. The same state gives the same bytes, whatever order its records came in.
 */
export function compactText(state: LockState): string {
  const lines = [
    encodeHeader(state.name, state.extra),
    ...kept(state)
      .sort(byKeyAndTime)
      .map((attempt) => encodeRecord(attemptRecord(attempt))),
    ...[...state.outputs.values()]
      .sort((a, b) => compare(a.output, b.output))
      .map((output) => encodeRecord(output)),
  ]
  return `${lines.join('\n')}\n`
}

/** The state that a lockfile has once it is compacted. */
export function compactState(state: LockState): LockState {
  const attempts = kept(state)
  return attempts.length === state.attempts.size ? state : withAttempts(state, attempts)
}

function kept(state: LockState): Attempt[] {
  return [...state.byKey.values()].flatMap(keptOfKey)
}

/**
 * What was paid, or may have been, stays for ever. A failure that cost nothing goes once a later
 * attempt of its key exists. A simulated attempt is no later one to a real one: where it does not
 * count, the failure before it has to be there.
 */
function keptOfKey(attempts: readonly Attempt[]): Attempt[] {
  const later = new Set<boolean>()
  return attempts.toReversed().filter((attempt) => {
    const isDisplaced = later.has(isSimulated(attempt))
    later.add(isSimulated(attempt))
    return attempt.state !== 'failed' || attempt.cost !== null || !isDisplaced
  })
}

function isSimulated({ response }: Attempt): boolean {
  return response?.simulated === true
}

function byKeyAndTime(a: Attempt, b: Attempt): number {
  return compare(a.key, b.key) || compare(a.at, b.at) || compare(a.id, b.id)
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
