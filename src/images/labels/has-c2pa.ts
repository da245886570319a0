import { imageFormat } from '../image-format.ts'
import { pngChunks } from './png-chunks.ts'

/** Whether a file carries a C2PA manifest: a signature over its bytes, which no changed copy keeps. */
export function hasC2pa(bytes: Uint8Array): boolean {
  switch (imageFormat(bytes)) {
    case 'png':
      return pngChunks(bytes).some(({ type }) => type === 'caBX')
    case 'jpeg':
      return hasJpegManifest(bytes)
    case 'webp':
      return hasWebpManifest(bytes)
    case null:
      return false
  }
}

/** JPEG: an APP11 segment of JPEG XT boxes, before the first scan. */
function hasJpegManifest(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 2; at + 6 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]
    if (marker === startOfScan) return false
    if (marker === app11 && textAt(bytes, at + 4, 2) === 'JP') return true
    at += 2 + view.getUint16(at + 2)
  }
  return false
}

const startOfScan = 0xda
const app11 = 0xeb

/** WebP: a chunk of its own in the RIFF. */
function hasWebpManifest(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 12; at + 8 <= bytes.length; ) {
    if (textAt(bytes, at, 4) === 'C2PA') return true
    const size = view.getUint32(at + 4, true)
    at += 8 + size + (size % 2)
  }
  return false
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return Buffer.from(bytes.subarray(at, at + length)).toString('latin1')
}
