import type { IncomingHttpHeaders } from 'node:http'
import { rows } from './api-error.ts'

/**
 * Which account an API key belongs to; null for a key that is refused. Keys of one account see each
 * other's tasks and share its limits (facts 1.4, 3.3).
 */
export type AccountOf = (key: string) => string | null

/**
 * Every key is good and belongs to the one account, except keys that begin with `sk-wrong`, as if
 * from another region, and subscription keys, `sk-sp-`, which these hosts refuse (facts 1.1).
 */
export const anyKey: AccountOf = (key) =>
  key.startsWith('sk-wrong') || key.startsWith('sk-sp-') ? null : 'account'

/** The account of a request. @throws {ApiError} 401 InvalidApiKey. */
export function authenticate(headers: IncomingHttpHeaders, accountOf: AccountOf): string {
  const header = headers.authorization
  if (header === undefined || header === '') throw rows.noKey()
  const key = /^Bearer ([\x21-\x7e]+)$/.exec(header)?.[1]
  const account = key === undefined ? null : accountOf(key)
  if (account === null) throw rows.wrongKey()
  return account
}
