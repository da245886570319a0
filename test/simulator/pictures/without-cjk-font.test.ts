import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadFonts } from '../../../src/lettering/fonts.ts'
import { glyphFinder } from '../../../src/lettering/glyphs.ts'
import { letter } from '../../../src/lettering/lettering.ts'
import { unpackWoff } from '../../../src/lettering/woff.ts'
import { createPainter } from '../../../src/simulator/pictures/picture.ts'
import type { PictureSubject } from '../../../src/simulator/pictures/subject.ts'

/** A machine with one Latin font: fontconfig reads its configuration when the first text is drawn. */
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mintage-test-'))
  const woff = createRequire(import.meta.url).resolve(
    '@fontsource/noto-sans-sc/files/noto-sans-sc-latin-400-normal.woff',
  )
  await mkdir(join(folder, 'fonts'))
  await writeFile(join(folder, 'fonts', 'latin.ttf'), unpackWoff(await readFile(woff)))
  const configuration = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'cache')}</cachedir></fontconfig>`
  await writeFile(join(folder, 'fonts.conf'), configuration)
  process.env['FONTCONFIG_FILE'] = join(folder, 'fonts.conf')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const nothingInstalled = () => loadFonts({ locate: () => null, folder })

const subject: PictureSubject = {
  model: 'qwen-image-plus',
  prompt: 'a poster: 慢下来',
  width: 1328,
  height: 1328,
  seed: 1,
  index: 1,
  count: 1,
  watermark: false,
}

test('without the package nothing is unpacked and nothing is covered by a font of ours', async () => {
  const fonts = await nothingInstalled()
  expect(fonts.files).toEqual([])
  expect(fonts.covers(0x61)).toBe(false)
})

test('Latin is there, Chinese, kana, Hangul and full-width signs are missing', async () => {
  const missingIn = glyphFinder(await nothingInstalled())
  expect([...(await missingIn('Slow down, café: 慢下来！ひカ한'))].join('')).toBe('慢下来！ひカ한')
})

test('a box would be drawn for 一 here', async () => {
  const { families } = await nothingInstalled()
  const one = await letter('一', { families, colour: '#000000', size: 100 })
  expect(one?.height).toBeGreaterThan(60)
})

test('a picture leaves the characters out and says that they need a font', async () => {
  const paint = createPainter(nothingInstalled)
  const chinese = await paint(subject)
  const otherChinese = await paint({ ...subject, prompt: 'a poster: 等一等' })
  const latin = await paint({ ...subject, prompt: 'a poster: […]' })
  const panelHeight = async (picture: Buffer): Promise<number> => {
    const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true })
    const light = (y: number): boolean => (data[(y * info.width + 80) * 3] ?? 0) > 235
    const rows = Array.from({ length: info.height }, (_, y) => y).filter(light)
    return rows.filter((y) => y > info.height * 0.6).length
  }
  expect(await panelHeight(chinese)).toBeGreaterThan((await panelHeight(latin)) + 20)
  expect((await sharp(otherChinese).metadata()).width).toBe(1328)
})
