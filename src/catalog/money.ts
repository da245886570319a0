/** Currencies of the price lists. */
export type Currency = 'USD' | 'CNY'

/** An amount in integer millionths of a currency unit (0.03 USD = 30000). Sums stay exact below 9·10^9 units. */
export type Micros = number

/** Prints millionths with six decimals: 30000 is `0.030000`. */
export function formatMicros(micros: Micros): string {
  const sign = micros < 0 ? '-' : ''
  const digits = String(Math.abs(micros)).padStart(7, '0')
  return `${sign}${digits.slice(0, -6)}.${digits.slice(-6)}`
}

/** `0.03 USD`, for people: never rounded; zeros at the end go, down to two decimals. */
export function money(amount: Micros, currency: Currency): string {
  return `${formatMicros(amount).replace(/0{1,4}$/, '')} ${currency}`
}

/**
 * Reads a decimal amount into millionths, or null where it is none: not a plain decimal, negative,
 * with more than six decimals, or too large to stay exact.
 */
export function parseMicros(text: string): Micros | null {
  const match = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text.trim())
  if (match === null) return null
  return Number(match[1]) * 1_000_000 + Number((match[2] ?? '').padEnd(6, '0'))
}
