import { citations } from './citations.ts'
import type { Citation, Price } from './model.ts'
import type { Micros } from './money.ts'

/** A list price in yuan per successful image, in millionths. Model pricing, July 2026. */
export function cny(amount: Micros): Price {
  return price(amount, 'CNY', citations.pricing)
}

/**
 * A list price in US dollars per successful image, in millionths.
 *
 * Singapore's dollar column is not printed in the July 2026 list; its yuan column divides to round
 * dollars in every row (facts 3.2), so its date is that of the yuan column.
 */
export function usd(amount: Micros): Price {
  return price(amount, 'USD', citations.pricingConverted)
}

/** A dollar price that one dated page quotes, for a region whose list is in yuan. */
export function quotedUsd(amount: Micros, citation: Citation): Price {
  return price(amount, 'USD', citation)
}

function price(amount: Micros, currency: Price['currency'], citation: Citation): Price {
  return { amount, currency, list: citation.date, source: citation.title }
}
