import sharp from 'sharp'
import { expect, test } from 'vitest'
import { hasC2pa } from '../../../src/images/labels/has-c2pa.ts'
import { picture } from '../pictures.ts'
import { c2paChunk, chunk, withChunks } from './png.ts'

const manifest = Buffer.from('JP\0\u0001\0\0\0\u0001jumb of no manifest', 'latin1')

/** With a segment of application data behind its first two bytes. */
function withSegment(jpeg: Uint8Array, marker: number, data: Uint8Array): Uint8Array {
  const head = Buffer.from([0xff, marker, 0, data.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)])
}

function withRiffChunk(webp: Uint8Array, type: string, data: Uint8Array): Uint8Array {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([webp, head, data, Buffer.alloc(data.length % 2)])
}

test('a manifest is found where each format has it', async () => {
  const [png, jpeg, webp] = await Promise.all(
    (['png', 'jpeg', 'webp'] as const).map((format) => picture({ format })),
  )
  if (png === undefined || jpeg === undefined || webp === undefined) throw new Error('no picture')
  expect([png, jpeg, webp].map(hasC2pa)).toEqual([false, false, false])
  expect(hasC2pa(withChunks(png, c2paChunk))).toBe(true)
  expect(hasC2pa(withSegment(jpeg, 0xeb, manifest))).toBe(true)
  expect(
    hasC2pa(withRiffChunk(withRiffChunk(webp, 'ICCP', Buffer.alloc(3)), 'C2PA', manifest)),
  ).toBe(true)
})

test('what only looks like one is none', async () => {
  const png = await picture()
  expect(hasC2pa(withChunks(png, chunk('tEXt', 'Comment\0caBX')))).toBe(false)
  const jpeg = await picture({ format: 'jpeg' })
  expect(hasC2pa(withSegment(jpeg, 0xe1, manifest))).toBe(false)
  expect(hasC2pa(withSegment(jpeg, 0xeb, Buffer.from('HDR_RI')))).toBe(false)
  const avif = await sharp(png).avif().toBuffer()
  expect(hasC2pa(avif)).toBe(false)
})

test('bytes that end anywhere are looked at to their end, and no further', async () => {
  const files = [
    withChunks(await picture(), c2paChunk),
    withSegment(await picture({ format: 'jpeg' }), 0xeb, manifest),
    withRiffChunk(await picture({ format: 'webp' }), 'C2PA', manifest),
  ]
  for (const file of files) {
    for (let end = 0; end < file.length; end += 7) hasC2pa(file.subarray(0, end))
  }
  expect(hasC2pa(Buffer.from([0xff, 0xd8, 0xff, 0xeb, 0, 0, 0xff]))).toBe(false)
})
