import { crc32, deflateSync } from 'node:zlib'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * A white PNG of a size, one bit a pixel, that carries a text: made in no time, and another file for
 * another text.
 */
export function plainPng({ width, height }: Size, text: string): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const words = Buffer.from(`Comment\0${text}`, 'latin1')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('tEXt', words),
    chunk('IDAT', deflateSync(pixels({ width, height }))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Few bytes that a decoder would have to make 400 million pixels of. */
export function bomb(): Buffer {
  return plainPng({ width: 20_000, height: 20_000 }, 'bomb')
}

interface Size {
  readonly width: number
  readonly height: number
}

/** Rows of set bits, each behind the byte that says "not filtered". */
function pixels({ width, height }: Size): Buffer {
  const row = 1 + Math.ceil(width / 8)
  const bytes = Buffer.alloc(row * height, 0xff)
  for (let at = 0; at < bytes.length; at += row) bytes[at] = 0
  return bytes
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
