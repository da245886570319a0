import sharp from 'sharp'
import { expect, test } from 'vitest'
import { paletteOf } from '../../../src/simulator/pictures/palette.ts'
import { createPainter } from '../../../src/simulator/pictures/picture.ts'
import type { PictureSubject } from '../../../src/simulator/pictures/subject.ts'

const paint = createPainter()
const subject: PictureSubject = {
  model: 'qwen-image-plus',
  prompt: 'Lotus oolong poster, the words “Slow down” in bold',
  width: 1664,
  height: 928,
  seed: 100,
  index: 1,
  count: 1,
  watermark: false,
}

/** Share of pixels, 0 to 1, that differ between two pictures of one size. */
async function difference(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all([one, other].map((picture) => sharp(picture).raw().toBuffer()))
  if (a === undefined || b === undefined || a.length !== b.length) throw new Error('sizes differ')
  let pixels = 0
  for (let at = 0; at < a.length; at += 3) {
    if (a[at] !== b[at] || a[at + 1] !== b[at + 1] || a[at + 2] !== b[at + 2]) pixels += 1
  }
  return pixels / (a.length / 3)
}

test('the same subject gives the same bytes, from another painter, too', async () => {
  const first = await paint(subject)
  expect((await paint(subject)).equals(first)).toBe(true)
  expect((await createPainter()(subject)).equals(first)).toBe(true)
})

test.each([
  [1664, 928],
  [1472, 1104],
  [1328, 1328],
  [1104, 1472],
  [928, 1664],
  [512, 512],
  [768, 2700],
  [2688, 1536],
])('a picture of %i × %i has that size, as 8-bit RGB PNG', async (width, height) => {
  const bytes = await paint({ ...subject, width, height })
  const metadata = await sharp(bytes).metadata()
  expect(metadata).toMatchObject({ format: 'png', width, height, channels: 3, depth: 'uchar' })
})

test.each([
  ['seed', { seed: 101 }],
  ['prompt', { prompt: 'a fox' }],
  ['model', { model: 'qwen-image' }],
  ['index', { index: 2, count: 2 }],
  ['watermark', { watermark: true }],
] as const)('another %s gives another picture', async (_, change) => {
  const one = await paint(subject)
  expect(await difference(one, await paint({ ...subject, ...change }))).toBeGreaterThan(0)
})

test('seeds change the composition, not only a number on it', async () => {
  const one = await paint(subject)
  expect(await difference(one, await paint({ ...subject, seed: 101 }))).toBeGreaterThan(0.1)
})

test.each([
  ['a single character', 'x'],
  ['800 characters', 'hand-drawn poster of three puppies and a ball. '.repeat(17)],
  ['2,100 characters', 'hand-drawn poster of three puppies and a ball. '.repeat(45)],
  ['800 Chinese characters', '手绘海报，三只小狗在草地上玩球。'.repeat(50)],
  ['one long word', 'w'.repeat(500)],
  ['markup', '<b>bold</b> & "quoted" <script> &amp; &#0; \u0007'],
  ['many lines', 'a\n'.repeat(60)],
])('a prompt of %s leaves the top of the picture to the composition', async (_, prompt) => {
  for (const [width, height] of [
    [1664, 928],
    [928, 1664],
  ] as const) {
    const one = await paint({ ...subject, prompt, width, height })
    const other = await paint({ ...subject, prompt, width, height, model: 'wan2.6-t2i' })
    const { height: shown } = await sharp(one).metadata()
    expect(shown).toBe(height)
    const top = (picture: Buffer): Promise<Buffer> =>
      sharp(picture)
        .extract({ left: 0, top: 0, width, height: Math.floor(height / 4) })
        .png()
        .toBuffer()
    expect(await difference(await top(one), await top(other))).toBe(0)
  }
})

test('a prompt that asks for warm or cool colours gets them', () => {
  const redness = (prompt: string): number => {
    const [, colour = ''] = paletteOf(prompt).shapes
    return Number.parseInt(colour.slice(1, 3), 16) - Number.parseInt(colour.slice(5, 7), 16)
  }
  for (const number of Array.from({ length: 30 }, (_, index) => index)) {
    expect(redness(`poster ${number}, warm palette`)).toBeGreaterThan(0)
    expect(redness(`海报 ${number}，暖色`)).toBeGreaterThan(0)
    expect(redness(`poster ${number}, cool palette`)).toBeLessThan(0)
  }
})
