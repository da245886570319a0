import { createHmac, timingSafeEqual } from 'node:crypto'

/** Lifetime of a signed URL, in ms (facts 1.4, 7). */
export const urlLifetimeMs = 24 * 3_600_000

/** One image of one piece of work; `index` from 1. */
export interface ImagePlace {
  readonly workId: string
  readonly index: number
}

/** What a look at a signed URL shows. */
export type UrlCheck =
  | { readonly kind: 'good'; readonly place: ImagePlace }
  | { readonly kind: 'expired' }
  | { readonly kind: 'forged' }
  | { readonly kind: 'unknown' }

/** Path below which pictures are served: outside the API, as the service keeps them on another host. */
export const imagePath = '/dashscope-result/'

/** Path and query of an image that may be fetched until `expiresAt` (epoch ms). */
export function signImage(place: ImagePlace, expiresAt: number, secret: string): string {
  const path = `${imagePath}${place.workId}/${place.index}.png`
  const expires = String(Math.floor(expiresAt / 1000))
  const query = new URLSearchParams({
    Expires: expires,
    OSSAccessKeyId: 'simulator',
    Signature: signature(path, expires, secret),
  })
  return `${path}?${query}`
}

/** Checks a URL as the object storage does: its signature first, then its time. */
export function checkImageUrl(url: URL, now: number, secret: string): UrlCheck {
  const match = /^\/dashscope-result\/([A-Za-z0-9-]+)\/([1-9]\d?)\.png$/.exec(url.pathname)
  if (match?.[1] === undefined) return { kind: 'unknown' }
  const expires = url.searchParams.get('Expires') ?? ''
  const given = Buffer.from(url.searchParams.get('Signature') ?? '')
  const right = Buffer.from(signature(url.pathname, expires, secret))
  if (given.length !== right.length || !timingSafeEqual(given, right)) return { kind: 'forged' }
  if (now >= Number(expires) * 1000) return { kind: 'expired' }
  return { kind: 'good', place: { workId: match[1], index: Number(match[2]) } }
}

function signature(path: string, expires: string, secret: string): string {
  return createHmac('sha1', secret).update(`GET\n\n\n${expires}\n${path}`).digest('base64')
}
