import type { ImageFacts } from '../lockfile/records.ts'
import { sha256Hex } from '../request/key.ts'
import { imageFormat, isWholePng, type OriginalFormat } from './image-format.ts'

/** More pixels than any model makes, by a factor of three; 200 MB once decoded. */
export const maxPixels = 50_000_000

/** Bytes that are an image from the first to the last, or why they are none: the end of a sentence. */
export type Verified =
  | { readonly facts: ImageFacts; readonly format: OriginalFormat }
  | { readonly reason: string }

/**
 * Decodes an image whole, so that what goes into the store can be trusted. Bounded in memory
 * whatever the bytes claim to be; nothing but PNG, JPEG and WebP reaches a decoder.
 */
export async function verifyImage(bytes: Uint8Array): Promise<Verified> {
  const format = imageFormat(bytes)
  if (format === null) return { reason: `it is no image: it begins with ${firstBytes(bytes)}` }
  if (format === 'png' && !isWholePng(bytes)) return { reason: 'the image is cut off' }
  const decoded = await decode(bytes)
  if ('reason' in decoded) return decoded
  const { width, height } = decoded
  return { facts: { sha256: sha256Hex(bytes), bytes: bytes.length, width, height }, format }
}

/** Loads the decoder. @throws where it is not installed, which is better known before anything is paid. */
export async function loadDecoder(): Promise<void> {
  await import('sharp')
}

async function decode(
  bytes: Uint8Array,
): Promise<{ readonly width: number; readonly height: number } | { readonly reason: string }> {
  const { default: sharp } = await import('sharp')
  try {
    const image = sharp(bytes, { failOn: 'error', limitInputPixels: maxPixels })
    const { width, height } = await image.metadata()
    // Pictures are decoded from the top, so that the last row comes after all of them.
    await image
      .extract({ left: 0, top: height - 1, width, height: 1 })
      .raw()
      .toBuffer()
    return { width, height }
  } catch (error) {
    return { reason: `the image cannot be decoded: ${firstLine(error)}` }
  }
}

/** The decoder's own words, which may quote what was in the bytes. */
function firstLine(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  return line.replace(/\p{Cc}/gu, '').slice(0, 200)
}

/** In hex, or as the text that they are: an error page says so itself. */
function firstBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'nothing'
  const text = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  return /^[\x20-\x7e]+$/.test(text) ? `"${text}"` : Buffer.from(text, 'latin1').toString('hex')
}
