import { type Currency, type Micros, parseMicros } from '../catalog/money.ts'
import type { RequestKey } from '../request/request.ts'
import { withAttempts } from './fold.ts'
import type { Attempt, LockState } from './records.ts'

/** Sums of money, one per currency that occurs. */
export type Sums = ReadonlyMap<Currency, Micros>

/** The attempt whose picture stands for a request: of its done ones, that reserved last. */
export function latestDone(state: LockState, key: RequestKey): Attempt | null {
  return state.byKey.get(key)?.findLast((attempt) => attempt.state === 'done') ?? null
}

/** The attempt of a request that was reserved last. */
export function latestAttempt(state: LockState, key: RequestKey): Attempt | null {
  return state.byKey.get(key)?.at(-1) ?? null
}

/** Attempts that are neither done nor failed: under way, or of unknown outcome. In no order. */
export function openAttempts(state: LockState): readonly Attempt[] {
  return [...state.attempts.values()].filter(isOpen)
}

/** What was paid: every picture that came, and failures that were billed all the same. */
export function spent(state: LockState): Sums {
  return sum(state, (attempt) => !isOpen(attempt) && !isExpired(attempt))
}

/** What open attempts may turn out to have cost, those that expired before their picture came included. */
export function exposure(state: LockState): Sums {
  return sum(state, (attempt) => isOpen(attempt) || isExpired(attempt))
}

/**
 * The lockfile as a run sees it. Where simulated records do not count, attempts that a simulator
 * answered do not exist; what they wrote stays recorded, so that it can be replaced.
 */
export function visibleState(
  state: LockState,
  { simulatedCounts }: { simulatedCounts: boolean },
): LockState {
  if (simulatedCounts) return state
  const all = [...state.attempts.values()]
  const real = all.filter(({ response }) => response?.simulated !== true)
  return real.length === all.length ? state : withAttempts(state, real)
}

/** Neither done nor failed: under way, or of unknown outcome. */
export function isOpen({ state }: Attempt): boolean {
  return state !== 'done' && state !== 'failed'
}

/** Paid if it had succeeded, and nobody can tell any more: a failure of this code may have a cost. */
export function isExpired({ state, error }: Attempt): boolean {
  return state === 'failed' && error?.code === 'EXPIRED'
}

function sum(state: LockState, of: (attempt: Attempt) => boolean): Sums {
  const sums = new Map<Currency, Micros>()
  for (const attempt of state.attempts.values()) {
    if (attempt.cost === null || !of(attempt)) continue
    const { amount, currency } = attempt.cost
    sums.set(currency, (sums.get(currency) ?? 0) + (parseMicros(amount) ?? 0))
  }
  return sums
}
