const form = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?$/
const hoursAheadOfUtc = 8

/**
 * A time of the API as RFC 3339 UTC with milliseconds, or null where it is none.
 *
 * The API writes `YYYY-MM-DD HH:mm:ss.SSS` in UTC+8 without saying so (facts 1.4).
 */
export function utcTime(text: string | null): string | null {
  const match = form.exec(text ?? '')
  if (match === null) return null
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number)
  const date = new Date(0)
  date.setUTCFullYear(year ?? 0, (month ?? 0) - 1, day)
  date.setUTCHours(hour ?? 0, minute, second, Number((match[7] ?? '').padEnd(3, '0').slice(0, 3)))
  if (!sameDigits(date, text ?? '')) return null
  return new Date(date.getTime() - hoursAheadOfUtc * 3_600_000).toISOString()
}

/** Refuses 31 February and 25:00, which a Date would carry over into the next day. */
function sameDigits(date: Date, text: string): boolean {
  return date.toISOString().slice(0, 19) === text.slice(0, 19).replace(' ', 'T')
}
