import { crc32 } from 'node:zlib'

/** A chunk of a PNG where it stands: from its length to behind its checksum. */
export interface PngChunk {
  readonly type: string
  readonly start: number
  readonly end: number
}

/** Bytes of a PNG's signature, of a chunk's length and type, and of all that is not its data. */
const signature = 8
const head = 8
const frame = 12

/** The chunks of a PNG up to its last one, as far as they are whole. */
export function pngChunks(png: Uint8Array): readonly PngChunk[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const chunks: PngChunk[] = []
  for (let start = signature; start + frame <= png.length; ) {
    const type = Buffer.from(png.subarray(start + 4, start + head)).toString('latin1')
    const end = start + frame + view.getUint32(start)
    if (end > png.length) break
    chunks.push({ type, start, end })
    if (type === 'IEND') break
    start = end
  }
  return chunks
}

/** Keyword that says of a text chunk that it holds an XMP packet. */
const keyword = 'XML:com.adobe.xmp'

/**
 * A PNG with this XMP packet in the place of the one it has, else before its pixels. Every other chunk
 * stays byte for byte as it is.
 */
export function withXmpChunk(png: Uint8Array, packet: string): Uint8Array {
  const chunks = pngChunks(png)
  const before = chunks.filter((chunk) => isXmp(png, chunk))
  const pixels = chunks.find(({ type }) => type === 'IDAT')
  if (pixels === undefined) throw new Error('its original is a PNG without pixels')
  const at = Math.min(pixels.start, ...before.map(({ start }) => start))
  const pieces: Uint8Array[] = [png.subarray(0, at), xmpChunk(packet)]
  let from = at
  for (const { start, end } of before) {
    pieces.push(png.subarray(from, start))
    from = end
  }
  return Buffer.concat([...pieces, png.subarray(from)])
}

function isXmp(png: Uint8Array, { type, start }: PngChunk): boolean {
  const name = Buffer.from(`${keyword}\0`, 'latin1')
  const from = start + head
  return type === 'iTXt' && name.equals(png.subarray(from, from + name.length))
}

/** As XMP asks for: not compressed, so that a reader finds it without understanding PNG. */
function xmpChunk(packet: string): Uint8Array {
  const [notCompressed, noLanguage, noTranslation] = ['\0\0', '\0', '\0']
  const start = Buffer.from(
    `iTXt${keyword}\0${notCompressed}${noLanguage}${noTranslation}`,
    'latin1',
  )
  const body = Buffer.concat([start, Buffer.from(packet, 'utf8')])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(body.length - 4, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), chunk.length - 4)
  return chunk
}
