import { inflateSync } from 'node:zlib'

const headerBytes = 44
const entryBytes = 20

/**
 * Unpacks a WOFF 1 font into the plain TrueType or OpenType font inside it.
 *
 * A WOFF 1 is the font's tables, each compressed with zlib where that makes it smaller, behind a
 * directory of its own (W3C, WOFF File Format 1.0). Pango reads plain fonts only.
 *
 * @throws {RangeError} when the bytes are no complete WOFF 1.
 */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.length < headerBytes || woff.toString('latin1', 0, 4) !== 'wOFF') {
    throw new RangeError('these bytes are no WOFF 1 font')
  }
  const count = woff.readUInt16BE(12)
  const header = tableDirectoryHeader(woff.subarray(4, 8), count)
  const directory: Buffer[] = []
  const bodies: Buffer[] = []
  let offset = header.length + 16 * count
  for (let index = 0; index < count; index++) {
    const table = readTable(woff, headerBytes + entryBytes * index)
    directory.push(directoryEntry(table, offset))
    const padding = Buffer.alloc((4 - (table.data.length % 4)) % 4)
    bodies.push(table.data, padding)
    offset += table.data.length + padding.length
  }
  return Buffer.concat([header, ...directory, ...bodies])
}

interface Table {
  readonly tag: Buffer
  readonly checksum: number
  readonly data: Buffer
}

function readTable(woff: Buffer, entry: number): Table {
  const offset = woff.readUInt32BE(entry + 4)
  const packedLength = woff.readUInt32BE(entry + 8)
  const length = woff.readUInt32BE(entry + 12)
  const packed = woff.subarray(offset, offset + packedLength)
  const data = packedLength < length ? inflateSync(packed, { maxOutputLength: length }) : packed
  if (data.length !== length) throw new RangeError('a table of the WOFF font is cut off')
  return { tag: woff.subarray(entry, entry + 4), checksum: woff.readUInt32BE(entry + 16), data }
}

function tableDirectoryHeader(flavor: Buffer, count: number): Buffer {
  const exponent = Math.floor(Math.log2(count))
  const searchRange = 16 * 2 ** exponent
  const header = Buffer.alloc(12)
  flavor.copy(header)
  header.writeUInt16BE(count, 4)
  header.writeUInt16BE(searchRange, 6)
  header.writeUInt16BE(exponent, 8)
  header.writeUInt16BE(16 * count - searchRange, 10)
  return header
}

function directoryEntry({ tag, checksum, data }: Table, offset: number): Buffer {
  const entry = Buffer.alloc(16)
  tag.copy(entry)
  entry.writeUInt32BE(checksum, 4)
  entry.writeUInt32BE(offset, 8)
  entry.writeUInt32BE(data.length, 12)
  return entry
}
