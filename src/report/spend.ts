import type { Currency, Micros } from '../catalog/money.ts'
import { exposure, isExpired, spent } from '../lockfile/attempts.ts'
import type { Attempt, LockState } from '../lockfile/records.ts'

/** What the attempts of a lockfile came to in one currency. */
export interface CurrencySpend {
  readonly currency: Currency
  /** Images that were paid for and are recorded. */
  readonly images: number
  readonly paid: Micros
  /** Attempts whose outcome is open: sent, submitted, or expired before the picture was here. */
  readonly openJobs: number
  readonly open: Micros
}

/** What was spent is the sum of the lines. One entry per currency, sorted; none where nothing was paid. */
export function lockSpend(lock: LockState): CurrencySpend[] {
  const [paid, open] = [spent(lock), exposure(lock)]
  const currencies = [...new Set([...paid.keys(), ...open.keys()])].sort()
  return currencies.map((currency) => {
    const attempts = [...lock.attempts.values()].filter(({ cost }) => cost?.currency === currency)
    return {
      currency,
      images: attempts.reduce((sum, attempt) => sum + imagesOf(attempt), 0),
      paid: paid.get(currency) ?? 0,
      openJobs: attempts.filter((attempt) => openState(attempt) !== null).length,
      open: open.get(currency) ?? 0,
    }
  })
}

function imagesOf({ state, images }: Attempt): number {
  return state === 'done' ? (images ?? []).filter((image) => image !== null).length : 0
}

/** How far an attempt came whose outcome is open; null: it is done, or failed unpaid. */
export function openState(
  attempt: Attempt,
): 'reserved' | 'submitted' | 'generated' | 'expired' | null {
  if (isExpired(attempt)) return 'expired'
  return attempt.state === 'done' || attempt.state === 'failed' ? null : attempt.state
}
