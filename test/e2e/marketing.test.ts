import { readdir, readFile, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { isWholePng } from '../../src/images/image-format.ts'
import type { Provenance } from '../../src/provenance/provenance.ts'
import { sha256Hex } from '../../src/request/key.ts'
import type { Simulator } from '../../src/simulator/simulator.ts'
import { examples } from '../support/examples.ts'
import { type Place, place, service } from '../support/real-cli.ts'

let here: Place
let simulator: Simulator

beforeAll(async () => {
  here = await place()
  for (const file of ['mintage.yaml', 'brand/lotus.svg', 'brand/offer.png']) {
    await here.write(file, await readFile(path.join(examples, 'marketing', file)))
  }
  simulator = await service(here)
  expect(await here.mintage('run', '--yes')).toMatchObject({ code: 0 })
})

const outputs = [
  'peach.png',
  'hero/peach.webp',
  'og/peach.jpg',
  'thumbs/peach.avif',
  'thumbs/peach.jpg',
  'thumbs/peach.webp',
  'print/peach.png',
].flatMap((name) => [name, name.replace('peach', 'yuzu')])

async function read(name: string): Promise<Buffer> {
  const bytes = await here.read(name)
  if (bytes === null) throw new Error(`there is no ${name}`)
  return bytes
}

async function provenance(): Promise<Provenance> {
  return JSON.parse((await read('out/provenance.json')).toString())
}

/** When each file was last written. */
async function written(): Promise<ReadonlyMap<string, number>> {
  const times = outputs.map(
    async (name) => [name, (await stat(path.join(here.folder, 'out', name))).mtimeMs] as const,
  )
  return new Map(await Promise.all(times))
}

/** Runs, and says which files were written by it. */
async function rerun(): Promise<{ code: number | null; made: string[]; text: string }> {
  const before = await written()
  const { code, stdout, stderr } = await here.mintage('run', '--yes')
  const after = await written()
  const made = outputs.filter((name) => before.get(name) !== after.get(name)).sort()
  return { code, made, text: stdout + stderr }
}

test('a whole marketing set comes out of one manifest, for one image per prompt', async () => {
  expect(simulator.ledger().billed.images).toBe(2)
  const files = await readdir(path.join(here.folder, 'out'), { recursive: true })
  const found = files
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => /\.\w+$/.test(file))
  expect(found.sort()).toEqual([...outputs, 'provenance.json'].sort())
})

test.each([
  ['hero/peach.webp', 'webp', 1600, 800],
  ['og/peach.jpg', 'jpeg', 1200, 630],
  ['thumbs/peach.avif', 'heif', 320, 178],
  ['thumbs/peach.jpg', 'jpeg', 320, 178],
  ['thumbs/peach.webp', 'webp', 320, 178],
  ['print/peach.png', 'png', 1280, 1100],
] as const)('%s is what the manifest says', async (name, format, width, height) => {
  expect(await sharp(await read(`out/${name}`)).metadata()).toMatchObject({ format, width, height })
})

test('the main files are the bytes of the API, and every other says which it was made from', async () => {
  const { images } = await provenance()
  expect(Object.keys(images).sort()).toEqual([...outputs].sort())
  for (const [name, { sha256, derived_from, variant }] of Object.entries(images)) {
    const bytes = await read(`out/${name}`)
    expect(sha256Hex(bytes)).toBe(sha256)
    const original = name.includes('peach') ? 'peach.png' : 'yuzu.png'
    expect(derived_from).toBe(images[original]?.sha256)
    expect(derived_from === sha256).toBe(variant === null)
  }
  const original = await read('out/peach.png')
  expect(isWholePng(original)).toBe(true)
  const sha256 = sha256Hex(original)
  const stored = await read(`.mintage/store/${sha256.slice(0, 2)}/${sha256}.png`)
  expect(original.equals(stored)).toBe(true)
})

interface Pixels {
  readonly data: Buffer
  readonly info: { readonly width: number; readonly height: number; readonly channels: number }
}

const pixels = (bytes: Uint8Array): Promise<Pixels> =>
  sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true })

/** How far a part of a picture is from the logo over paper, at most and over all pixels. */
function distance(
  picture: Pixels,
  logo: Pixels,
  place: { left: number; top: number; paper: readonly [number, number, number] },
): number {
  let most = 0
  for (let y = 0; y < logo.info.height; y += 1) {
    for (let x = 0; x < logo.info.width; x += 1) {
      const from = (y * logo.info.width + x) * 4
      const to = ((y + place.top) * picture.info.width + x + place.left) * 4
      const alpha = (logo.data[from + 3] ?? 0) / 255
      for (const [channel, paper] of place.paper.entries()) {
        const wanted = (logo.data[from + channel] ?? 0) * alpha + paper * (1 - alpha)
        most = Math.max(most, Math.abs(wanted - (picture.data[to + channel] ?? 0)))
      }
    }
  }
  return most
}

test('the letters of the logo are where they should be, to the pixel', async () => {
  const reference = await sharp(await read('brand/lotus.svg'))
    .resize({ height: 96 })
    .png()
    .toBuffer()
  const logo = await pixels(reference)
  const sheet = await pixels(await read('out/print/yuzu.png'))
  expect(logo.info).toMatchObject({ width: 376, height: 96 })
  const paper = [0xf3, 0xec, 0xe2] as const
  const left = (1280 - 376) / 2
  const top = 1100 - 32 - 96
  expect(distance(sheet, logo, { left, top, paper })).toBeLessThanOrEqual(2)
  // Letters a pixel beside their place differ by as much as ink differs from paper.
  for (const [x, y] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    expect(distance(sheet, logo, { left: left + x, top: top + y, paper })).toBeGreaterThan(100)
  }
})

test('with nothing to do no file is written again', async () => {
  expect(await rerun()).toMatchObject({ code: 0, made: [] })
  expect(await here.mintage('run', '--frozen')).toMatchObject({ code: 0 })
})

test('an edited logo makes the files anew that show it, and no other; a renamed one none', async () => {
  const logo = (await read('brand/lotus.svg')).toString()
  await here.write('brand/lotus.svg', logo.replaceAll('#b3325f', '#1f6f5c'))
  const plan = JSON.parse((await here.mintage('plan', '--json')).stdout)
  expect(plan.totals.actions).toEqual({ restore: 2 })
  expect(plan.estimate).toMatchObject({ images: 0 })
  const why = await here.mintage('why', 'og/peach.jpg')
  expect(why.stdout).toContain('it was made with other settings')
  expect(why.stdout).toMatch(/overlay [0-9a-f]{12} 264×auto northeast margin 32/)
  const shown = outputs.filter((name) => /^(hero|og|print)\//.test(name)).sort()
  expect(await rerun()).toMatchObject({ code: 0, made: shown })

  await rename(path.join(here.folder, 'brand/lotus.svg'), path.join(here.folder, 'brand/sign.svg'))
  const manifest = (await read('mintage.yaml')).toString()
  await here.write('mintage.yaml', manifest.replaceAll('lotus.svg', 'sign.svg'))
  expect(await rerun()).toMatchObject({ code: 0, made: [] })
  expect(simulator.ledger().billed.images).toBe(2)
})

test('a setting makes its own files anew, and no other', async () => {
  const manifest = (await read('mintage.yaml')).toString()
  await here.write('mintage.yaml', manifest.replace('quality: 78', 'quality: 70'))
  expect(await rerun()).toMatchObject({ code: 0, made: ['thumbs/peach.jpg', 'thumbs/yuzu.jpg'] })
})

test('an overlay that cannot be laid over fails its files alone, and is mended for free', async () => {
  const wide =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 400"><path d="M0 0h10v400H0z"/></svg>'
  const before = await read('brand/sign.svg')
  await here.write('brand/sign.svg', wide)
  const { code, made, text } = await rerun()
  expect(code).toBe(1)
  expect(text).toContain(
    'its overlay is 264×10560 with a margin of 32, and has to lie within 1200×630',
  )
  // In the sheet its height is given, so there it fits.
  expect(made).toEqual(['print/peach.png', 'print/yuzu.png'])
  await here.write('brand/sign.svg', before)
  const mended = await rerun()
  expect(mended.code).toBe(0)
  expect((await provenance()).totals.files).toBe(14)
  expect(simulator.ledger().billed.images).toBe(2)
})

test('files that were removed come back the same, from the pictures at hand', async () => {
  const before = await Promise.all(outputs.map((name) => read(`out/${name}`)))
  await here.remove('out')
  expect(await here.mintage('run', '--frozen')).toMatchObject({ code: 0 })
  const after = await Promise.all(outputs.map((name) => read(`out/${name}`)))
  expect(after.map(sha256Hex)).toEqual(before.map(sha256Hex))
  expect(simulator.ledger().billed.images).toBe(2)
})
