import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { coverageOf } from '../../src/lettering/coverage.ts'
import { type FontSource, loadFonts } from '../../src/lettering/fonts.ts'
import { glyphFinder } from '../../src/lettering/glyphs.ts'
import { letter } from '../../src/lettering/lettering.ts'
import { unpackWoff } from '../../src/lettering/woff.ts'

const locate = (file: string): string =>
  createRequire(import.meta.url).resolve(`@fontsource/noto-sans-sc/files/${file}`)

const latin = 'noto-sans-sc-latin-400-normal.woff'
const chinese = 'noto-sans-sc-chinese-simplified-400-normal.woff'

/** Fonts stay registered with the process, so their files must outlive every test of this file. */
const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function temporarySource(): Promise<FontSource> {
  const folder = await mkdtemp(join(tmpdir(), 'mintage-test-'))
  folders.push(folder)
  return { locate, folder }
}

/** Sum of a table's 32-bit words, as the OpenType specification defines checksums. */
function checksum(table: Buffer): number {
  const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)])
  let sum = 0
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0
  return sum
}

test('an unpacked font has every table at its place, with the checksum its maker gave it', async () => {
  const font = unpackWoff(await readFile(locate(latin)))
  const count = font.readUInt16BE(4)
  expect(font.readUInt32BE(0)).toBe(0x00010000)
  expect(count).toBeGreaterThan(9)
  for (let entry = 12; entry < 12 + 16 * count; entry += 16) {
    const tag = font.toString('latin1', entry, entry + 4)
    const offset = font.readUInt32BE(entry + 8)
    const table = font.subarray(offset, offset + font.readUInt32BE(entry + 12))
    expect(offset % 4).toBe(0)
    // The head table's own checksum leaves out the field that depends on all others.
    if (tag === 'head') continue
    expect([tag, checksum(table)]).toEqual([tag, font.readUInt32BE(entry + 4)])
  }
})

test('what is no WOFF 1, or only a part of one, is refused', async () => {
  const woff = await readFile(locate(latin))
  expect(() => unpackWoff(Buffer.from('wOF2'.padEnd(100)))).toThrow(RangeError)
  expect(() => unpackWoff(Buffer.from('wOFF'))).toThrow(RangeError)
  expect(() => unpackWoff(woff.subarray(0, woff.length - 5000))).toThrow()
})

test('coverage tells which characters a font has', async () => {
  const latinHas = coverageOf(unpackWoff(await readFile(locate(latin))))
  const chineseHas = coverageOf(unpackWoff(await readFile(locate(chinese))))
  const split = (has: (codePoint: number) => boolean, text: string): string =>
    [...text].filter((character) => has(character.codePointAt(0) ?? 0)).join('')
  expect(split(latinHas, 'aZ09“é中龍한\u0378😀')).toBe('aZ09“é')
  expect(split(chineseHas, '中文龍慢下来，ひカ한\u0378😀')).toBe('中文龍慢下来，ひカ')
})

test('fonts are unpacked once into a folder named by their content, whole or not at all', async () => {
  const source = await temporarySource()
  const first = await loadFonts(source)
  const [folder = ''] = await readdir(source.folder)
  expect(folder).toMatch(/^mintage-fonts-[0-9a-f]{16}$/)
  const names = await readdir(join(source.folder, folder))
  expect(names.length).toBe(first.files.length)
  expect(names.filter((name) => !name.endsWith('.ttf'))).toEqual([])
  const second = await loadFonts(source)
  expect(second.files).toEqual(first.files)
  expect(await readdir(source.folder)).toEqual([folder])
})

test('a font file with other bytes is not used but replaced', async () => {
  const [source, other] = [await temporarySource(), await temporarySource()]
  const [good = ''] = (await loadFonts(source)).files
  const planted = good.replace(source.folder, other.folder)
  await mkdir(dirname(planted), { recursive: true })
  await writeFile(planted, 'something else')
  const { files } = await loadFonts(other)
  expect(files[0]).toBe(planted)
  expect((await readFile(planted)).equals(await readFile(good))).toBe(true)
})

test('where the folder cannot be used, one of our own is', async () => {
  const source = await temporarySource()
  const blocked = join(source.folder, 'blocked')
  await writeFile(blocked, 'a file, no folder')
  const { files } = await loadFonts({ ...source, folder: blocked })
  const used = new Set(files.map((file) => dirname(file)))
  folders.push(...used)
  expect(files.length).toBeGreaterThan(3)
  expect([...used].some((folder) => folder.startsWith(blocked))).toBe(false)
})

test('Chinese is drawn as characters: 一 is one flat stroke and no box', async () => {
  const { families } = await loadFonts(await temporarySource())
  const style = { families, colour: '#000000', size: 100 }
  const one = await letter('一', style)
  expect(one?.width).toBeGreaterThan(70)
  expect(one?.height).toBeLessThan(25)
  const ten = await letter('十', style)
  expect(ten?.height).toBeGreaterThan(70)
})

test('with the font nothing of a Chinese or English prompt is missing, and the unassigned always is', async () => {
  const missingIn = glyphFinder(await loadFonts(await temporarySource()))
  expect([...(await missingIn('一张海报，“慢下来” · Slow down, café\n第 2 行'))]).toEqual([])
  expect([...(await missingIn('a\u0378b\u{f0000}'))]).toEqual(['\u0378', '\u{f0000}'])
})
