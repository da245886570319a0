import sharp from 'sharp'
import { expect, test } from 'vitest'
import { makeVariant } from '../../src/images/make-variant.ts'
import { recipe } from './a-recipe.ts'
import { pixel, plain, quarters } from './colours.ts'
import { picture } from './pictures.ts'

const crop = { left: 20, top: 0, width: 20, height: 20 }

test('a crop is what is kept of the original, before it is resized', async () => {
  const { bytes, width, height } = await makeVariant(
    await quarters(40, 40),
    recipe({ crop, width: 60 }),
  )
  expect([width, height]).toEqual([60, 60])
  expect(await pixel(bytes, 0, 0)).toEqual([0, 255, 0, 255])
  expect(await pixel(bytes, 59, 59)).toEqual([0, 255, 0, 255])
})

test('a crop alone keeps every pixel of its part', async () => {
  const original = await picture()
  const part = { left: 7, top: 5, width: 20, height: 11 }
  const { bytes } = await makeVariant(original, recipe({ crop: part }))
  const wanted = await sharp(original).extract(part).raw().toBuffer()
  expect((await sharp(bytes).raw().toBuffer()).equals(wanted)).toBe(true)
})

test('a crop beyond a picture that came smaller says both sizes', async () => {
  await expect(makeVariant(await plain(30, 40, '#ff0000'), recipe({ crop }))).rejects.toThrow(
    'its crop goes on to 40×20, and the picture is 30×40',
  )
})

test('pad adds its pixels on each side, in the background', async () => {
  const pad = { top: 1, right: 2, bottom: 3, left: 4 }
  const made = await makeVariant(
    await plain(10, 10, '#ff0000'),
    recipe({ pad, background: '#00ff00' }),
  )
  expect([made.width, made.height]).toEqual([16, 14])
  expect(await pixel(made.bytes, 3, 5)).toEqual([0, 255, 0, 255])
  expect(await pixel(made.bytes, 4, 1)).toEqual([255, 0, 0, 255])
  expect(await pixel(made.bytes, 13, 10)).toEqual([255, 0, 0, 255])
  expect(await pixel(made.bytes, 14, 10)).toEqual([0, 255, 0, 255])
  expect(await pixel(made.bytes, 13, 11)).toEqual([0, 255, 0, 255])
  expect((await sharp(made.bytes).metadata()).hasAlpha).toBe(false)
})

test.each([
  ['png', [255, 255, 255, 0]],
  ['webp', [255, 255, 255, 0]],
  ['avif', [255, 255, 255, 0]],
  ['jpeg', [255, 255, 255, 255]],
] as const)('pad without a background is empty in %s where it can be', async (format, wanted) => {
  const pad = { top: 8, right: 8, bottom: 8, left: 8 }
  const { bytes } = await makeVariant(await plain(16, 16, '#808080'), recipe({ pad, format }))
  const [red = 0, , , alpha] = await pixel(bytes, 1, 1)
  expect(alpha).toBe(wanted[3])
  if (alpha === 255) expect(red).toBeGreaterThan(250)
})

test.each(['png', 'jpeg', 'webp', 'avif'] as const)(
  'the background fills the bars of contain in %s',
  async (format) => {
    const made = await makeVariant(
      await plain(20, 20, '#000000'),
      recipe({
        width: 60,
        height: 20,
        fit: 'contain',
        background: '#c81e1e',
        format,
        quality: null,
      }),
    )
    const [red = 0, green = 0, blue = 0, alpha] = await pixel(made.bytes, 4, 10)
    expect(Math.abs(red - 200) + Math.abs(green - 30) + Math.abs(blue - 30)).toBeLessThan(12)
    expect(alpha).toBe(255)
  },
)

test.each(['png', 'jpeg', 'webp', 'avif'] as const)(
  'the background stands behind what is transparent, in %s',
  async (format) => {
    const made = await makeVariant(
      await plain(16, 16, '#00000000', 4),
      recipe({ background: '#c81e1e', format }),
    )
    const [red = 0, green = 0, blue = 0, alpha] = await pixel(made.bytes, 8, 8)
    expect(Math.abs(red - 200) + Math.abs(green - 30) + Math.abs(blue - 30)).toBeLessThan(12)
    expect(alpha).toBe(255)
  },
)

test('what is transparent stays so without one, and is white in jpeg', async () => {
  const empty = await plain(16, 16, '#00000000', 4)
  const png = await makeVariant(empty, recipe({ width: 8 }))
  const jpeg = await makeVariant(empty, recipe({ width: 8, format: 'jpeg' }))
  expect((await pixel(png.bytes, 4, 4))[3]).toBe(0)
  expect(await pixel(jpeg.bytes, 4, 4)).toEqual([255, 255, 255, 255])
})

test('a background that is partly transparent stays so beside the picture', async () => {
  const { bytes } = await makeVariant(
    await plain(10, 10, '#000000'),
    recipe({ width: 30, height: 10, fit: 'contain', background: '#ff000080' }),
  )
  expect(await pixel(bytes, 2, 5)).toEqual([255, 0, 0, 128])
})

test.each(['webp', 'avif'] as const)('more effort makes other bytes of a %s', async (format) => {
  const original = await picture({ width: 160, height: 160 })
  const low = await makeVariant(original, recipe({ format, effort: 0 }))
  const high = await makeVariant(original, recipe({ format, effort: 4 }))
  expect(Buffer.from(low.bytes).equals(high.bytes)).toBe(false)
})

test.each(['png', 'jpeg', 'webp', 'avif'] as const)(
  'the effort of a %s that a template named is as much as the format has',
  async (format) => {
    const made = await makeVariant(await picture(), recipe({ format, effort: 9, width: 16 }))
    expect(made.width).toBe(16)
  },
)

test.each(['png', 'jpeg', 'webp', 'avif'] as const)(
  'every setting at once gives the same %s twice',
  async (format) => {
    const all = recipe({
      crop: { left: 1, top: 2, width: 50, height: 40 },
      width: 40,
      height: 30,
      fit: 'contain',
      pad: { top: 2, right: 2, bottom: 2, left: 2 },
      background: '#fffdf9',
      format,
      ...(format === 'webp' || format === 'avif' ? { effort: 2 } : {}),
    })
    const original = await picture()
    const [one, two] = [await makeVariant(original, all), await makeVariant(original, all)]
    expect(Buffer.from(one.bytes).equals(two.bytes)).toBe(true)
    expect([one.width, one.height]).toEqual([44, 34])
  },
)

test('a background that is partly transparent stands behind what is transparent, once', async () => {
  const { bytes } = await makeVariant(
    await plain(20, 10, '#00000000', 4),
    recipe({
      crop: { left: 0, top: 0, width: 10, height: 10 },
      width: 30,
      height: 10,
      fit: 'contain',
      background: '#ff000080',
    }),
  )
  for (const x of [2, 15]) expect(await pixel(bytes, x, 5)).toEqual([255, 0, 0, 128])
})
