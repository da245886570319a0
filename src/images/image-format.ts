/** Formats that an original may have. The API says PNG; the others are taken as they come, since they are paid. */
export type OriginalFormat = 'png' | 'jpeg' | 'webp'

/** What the first bytes say an image is; null for anything that is never decoded. */
export function imageFormat(bytes: Uint8Array): OriginalFormat | null {
  if (begins(bytes, 0, pngSignature)) return 'png'
  if (begins(bytes, 0, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (begins(bytes, 0, ascii('RIFF')) && begins(bytes, 8, ascii('WEBP'))) return 'webp'
  return null
}

/** Whether bytes are a picture that pages and labels are read from: an original's format, or AVIF as outputs may be. */
export function isPicture(bytes: Uint8Array): boolean {
  return imageFormat(bytes) !== null || begins(bytes, 4, ascii('ftypavif'))
}

/**
 * Whether a PNG goes on to its closing chunk. A decoder is content without, so a transfer that lost
 * its last bytes would pass.
 */
export function isWholePng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = pngSignature.length
  while (at + chunkFrame <= bytes.length) {
    const end = at + chunkFrame + view.getUint32(at)
    if (begins(bytes, at + 4, ascii('IEND'))) return end <= bytes.length
    at = end
  }
  return false
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Bytes of a chunk beside its data: length, type, checksum. */
const chunkFrame = 12

function begins(bytes: Uint8Array, at: number, expected: readonly number[]): boolean {
  return expected.every((byte, index) => bytes[at + index] === byte)
}

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0))
}
