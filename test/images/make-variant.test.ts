import sharp from 'sharp'
import { expect, test } from 'vitest'
import { makeVariant } from '../../src/images/make-variant.ts'
import { recipe } from './a-recipe.ts'
import { picture } from './pictures.ts'

test.each([
  ['both sides, cropped', { width: 30, height: 30 }, 30, 30],
  ['one side, the other follows', { width: 32 }, 32, 24],
  ['the other side', { height: 12 }, 16, 12],
  ['inside a box', { width: 30, height: 30, fit: 'inside' }, 30, 23],
  ['filled, out of shape', { width: 10, height: 40, fit: 'fill' }, 10, 40],
  ['no side at all', {}, 64, 48],
] as const)('%s', async (_name, changes, width, height) => {
  const made = await makeVariant(await picture(), recipe(changes))
  const { width: w, height: h, format } = await sharp(made.bytes).metadata()
  expect([made.width, made.height, w, h, format]).toEqual([width, height, width, height, 'png'])
})

test.each([
  ['png', 'png'],
  ['jpeg', 'jpeg'],
  ['webp', 'webp'],
  ['avif', 'heif'],
] as const)('is a %s when that is asked for', async (format, found) => {
  const { bytes } = await makeVariant(await picture(), recipe({ format, width: 20 }))
  expect((await sharp(bytes).metadata()).format).toBe(found)
})

test.each(['png', 'jpeg', 'webp', 'avif'] as const)(
  'the same original and recipe give the same %s',
  async (format) => {
    const original = await picture()
    const one = await makeVariant(original, recipe({ format, width: 40, height: 20 }))
    const two = await makeVariant(original, recipe({ format, width: 40, height: 20 }))
    expect(Buffer.from(one.bytes).equals(two.bytes)).toBe(true)
  },
)

test.each(['png', 'jpeg', 'webp', 'avif'] as const)(
  'quality makes a %s smaller',
  async (format) => {
    const original = await picture({ width: 200, height: 200 })
    const low = await makeVariant(original, recipe({ format, quality: 5 }))
    const high = await makeVariant(original, recipe({ format, quality: 95 }))
    expect(low.bytes.length).toBeLessThan(high.bytes.length)
  },
)

test('the position decides what is cropped away', async () => {
  const halves = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'red' } })
    .composite([
      {
        input: await sharp({ create: { width: 20, height: 10, channels: 3, background: 'blue' } })
          .png()
          .toBuffer(),
        gravity: 'south',
      },
    ])
    .png()
    .toBuffer()
  const top = await makeVariant(halves, recipe({ width: 20, height: 10, position: 'top' }))
  const bottom = await makeVariant(halves, recipe({ width: 20, height: 10, position: 'bottom' }))
  expect([...(await sharp(top.bytes).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 0, 0])
  expect([...(await sharp(bottom.bytes).raw().toBuffer()).subarray(0, 3)]).toEqual([0, 0, 255])
})

test('the bars of contain are empty, and white where the format has no empty', async () => {
  const contain = { width: 60, height: 20, fit: 'contain' } as const
  const png = await makeVariant(await picture(), recipe(contain))
  const jpeg = await makeVariant(await picture(), recipe({ ...contain, format: 'jpeg' }))
  expect([...(await sharp(png.bytes).raw().toBuffer()).subarray(0, 4)]).toEqual([255, 255, 255, 0])
  expect([...(await sharp(jpeg.bytes).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255])
})

test('a damaged original or a position that does not exist is an error', async () => {
  const bytes = await picture()
  await expect(makeVariant(bytes.subarray(0, 100), recipe({ width: 10 }))).rejects.toThrow()
  await expect(makeVariant(bytes, recipe({ width: 10, position: 'nowhere' }))).rejects.toThrow(
    'position',
  )
})
