import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pictureReader } from '../../../src/images/picture-source.ts'
import { createCaptionSetter } from '../../../src/images/sheet/captions.ts'
import { type DrawnPage, drawPage } from '../../../src/images/sheet/draw-page.ts'
import { gridsOf } from '../../../src/images/sheet/grids.ts'
import type { Box, SheetPage } from '../../../src/images/sheet/page.ts'
import { pagesOf } from '../../../src/images/sheet/pages.ts'
import type { SheetPicture } from '../../../src/images/sheet/pictures.ts'
import { openStore } from '../../../src/images/store.ts'
import { diskFiles } from '../../../src/lockfile/file-system.ts'
import type { Position } from '../../../src/plan/dimensions.ts'
import { sha256Hex } from '../../../src/request/key.ts'
import { bomb } from '../../../src/simulator/pictures/plain-png.ts'
import { aPicture } from './a-picture.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'mintage-sheet-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

type Colour = readonly [number, number, number]
const red: Colour = [200, 30, 30]
const blue: Colour = [20, 40, 220]
const paper: Colour = [0xf7, 0xf6, 0xf3]

/** A picture of one colour. */
function plain([r, g, b]: Colour, format: 'png' | 'jpeg' | 'webp' | 'avif' = 'png') {
  return sharp({ create: { width: 60, height: 60, channels: 3, background: { r, g, b } } })
    .resize(300, 300)
    .toFormat(format)
    .toBuffer()
}

const store = () => openStore(join(root, 'store'), diskFiles)

const written = new Map<string, string>()

async function write(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(root, 'out', path)), { recursive: true })
  await writeFile(join(root, 'out', path), bytes)
  written.set(path, sha256Hex(bytes))
}

/** A picture at this path, drawn from the file that was written there. */
function pictureAt(at: Position, path: string, wish: Partial<SheetPicture> = {}): SheetPicture {
  return aPicture(at, { path, sources: [{ sha256: written.get(path) ?? '', path }], ...wish })
}

interface Drawn {
  readonly page: SheetPage
  readonly drawn: DrawnPage
  /** The colour in the middle of the nth cell. */
  colour(cell: number): number[]
  boxOf(cell: number): Box
  /** Pixels in a box that are not paper. */
  marks(box: Box): number
}

async function draw(pictures: readonly SheetPicture[]): Promise<Drawn> {
  const [page] = pagesOf(gridsOf(pictures, { rows: null, columns: null }), 128)
  if (page === undefined) throw new Error('there is no page')
  const drawn = await drawPage(page, {
    read: pictureReader({
      places: { outputs: join(root, 'out'), folder: root },
      store: store(),
      atHand: { outputs: new Map(), originals: new Set() },
      files: diskFiles,
    }),
    captions: await createCaptionSetter(),
    facts: { name: 'tea', page: 1, pages: 1, simulated: false, variant: null },
  })
  const cells = page.bands.flatMap(({ top, cells: all }) =>
    all.map(({ box }) => ({ ...box, top: box.top + top })),
  )
  const boxOf = (cell: number) => cells[cell] ?? { left: 0, top: 0, width: 0, height: 0 }
  const at = (x: number, y: number) => [
    ...drawn.pixels.subarray(3 * (y * page.width + x)).subarray(0, 3),
  ]
  return {
    page,
    drawn,
    boxOf,
    colour: (cell) => {
      const { left, top, width, height } = boxOf(cell)
      return at(left + Math.floor(width / 2), top + Math.floor(height / 3))
    },
    marks: ({ left, top, width, height }) => {
      let count = 0
      for (let y = top; y < top + height; y++) {
        for (let x = left; x < left + width; x++) if (!near(at(x, y), paper)) count += 1
      }
      return count
    },
  }
}

function near(found: readonly number[], wanted: Colour): boolean {
  return wanted.every((value, index) => Math.abs(value - (found[index] ?? 0)) < 12)
}

test('each picture is in its place, whatever its format; an unwanted place is paper', async () => {
  const formats = ['png', 'jpeg', 'webp', 'avif'] as const
  for (const [index, format] of formats.entries()) {
    await write(`formats/${format}`, await plain(index % 2 === 0 ? red : blue, format))
  }
  const pictures = formats.map((format, index) =>
    pictureAt(
      { row: index < 2 ? 'a' : 'b', column: index % 2 === 0 ? 'x' : 'y' },
      `formats/${format}`,
    ),
  )
  const { colour, drawn } = await draw(pictures)
  expect([0, 1, 2, 3].map((cell) => near(colour(cell), cell % 2 === 0 ? red : blue))).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(drawn.counts).toMatchObject({ shown: 4, unreadable: 0 })
  const holed = await draw(pictures.slice(0, 3))
  const { left } = holed.boxOf(1)
  expect(holed.marks({ ...holed.boxOf(2), left })).toBe(0)
})

test('where the file is gone, the paid original is shown', async () => {
  const sha256 = await store().put(await plain(blue))
  const sources = [
    { sha256: 'a'.repeat(64), path: 'gone.png' },
    { sha256, path: null },
  ]
  const { colour, drawn } = await draw([aPicture({}, { path: 'gone.png', sources })])
  expect(near(colour(0), blue)).toBe(true)
  expect(drawn.counts).toMatchObject({ shown: 1 })
})

test('an edited file is shown with a word on it', async () => {
  await write('edited.png', await plain(red))
  const { drawn, colour, boxOf } = await draw([pictureAt({}, 'edited.png', { state: 'changed' })])
  expect(near(colour(0), red)).toBe(true)
  expect(drawn.counts).toMatchObject({ changed: 1 })
  const { left, top, height } = boxOf(0)
  const corner = 3 * ((top + height - 2) * drawn.width + left + 2)
  expect(near([...drawn.pixels.subarray(corner, corner + 3)], [0x23, 0x21, 0x1d])).toBe(true)
})

test('places without a picture have a panel and a word, each another', async () => {
  const states = [
    'failed',
    'missing',
    'absent',
    'unexplained',
    'open',
    'unknown',
    'waiting',
  ] as const
  await write('unexplained.png', await plain(red))
  const { drawn, page, boxOf, colour } = await draw(
    states.map((state, index) =>
      aPicture({ row: state, n: String(index) }, { path: 'unexplained.png', state }),
    ),
  )
  const panels = states.map((_, cell) => {
    const { left, top, width, height } = boxOf(cell)
    const lines = Array.from({ length: height }, (_line, y) =>
      drawn.pixels.subarray(
        3 * ((top + y) * page.width + left),
        3 * ((top + y) * page.width + left + width),
      ),
    )
    return Buffer.concat(lines).toString('base64')
  })
  expect(new Set(panels).size).toBe(states.length)
  expect(
    states.map((_, cell) => near(colour(cell), red) || near(colour(cell), paper)),
  ).not.toContain(true)
  expect(drawn.counts).toMatchObject(Object.fromEntries(states.map((state) => [state, 1])))
})

test('what is no picture, too large a one, or outside of the folder is unreadable', async () => {
  const outside = await mkdtemp(join(tmpdir(), 'mintage-outside-'))
  await writeFile(join(outside, 'secret.png'), await plain(red))
  await write('text.png', 'no picture')
  await write('drawing.png', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
  await write('bomb.png', bomb())
  await write('cut.png', (await plain(red)).subarray(0, 120))
  await symlink(join(outside, 'secret.png'), join(root, 'out', 'link.png'))
  written.set('link.png', sha256Hex(await plain(red)))
  const paths = ['text', 'drawing', 'bomb', 'cut', 'link'].map((name) => `${name}.png`)
  const { drawn, colour } = await draw(paths.map((path, n) => pictureAt({ n: String(n) }, path)))
  await rm(outside, { recursive: true })
  expect(drawn.counts).toMatchObject({ shown: 0, unreadable: 5 })
  expect(paths.map((_, cell) => near(colour(cell), red))).not.toContain(true)
})

test('captions stand where they should, in both scripts', async () => {
  await write('one.png', await plain(red))
  const captions = ['mint', '大红袍', '武夷岩茶']
  const pictures = captions.flatMap((column) =>
    ['上海', 'Bergen'].map((row) => pictureAt({ row, column }, 'one.png')),
  )
  const { page, marks } = await draw(pictures)
  const texts = page.bands.flatMap(({ top, captions: all }) =>
    all.map(({ text, box }) => ({ text, box: { ...box, top: box.top + top } })),
  )
  expect(texts.map(({ text }) => text)).toEqual([...captions, '上海', 'Bergen'])
  for (const { box } of texts) expect(marks(box)).toBeGreaterThan(60)
})
