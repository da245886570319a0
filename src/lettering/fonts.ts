import { mkdir, mkdtemp, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { sha256Hex } from '../request/key.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import { unpackWoff } from './woff.ts'

/** What text is drawn with. */
export interface Fonts {
  /** Pango font families, preferred first. */
  readonly families: string
  /** Characters that our own font has; none when its package is not installed. */
  readonly covers: Coverage
  /** Unpacked files, registered with this process. */
  readonly files: readonly string[]
}

export interface FontSource {
  /** Finds a file of the font package, or null when the package is not installed. */
  readonly locate: (file: string) => string | null
  /** Folder in which unpacked fonts are kept for the next run. */
  readonly folder: string
}

/**
 * Unpacks the open font of the optional package `@fontsource/noto-sans-sc` and registers it with
 * this process. Without the package the machine's own fonts are all there is.
 */
export async function loadFonts(source: FontSource = installed): Promise<Fonts> {
  const fonts = await unpackAll(source)
  const folder = await fontFolder(fonts, source)
  const files: string[] = []
  for (const font of fonts) files.push(await place(font, folder))
  for (const file of files) await register(file)
  const coverages = fonts.map(({ bytes }) => coverageOf(bytes))
  return { families, covers: (codePoint) => coverages.some((has) => has(codePoint)), files }
}

// The subset with the Chinese characters calls itself "Thin" in its name table, at every weight.
const families =
  'Noto Sans SC,Noto Sans SC Thin,Noto Sans CJK SC,PingFang SC,Microsoft YaHei,DejaVu Sans,sans-serif'

const fontNames = [
  'noto-sans-sc-latin-400-normal',
  'noto-sans-sc-latin-700-normal',
  'noto-sans-sc-latin-ext-400-normal',
  'noto-sans-sc-vietnamese-400-normal',
  'noto-sans-sc-cyrillic-400-normal',
  'noto-sans-sc-chinese-simplified-400-normal',
]

const installed: FontSource = { locate: locateInstalled, folder: tmpdir() }

function locateInstalled(file: string): string | null {
  try {
    return createRequire(import.meta.url).resolve(`@fontsource/noto-sans-sc/files/${file}`)
  } catch (error) {
    if (codeOf(error) === 'MODULE_NOT_FOUND') return null
    throw error
  }
}

interface Unpacked {
  readonly name: string
  readonly bytes: Buffer
}

async function unpackAll({ locate }: FontSource): Promise<Unpacked[]> {
  const packed = fontNames.map((name) => ({ name, path: locate(`${name}.woff`) }))
  const present = packed.flatMap(({ name, path }) => (path === null ? [] : [{ name, path }]))
  return Promise.all(
    present.map(async ({ name, path }) => ({ name, bytes: unpackWoff(await readFile(path)) })),
  )
}

/**
 * The folder in which these very fonts are kept. It may be shared with other users of the machine:
 * a folder that cannot be used is replaced by one of our own.
 */
async function fontFolder(fonts: readonly Unpacked[], source: FontSource): Promise<string> {
  const digest = sha256Hex(fonts.map(({ bytes }) => sha256Hex(bytes)).join('\n'))
  const folder = join(source.folder, `mintage-fonts-${digest.slice(0, 16)}`)
  try {
    if (fonts.length > 0) await mkdir(folder, { recursive: true, mode: 0o700 })
    return folder
  } catch (error) {
    if (!isRefused(error)) throw error
    return mkdtemp(join(tmpdir(), 'mintage-fonts-'))
  }
}

/** Puts a font where a later run finds it again; a file that is there is used only when its bytes are these. */
async function place({ name, bytes }: Unpacked, folder: string): Promise<string> {
  const target = join(folder, `${name}.ttf`)
  if (await holds(target, bytes)) return target
  try {
    return await replace(target, bytes)
  } catch (error) {
    if (!isRefused(error)) throw error
    return replace(join(await mkdtemp(join(tmpdir(), 'mintage-fonts-')), `${name}.ttf`), bytes)
  }
}

async function replace(target: string, bytes: Buffer): Promise<string> {
  const unfinished = `${target}.${process.pid}.tmp`
  await writeFile(unfinished, bytes)
  await rename(unfinished, target)
  return target
}

async function holds(file: string, bytes: Buffer): Promise<boolean> {
  try {
    return (await readFile(file)).equals(bytes)
  } catch (error) {
    if (isRefused(error) || codeOf(error) === 'ENOENT') return false
    throw error
  }
}

function isRefused(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'EBUSY'].includes(codeOf(error))
}

/** Registering is a side effect of drawing with a font file; what is drawn is thrown away. */
async function register(fontfile: string): Promise<void> {
  await sharp({ text: { text: 'a', font: families, fontfile } })
    .raw()
    .toBuffer()
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
