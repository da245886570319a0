import { type Currency, money, parseMicros } from '../../../catalog/money.ts'
import { plainText } from '../../../diagnostics/plain-text.ts'

export { plainText } from '../../../diagnostics/plain-text.ts'

/** Text of several lines; what hides or reorders text is made visible. */
export function plainLines(text: string): string {
  return text.split(/\r?\n/).map(plainText).join('\n')
}

/** `0.03 USD` of `0.030000`. */
export function cost({ amount, currency }: { amount: string; currency: Currency }): string {
  return money(parseMicros(amount) ?? 0, currency)
}

/** `1664 × 928` of `1664*928`. */
export function pixels(width: number, height: number): string {
  return `${width} × ${height}`
}

/** A moment as it was recorded, in UTC, to the second. */
export function moment(at: string): string {
  return plainText(at)
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z')
}
