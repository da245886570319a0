import type { Currency, Micros } from '../catalog/money.ts'
import { parseMicros } from '../catalog/money.ts'
import type { Located } from './located.ts'

/** An amount as written; without a currency it is in the manifest's. */
export interface WrittenMoney {
  readonly amount: Micros
  readonly currency: Currency | null
}

/**
 * Reads `12.50 USD` or a bare number, or null where it is neither. A number is taken as it is
 * written, since as a binary fraction it is another one.
 */
export function readMoney(located: Located | null, text: string): WrittenMoney | null {
  if (located?.kind !== 'scalar') return null
  const written =
    typeof located.value === 'string'
      ? located.value.trim()
      : text.slice(located.start, located.end)
  const match = /^(\S+)(?:\s+(USD|CNY))?$/.exec(written)
  const amount = parseMicros(match?.[1] ?? '')
  if (amount === null) return null
  return { amount, currency: (match?.[2] as Currency | undefined) ?? null }
}
