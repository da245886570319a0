import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test, vi } from 'vitest'
import { labelsOf, readLabels } from '../../../src/images/labels/read-labels.ts'
import { xmpPacket } from '../../../src/images/labels/xmp-packet.ts'
import { temporaryFolder } from '../../support/temp-folder.ts'
import { picture } from '../pictures.ts'
import { c2paChunk, packetOf, withChunks, xmpChunk } from './png.ts'

const packet = xmpPacket(new Map([['AIGC', '茶']]))

test('labels are read from files of every format, and files that are not here have none', async () => {
  const png = await picture()
  const labelled = (format: 'jpeg' | 'webp' | 'avif') =>
    sharp(png).toFormat(format).withXmp(packet).toBuffer()
  const files = {
    'a.png': withChunks(png, xmpChunk(packet)),
    '狐/b.jpg': await labelled('jpeg'),
    'c.webp': await labelled('webp'),
    'd.avif': await labelled('avif'),
    'bare.png': png,
    'text.png': 'version https://git-lfs.github.com/spec/v1\n',
  }
  const folder = await temporaryFolder(files)
  const found = await readLabels(folder, [...Object.keys(files), 'absent.png', 'a.png/x.png'])
  const read = { xmp: 'read', texts: new Map([['AIGC', ['茶']]]), c2pa: false }
  const empty = { texts: new Map(), c2pa: false }
  expect(Object.fromEntries(found)).toEqual({
    'a.png': read,
    '狐/b.jpg': read,
    'c.webp': read,
    'd.avif': read,
    'bare.png': { ...empty, xmp: 'none' },
    'text.png': { ...empty, xmp: 'no-image' },
  })
})

test('damaged XMP is told from none, and a C2PA manifest is seen', async () => {
  const damaged = withChunks(await picture(), xmpChunk('<x:xmpmeta>'), c2paChunk)
  expect(await labelsOf(damaged)).toMatchObject({ xmp: 'damaged', c2pa: true })
})

test('an svg is never decoded', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
  expect((await sharp(svg).metadata()).format).toBe('svg')
  expect(await labelsOf(svg)).toMatchObject({ xmp: 'no-image' })
})

test('whatever the bytes are, reading them ends in an answer', async () => {
  const whole = Buffer.from(withChunks(await picture(), xmpChunk(packetOf('<A:AIGC>x</A:AIGC>'))))
  const place = fc.nat(whole.length - 1)
  await fc.assert(
    fc.asyncProperty(place, fc.nat(255), fc.nat(whole.length), async (at, byte, end) => {
      const bytes = Buffer.from(whole)
      bytes[at] = byte
      expect(await labelsOf(bytes.subarray(0, end))).toHaveProperty('xmp')
    }),
    { numRuns: 300 },
  )
})

test('a decoder that cannot be loaded is no damage of a file', async () => {
  const folder = await temporaryFolder({ 'a.png': withChunks(await picture(), xmpChunk(packet)) })
  vi.resetModules()
  vi.doMock('sharp', () => {
    throw new Error('Could not load the "sharp" module')
  })
  const { readLabels: withoutDecoder } = await import('../../../src/images/labels/read-labels.ts')
  await expect(withoutDecoder(folder, ['a.png'])).rejects.toThrow()
  vi.doUnmock('sharp')
})
