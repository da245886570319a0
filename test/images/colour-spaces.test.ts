import sharp from 'sharp'
import { expect, test } from 'vitest'
import { makeVariant } from '../../src/images/make-variant.ts'
import { recipe } from './a-recipe.ts'
import { pixel, plain } from './colours.ts'

const formats = ['png', 'jpeg', 'webp', 'avif'] as const
const colour = '#c83c28'
const [red, green, blue] = [200, 60, 40]
const pad = { top: 4, right: 4, bottom: 4, left: 4 }

/** Recipes that take each way through the code. */
const ways = [
  ['converted', {}],
  ['resized', { width: 16 }],
  ['padded', { pad, background: '#ffffff' }],
  ['in bars', { width: 48, height: 32, fit: 'contain', background: '#ffffff' }],
] as const

const cases = formats.flatMap((format) =>
  ways.map(([way, changes]) => [format, way, changes] as const),
)

async function middle(bytes: Uint8Array): Promise<number[]> {
  const { width, height } = await sharp(bytes).metadata()
  return pixel(bytes, width / 2, height / 2)
}

function isNear(found: readonly number[], wanted: readonly number[], by: number): boolean {
  return wanted.every((value, index) => Math.abs(value - (found[index] ?? 0)) <= by)
}

test.each(cases)('a Display P3 original is sRGB as %s, %s', async (format, _way, changes) => {
  const original = await sharp(await plain(32, 32, colour))
    .withIccProfile('p3')
    .png()
    .toBuffer()
  // The numbers in the file are those of the other space, so they have to change.
  const stored = await sharp(original, { ignoreIcc: true }).raw().toBuffer()
  expect(isNear([...stored], [red, green, blue], 3)).toBe(false)
  const { bytes } = await makeVariant(original, recipe({ ...changes, format }))
  const found = await middle(bytes)
  expect(isNear(found, [red, green, blue], 4), found.join()).toBe(true)
  expect((await sharp(bytes).metadata()).icc).toBeUndefined()
})

test.each(cases)(
  'an original of 16 bits has its colours as %s, %s',
  async (format, _way, changes) => {
    const original = await sharp(await plain(32, 32, colour))
      .toColourspace('rgb16')
      .png()
      .toBuffer()
    expect((await sharp(original).metadata()).depth).toBe('ushort')
    const { bytes } = await makeVariant(original, recipe({ ...changes, format }))
    const found = await middle(bytes)
    expect(isNear(found, [red, green, blue], 4), found.join()).toBe(true)
    expect((await sharp(bytes).metadata()).depth).toBe('uchar')
  },
)

test.each(cases)(
  'a grey original keeps a coloured surround as %s, %s',
  async (format, way, changes) => {
    const original = await sharp(await plain(32, 32, '#646464'))
      .toColourspace('b-w')
      .png()
      .toBuffer()
    expect((await sharp(original).metadata()).channels).toBe(1)
    const coloured = 'background' in changes ? { ...changes, background: '#ff0000' } : changes
    const { bytes } = await makeVariant(original, recipe({ ...coloured, format }))
    expect(isNear(await middle(bytes), [100, 100, 100], 3)).toBe(true)
    if (way === 'padded' || way === 'in bars') {
      const found = await pixel(bytes, 1, 1)
      expect(isNear(found, [255, 0, 0], 16), found.join()).toBe(true)
    }
  },
)

test.each(cases)('a CMYK original is sRGB as %s, %s', async (format, _way, changes) => {
  const original = await sharp(await plain(32, 32, colour))
    .toColourspace('cmyk')
    .jpeg()
    .toBuffer()
  expect((await sharp(original).metadata()).space).toBe('cmyk')
  const { bytes } = await makeVariant(original, recipe({ ...changes, format }))
  const { space, channels } = await sharp(bytes).metadata()
  expect([space, channels]).toEqual(['srgb', 3])
  const found = await middle(bytes)
  expect(isNear(found, [red, green, blue], 45), found.join()).toBe(true)
})
