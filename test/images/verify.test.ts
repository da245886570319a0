import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { imageFormat } from '../../src/images/image-format.ts'
import { verifyImage } from '../../src/images/verify.ts'
import { sha256Hex } from '../../src/request/key.ts'
import { picture } from './pictures.ts'

test.each(['png', 'jpeg', 'webp'] as const)(
  'a %s is an image, with its own facts',
  async (format) => {
    const bytes = await picture({ format })
    expect(await verifyImage(bytes)).toEqual({
      facts: { sha256: sha256Hex(bytes), bytes: bytes.length, width: 64, height: 48 },
      format,
    })
  },
)

test('every cut of a PNG is refused', async () => {
  const bytes = await picture()
  for (const length of [
    1,
    8,
    20,
    33,
    60,
    bytes.length / 2,
    bytes.length - 13,
    bytes.length - 12,
    bytes.length - 1,
  ]) {
    expect(await verifyImage(bytes.subarray(0, length))).toHaveProperty('reason')
  }
})

test('a cut JPEG or WebP is refused', async () => {
  for (const format of ['jpeg', 'webp'] as const) {
    const bytes = await picture({ format })
    expect(await verifyImage(bytes.subarray(0, bytes.length - 40))).toHaveProperty('reason')
  }
})

test('a flipped bit in the pixels is refused', async () => {
  const bytes = Buffer.from(await picture())
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  expect(await verifyImage(bytes)).toMatchObject({
    reason: expect.stringContaining('cannot be decoded'),
  })
})

test('damage is found wherever it is: above, in the middle, in the last rows', async () => {
  const tall = await sharp({
    create: {
      width: 40,
      height: 900,
      channels: 3,
      background: 'teal',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .png()
    .toBuffer()
  expect(await verifyImage(tall)).toMatchObject({ facts: { width: 40, height: 900 } })
  const data = tall.indexOf('IDAT') + 4
  const length = tall.readUInt32BE(data - 8)
  for (const share of [0.1, 0.5, 0.9, 0.99]) {
    const damaged = Buffer.from(tall)
    const at = data + Math.floor(length * share)
    damaged.fill(0, at, at + 40)
    // The checksum is that of the damaged bytes: only unpacking can tell.
    damaged.writeUInt32BE(crc32(damaged.subarray(data - 4, data + length)), data + length)
    expect(await verifyImage(damaged), String(share)).toHaveProperty('reason')
  }
})

test('a chunk that a decoder only warns about does not cost a paid picture', async () => {
  const bytes = await picture()
  const profile = chunk(
    'iCCP',
    Buffer.concat([Buffer.from('x\0\0'), deflateSync(Buffer.from('no profile'))]),
  )
  const odd = Buffer.concat([
    bytes.subarray(0, 33),
    profile,
    bytes.subarray(33),
    Buffer.from('tail'),
  ])
  expect(await verifyImage(odd)).toMatchObject({ facts: { width: 64, height: 48 } })
})

test('a decompression bomb is refused by what it claims, without being unpacked', async () => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(60_000, 0)
  header.writeUInt32BE(60_000, 4)
  header.set([8, 2], 8)
  const pixels = deflateSync(Buffer.alloc(1_000_000))
  const bomb = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ...[chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))],
  ])
  expect(await verifyImage(bomb)).toEqual({
    reason: 'the image cannot be decoded: Input image exceeds pixel limit',
  })
})

test('an error page says what it is', async () => {
  const page = Buffer.from('<!DOCTYPE html><html>…')
  expect(await verifyImage(page)).toEqual({
    reason: 'it is no image: it begins with "<!DOCTYPE html><"',
  })
})

test('bytes that would print badly are shown in hex', async () => {
  expect(await verifyImage(Buffer.from([0x1b, 0x5b, 0x32]))).toEqual({
    reason: 'it is no image: it begins with 1b5b32',
  })
  expect(await verifyImage(Buffer.alloc(0))).toEqual({
    reason: 'it is no image: it begins with nothing',
  })
})

test('formats that the API does not make never reach a decoder', async () => {
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>')
  const tiff = await sharp(await picture())
    .tiff()
    .toBuffer()
  for (const bytes of [drawing, tiff, await picture({ format: 'gif' })]) {
    expect(imageFormat(bytes)).toBeNull()
    expect(await verifyImage(bytes)).toMatchObject({
      reason: expect.stringContaining('it is no image'),
    })
  }
})

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, sum])
}
