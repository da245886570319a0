import { type Currency, type Micros, parseMicros } from '../catalog/money.ts'
import type { Attempt, LockState } from '../lockfile/records.ts'
import { isExpired } from '../plan/decide.ts'

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
  const sums = new Map<Currency, Mutable<CurrencySpend>>()
  for (const attempt of lock.attempts.values()) {
    if (attempt.cost === null) continue
    const { currency } = attempt.cost
    const sum = sums.get(currency) ?? { currency, images: 0, paid: 0, openJobs: 0, open: 0 }
    sums.set(currency, sum)
    add(sum, attempt, parseMicros(attempt.cost.amount) ?? 0)
  }
  return [...sums.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1))
}

function add(sum: Mutable<CurrencySpend>, attempt: Attempt, amount: Micros): void {
  if (attempt.state === 'done') {
    sum.images += (attempt.images ?? []).filter((image) => image !== null).length
    sum.paid += amount
  } else if (attempt.state === 'failed' && !isExpired(attempt)) {
    // A failed record carries a cost only where it was billed all the same.
    sum.paid += amount
  } else {
    sum.openJobs += 1
    sum.open += amount
  }
}

type Mutable<T> = { -readonly [key in keyof T]: T[key] }
