import type { ImageFacts } from '../lockfile/records.ts'
import type { AnswerImage, Provider } from '../provider/provider.ts'
import type { Clock } from './clock.ts'

/** What became of one image of an answer. */
export type Fetched =
  | { readonly kind: 'stored'; readonly facts: ImageFacts }
  /** The API said that this one of several failed: not billed. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** The signed URL is no longer good. */
  | { readonly kind: 'expired'; readonly reason: string }
  /** Billed, and no image: refused for good. */
  | { readonly kind: 'bad'; readonly reason: string; readonly final: boolean }
  /** Not reachable for now. */
  | { readonly kind: 'later'; readonly reason: string }

/** What fetching needs: bytes in, a picture in the store out. */
export interface FetchParts {
  readonly provider: Provider
  readonly clock: Clock
  readonly random: () => number
  readonly immediate: AbortSignal
  /** Checks that bytes are an image and puts them into the store. @throws when the store cannot be written. */
  readonly keep: (bytes: Uint8Array) => Promise<{ facts: ImageFacts } | { reason: string }>
}

const mostTries = 6

/** Downloads one image, retried, checks it, and puts it into the store. Costs nothing, however often. */
export async function fetchImage(image: AnswerImage, parts: FetchParts): Promise<Fetched> {
  if (image.kind === 'failed') return { kind: 'failed', reason: `${image.code}: ${image.message}` }
  if (image.kind === 'base64') return kept(Buffer.from(image.data, 'base64'), parts)
  let last: Fetched = { kind: 'later', reason: 'no try was made' }
  for (let tries = 1; tries <= mostTries; tries += 1) {
    last = await fetchOnce(image.url, parts)
    if (last.kind === 'stored' || (last.kind === 'bad' && last.final)) return last
    if (last.kind !== 'later' && tries >= mostTriesOfBad) return last
    if (parts.immediate.aborted) return last
    if (tries < mostTries) await parts.clock.sleep(pause(tries, parts.random), parts.immediate)
  }
  return last
}

/** Bytes that are no image may be a torn transfer, and one 403 or 404 a hiccup of the storage: a few tries tell. */
const mostTriesOfBad = 3

async function fetchOnce(url: string, parts: FetchParts): Promise<Fetched> {
  const outcome = await parts.provider.download(url, { signal: parts.immediate })
  switch (outcome.kind) {
    case 'bytes':
      return kept(outcome.bytes, parts)
    case 'expired':
      return { kind: 'expired', reason: `its URL answered ${outcome.httpStatus}` }
    case 'refused':
      return { kind: 'bad', reason: outcome.reason, final: true }
    case 'unanswered':
      return { kind: 'later', reason: outcome.reason }
  }
}

async function kept(bytes: Uint8Array, { keep }: FetchParts): Promise<Fetched> {
  const result = await keep(bytes)
  if ('facts' in result) return { kind: 'stored', facts: result.facts }
  return { kind: 'bad', reason: result.reason, final: false }
}

/** Milliseconds before the next try: half a second, doubling, with jitter. */
function pause(tries: number, random: () => number): number {
  return (0.5 + random() / 2) * Math.min(20_000, 500 * 2 ** tries)
}
