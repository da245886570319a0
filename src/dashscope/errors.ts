import type { FailureScope, ProviderFailure } from '../provider/provider.ts'
import { type KnownError, knownErrors, scopeOfStatus } from './error-catalogue.ts'
import type { Secrets } from './redact.ts'

/** An error as the API worded it, before it is trusted. */
export interface ApiError {
  readonly code: string
  readonly message: string
  readonly httpStatus: number
  readonly requestId: string | null
}

/** What every answer is read with: who asked where, and what may never be repeated. */
export interface ReadContext extends Secrets {
  readonly region: string
}

/** Turns an error of the API into ours: classified by its code, explained, without secrets. */
export function toFailure(error: ApiError, context: ReadContext): ProviderFailure {
  const { scope, hint } = classify(error)
  return {
    code: context.redact(error.code).slice(0, 100).toWellFormed(),
    message: context.redact(error.message),
    httpStatus: error.httpStatus,
    requestId: error.requestId,
    scope,
    hint: hint?.replaceAll('{region}', context.region) ?? null,
  }
}

/**
 * The scope of an error: by its code and words; failing that by the nearest known parent of a
 * dotted code; failing that by its status. A passing fault is never assumed under a 4xx.
 */
export function classify(error: Pick<ApiError, 'code' | 'message' | 'httpStatus'>): {
  readonly scope: FailureScope
  readonly hint: string | null
} {
  const exact = find(error.code, error.message)
  if (exact !== undefined) return exact
  const byStatus = scopeOfStatus(error.httpStatus)
  const parent = findParent(error.code, error.message)
  const refused = error.httpStatus >= 400 && error.httpStatus < 500
  if (parent === undefined || (parent.scope === 'retry' && refused)) {
    return { scope: byStatus, hint: null }
  }
  return parent
}

function find(code: string, message: string): KnownError | undefined {
  const wanted = normalize(code)
  const words = message.toLowerCase()
  return knownErrors.find(
    ({ codes, says }) =>
      codes.some((known) => normalize(known) === wanted) &&
      (says === null || says.some((part) => words.includes(part))),
  )
}

function findParent(code: string, message: string): KnownError | undefined {
  const parts = code.split('.')
  for (let length = parts.length - 1; length > 0; length -= 1) {
    const known = find(parts.slice(0, length).join('.'), message)
    if (known !== undefined) return known
  }
  return undefined
}

/** Some routes write codes in snake case: `invalid_api_key` is `InvalidApiKey`. */
function normalize(code: string): string {
  return code.toLowerCase().replace(/[._\-\s]/g, '')
}
