import type { DownloadOutcome } from '../provider/provider.ts'
import type { After } from './deadline.ts'
import type { Dispatchers } from './dispatchers.ts'
import { type Exchange, exchange, type Head } from './exchange.ts'
import type { Redact } from './redact.ts'
import { type BaseUrl, checkPictureUrl } from './urls.ts'

/** Largest picture that is taken: the largest size of any model, uncompressed, is 16 MiB. */
const maxBytes = 64 * 1024 * 1024

/**
 * Tries once to fetch a picture. Sends no key, follows no redirect, unpacks nothing; a picture that
 * comes compressed by someone on the way is no answer, so that another try can bring it.
 */
export async function download(
  address: string,
  options: {
    readonly base: BaseUrl
    readonly dispatchers: Dispatchers
    readonly userAgent: string
    /** Milliseconds without a byte. */
    readonly silence: number
    readonly redact: Redact
    readonly after?: After | undefined
    readonly signal?: AbortSignal | undefined
  },
): Promise<DownloadOutcome> {
  const checked = checkPictureUrl(address, options.base)
  if ('refused' in checked) return { kind: 'refused', reason: checked.refused }
  const went = await exchange(checked.url.href, {
    dispatcher: options.dispatchers.pictures(checked.url),
    method: 'GET',
    headers: {
      accept: 'image/*, */*',
      'accept-encoding': 'identity',
      'user-agent': options.userAgent,
    },
    limit: { ms: options.silence, counts: 'silence' },
    maxBytes,
    after: options.after,
    signal: options.signal,
    wants: isPicture,
  })
  const outcome = toOutcome(went)
  return 'reason' in outcome ? { ...outcome, reason: options.redact(outcome.reason) } : outcome
}

function toOutcome(went: Exchange): DownloadOutcome {
  if (went.kind === 'too-large') return { kind: 'refused', reason: went.reason }
  if (went.kind !== 'answered') return { kind: 'unanswered', reason: went.reason }
  const { status, headers, body } = went
  if (status === 403 || status === 404) return { kind: 'expired', httpStatus: status }
  if (status >= 300 && status < 400) {
    return { kind: 'refused', reason: `HTTP ${status}, a redirect, which is never followed` }
  }
  if (status !== 200) return { kind: 'unanswered', reason: `HTTP ${status}` }
  if (!isPicture(went)) {
    return { kind: 'unanswered', reason: `it came as ${String(headers['content-encoding'])}` }
  }
  return { kind: 'bytes', bytes: body }
}

function isPicture({ status, headers }: Head): boolean {
  const encoding = String(headers['content-encoding'] ?? 'identity').toLowerCase()
  return status === 200 && encoding === 'identity'
}
