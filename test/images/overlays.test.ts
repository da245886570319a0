import sharp from 'sharp'
import { expect, test } from 'vitest'
import { makeVariant } from '../../src/images/make-variant.ts'
import { overlayPainter } from '../../src/images/overlay-painter.ts'
import type { Overlay, Recipe } from '../../src/manifest/manifest.ts'
import { anOverlay, filesOf, recipe } from './a-recipe.ts'
import { pixel, plain } from './colours.ts'

const square = (fill: string, width = 20, height = 20) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="${fill}"/></svg>`,
  )

async function laidOver(
  file: Uint8Array,
  overlay: Partial<Overlay>,
  changes: Partial<Recipe> = {},
): Promise<Uint8Array> {
  const whole = recipe({ ...changes, overlays: [anOverlay(file, overlay)] })
  const { bytes } = await makeVariant(await plain(100, 60, '#ffffff'), whole, {
    overlay: overlayPainter(filesOf(file)),
  })
  return bytes
}

/** The box of all pixels that are not white: left, top, right, bottom, the latter two outside. */
async function inkedBox(bytes: Uint8Array): Promise<number[]> {
  const { data, info } = await sharp(bytes)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const box = [info.width, info.height, 0, 0] as [number, number, number, number]
  for (let y = 0; y < info.height; y += 1) {
    for (let x = 0; x < info.width; x += 1) {
      const at = (y * info.width + x) * 3
      if (Math.min(...data.subarray(at, at + 3)) === 255) continue
      box[0] = Math.min(box[0], x)
      box[1] = Math.min(box[1], y)
      box[2] = Math.max(box[2], x + 1)
      box[3] = Math.max(box[3], y + 1)
    }
  }
  return box
}

test.each([
  ['northwest', [3, 3, 23, 23]],
  ['north', [40, 3, 60, 23]],
  ['northeast', [77, 3, 97, 23]],
  ['west', [3, 20, 23, 40]],
  ['centre', [40, 20, 60, 40]],
  ['east', [77, 20, 97, 40]],
  ['southwest', [3, 37, 23, 57]],
  ['south', [40, 37, 60, 57]],
  ['southeast', [77, 37, 97, 57]],
] as const)('at %s with a margin it covers exactly its place', async (gravity, box) => {
  const bytes = await laidOver(await plain(20, 20, '#c81e1e'), { gravity, margin: 3 })
  expect(await inkedBox(bytes)).toEqual(box)
  expect(await pixel(bytes, box[0], box[1])).toEqual([200, 30, 30, 255])
})

test.each([
  ['its own size', {}, 40, 20],
  ['a width in pixels', { width: 30 }, 30, 15],
  ['a height in pixels', { height: 5 }, 10, 5],
  ['a share of the width', { width: '50%' }, 50, 25],
  ['a share of the height', { height: '50%' }, 60, 30],
  ['both sides, the height being the tighter', { width: '80%', height: 10 }, 20, 10],
  ['both sides, the width being the tighter', { width: 8, height: '100%' }, 8, 4],
  ['the smallest share of all', { width: '1%' }, 1, 1],
] as const)('%s', async (_name, size, width, height) => {
  for (const file of [square('#c81e1e', 40, 20), await plain(40, 20, '#c81e1e')]) {
    const [left = 0, top = 0, right = 0, bottom = 0] = await inkedBox(
      await laidOver(file, { ...size, gravity: 'northwest' }),
    )
    expect([right - left, bottom - top]).toEqual([width, height])
  }
})

test('a share is one of the whole variant, its padding included', async () => {
  const pad = { top: 0, right: 50, bottom: 0, left: 50 }
  const bytes = await laidOver(
    square('#c81e1e'),
    { width: '10%', gravity: 'northwest' },
    { pad, background: '#ffffff' },
  )
  expect(await inkedBox(bytes)).toEqual([0, 0, 20, 20])
})

test('an SVG is drawn in the size that it is wanted in, not drawn small and blown up', async () => {
  const half = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0H5V10H0z"/></svg>',
  )
  const bytes = await laidOver(half, { width: 60, gravity: 'northwest' })
  expect(await pixel(bytes, 29, 30)).toEqual([0, 0, 0, 255])
  expect(await pixel(bytes, 30, 30)).toEqual([255, 255, 255, 255])
})

test('opacity lets the picture through', async () => {
  for (const file of [square('#000000'), await plain(20, 20, '#000000')]) {
    const half = await pixel(await laidOver(file, { opacity: 0.5 }), 95, 55)
    expect(Math.abs((half[0] ?? 0) - 127.5)).toBeLessThanOrEqual(2)
    expect(await pixel(await laidOver(file, { opacity: 0 }), 95, 55)).toEqual([255, 255, 255, 255])
  }
})

test('of several the last is on top, and each has its own place', async () => {
  const [red, blue] = [square('#ff0000'), square('#0000ff', 10, 10)]
  const overlays = [anOverlay(red), anOverlay(blue), anOverlay(red, { gravity: 'northwest' })]
  const { bytes } = await makeVariant(await plain(100, 60, '#ffffff'), recipe({ overlays }), {
    overlay: overlayPainter(filesOf(red, blue)),
  })
  expect(await pixel(bytes, 95, 55)).toEqual([0, 0, 255, 255])
  expect(await pixel(bytes, 85, 55)).toEqual([255, 0, 0, 255])
  expect(await pixel(bytes, 5, 5)).toEqual([255, 0, 0, 255])
})

test('the overlays of a variant are drawn one after the other', async () => {
  const file = square('#ff0000')
  const overlays = [1, 0.5, 0].map((opacity) => anOverlay(file, { opacity }))
  const steps: string[] = []
  await makeVariant(await plain(100, 60, '#ffffff'), recipe({ overlays }), {
    overlay: async ({ opacity }) => {
      steps.push(`from ${opacity}`)
      await new Promise(setImmediate)
      steps.push(`to ${opacity}`)
      return { pixels: new Uint8Array(4), width: 1, height: 1 }
    },
  })
  expect(steps).toEqual(['from 1', 'to 1', 'from 0.5', 'to 0.5', 'from 0', 'to 0'])
})

test.each(['png', 'jpeg', 'webp', 'avif'] as const)(
  'an opaque picture stays one as %s, and comes out the same twice',
  async (format) => {
    const file = square('#c81e1e')
    const [one, two] = [
      await laidOver(file, { opacity: 0.7 }, { format }),
      await laidOver(file, { opacity: 0.7 }, { format }),
    ]
    expect(Buffer.from(one).equals(two)).toBe(true)
    expect((await sharp(one).metadata()).hasAlpha).toBe(false)
  },
)

test('over what is empty, only the overlay is seen', async () => {
  const file = square('#c81e1e')
  const { bytes } = await makeVariant(
    await plain(40, 40, '#00000000', 4),
    recipe({ overlays: [anOverlay(file)] }),
    { overlay: overlayPainter(filesOf(file)) },
  )
  expect(await pixel(bytes, 5, 5)).toEqual([0, 0, 0, 0])
  expect(await pixel(bytes, 30, 30)).toEqual([200, 30, 30, 255])
})

test('an overlay keeps its colours in whichever space it was saved', async () => {
  const red = await plain(20, 20, '#c83c28')
  const spaces = [
    await sharp(red).withIccProfile('p3').png().toBuffer(),
    await sharp(red).toColourspace('rgb16').png().toBuffer(),
    await sharp(red).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer(),
    await sharp(red).webp({ lossless: true }).toBuffer(),
  ]
  for (const file of spaces) {
    const found = await pixel(await laidOver(file, {}), 90, 50)
    const off = [200, 60, 40].map((value, index) => Math.abs(value - (found[index] ?? 0)))
    expect(Math.max(...off), found.join()).toBeLessThanOrEqual(3)
  }
  const grey = await sharp(await plain(20, 20, '#646464'))
    .toColourspace('b-w')
    .png()
    .toBuffer()
  expect(await pixel(await laidOver(grey, {}), 90, 50)).toEqual([100, 100, 100, 255])
})

test('a photograph that a camera turned is laid over as people see it', async () => {
  const turned = await sharp(await plain(20, 10, '#c81e1e'))
    .jpeg()
    .withMetadata({ orientation: 6 })
    .toBuffer()
  const box = await inkedBox(await laidOver(turned, { gravity: 'northwest' }))
  expect(box).toEqual([0, 0, 10, 20])
})

test.each([
  ['its own size', {}],
  ['a side that follows', { width: '50%' }],
] as const)('one that does not fit by %s is no variant', async (_name, size) => {
  await expect(laidOver(square('#c81e1e', 50, 120), size)).rejects.toThrow(
    /its overlay is 50×120 with a margin of 0, and has to lie within 100×60/,
  )
})

test('a margin that leaves no room is said, too', async () => {
  await expect(laidOver(square('#c81e1e'), { margin: 41 })).rejects.toThrow('a margin of 41')
})

test('a damaged file is no overlay', async () => {
  const bytes = await plain(20, 20, '#c81e1e')
  await expect(laidOver(bytes.subarray(0, bytes.length - 30), {})).rejects.toThrow()
  await expect(laidOver(Buffer.from('<svg xmlns="x"><rect'), {})).rejects.toThrow(
    'an SVG of it cannot be drawn: ',
  )
})

test('an overlay is drawn once for each size, however many variants show it', async () => {
  const file = square('#c81e1e')
  const draw = overlayPainter(filesOf(file))
  const canvas = { width: 100, height: 60 }
  const one = await draw(anOverlay(file, { width: '20%' }), canvas)
  const two = await draw(anOverlay(file, { width: 20, gravity: 'north' }), canvas)
  expect(two).toBe(one)
  expect(await draw(anOverlay(file, { width: 21 }), canvas)).not.toBe(one)
})

test('drawn overlays are kept up to a bound, the one that was not shown for longest dropped', async () => {
  const file = square('#c81e1e')
  const most = 2 * 20 * 20 * 4
  const draw = overlayPainter(filesOf(file), most)
  const canvas = { width: 100, height: 100 }
  const drawn = (opacity: number, width = 20) => draw(anOverlay(file, { opacity, width }), canvas)
  const [one, two] = [await drawn(0.1), await drawn(0.2)]
  expect(await drawn(0.1)).toBe(one)
  await drawn(0.3)
  expect(await drawn(0.1)).toBe(one)
  expect(await drawn(0.2)).not.toBe(two)
  const huge = await drawn(1, 90)
  expect(await drawn(1, 90)).not.toBe(huge)
})

test('an overlay that two variants want at once is drawn once', async () => {
  const file = square('#c81e1e')
  const draw = overlayPainter(filesOf(file))
  const both = [1, 2].map(() => draw(anOverlay(file), { width: 100, height: 60 }))
  const [one, two] = await Promise.all(both)
  expect(two).toBe(one)
})
