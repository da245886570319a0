import { type Currency, formatMicros, type Micros, parseMicros } from '../../catalog/money.ts'
import { isExpired, isOpen } from '../../lockfile/attempts.ts'
import type { Attempt, LockState } from '../../lockfile/records.ts'
import type { Job } from '../../plan/job.ts'
import type { AssetCost } from './gallery-data.ts'

/**
 * What was paid for each asset: every attempt of the lockfile once, so that the sum is what was
 * spent. In the manifest's order; what it no longer asks for comes last.
 */
export function assetCosts(
  jobs: readonly Pick<Job, 'key' | 'asset'>[],
  lock: LockState,
): readonly AssetCost[] {
  const assets = new Map<string, string>(jobs.map(({ key, asset }) => [key, asset]))
  const sums = new Map<string | null, Map<Currency, Sum>>()
  for (const asset of [...new Set(assets.values()), null]) sums.set(asset, new Map())
  for (const attempt of lock.attempts.values()) {
    if (attempt.cost === null || isOpen(attempt) || isExpired(attempt)) continue
    add(sums.get(assets.get(attempt.key) ?? null), attempt, attempt.cost)
  }
  return [...sums].flatMap(([asset, byCurrency]) =>
    [...byCurrency].map(([currency, { images, paid }]) => ({
      asset,
      currency,
      images,
      paid: formatMicros(paid),
    })),
  )
}

interface Sum {
  readonly images: number
  readonly paid: Micros
}

function add(
  sums: Map<Currency, Sum> | undefined,
  { images }: Attempt,
  { amount, currency }: NonNullable<Attempt['cost']>,
): void {
  const before = sums?.get(currency) ?? { images: 0, paid: 0 }
  const came = (images ?? []).filter((image) => image !== null).length
  sums?.set(currency, {
    images: before.images + came,
    paid: before.paid + (parseMicros(amount) ?? 0),
  })
}
