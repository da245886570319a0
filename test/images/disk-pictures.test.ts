import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type DiskPictures, diskPictures } from '../../src/images/disk-pictures.ts'
import { FileIndex } from '../../src/images/file-index.ts'
import { openStore } from '../../src/images/store.ts'
import { diskFiles } from '../../src/lockfile/file-system.ts'
import { stateOf } from '../../src/lockfile/fold.ts'
import type { OutputRecord } from '../../src/lockfile/records.ts'
import type { Output } from '../../src/plan/job.ts'
import { recipeHash } from '../../src/plan/recipe-hash.ts'
import { sha256Hex } from '../../src/request/key.ts'
import { at, key } from '../lockfile/records.ts'
import { picture } from './pictures.ts'

let root: string
let index: FileIndex
let written: OutputRecord[]

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mintage-pictures-'))
  index = new FileIndex()
  written = []
})

afterEach(() => rm(root, { recursive: true }))

function pictures(outputs: readonly [string, string][] = []): DiskPictures {
  return diskPictures({
    folder: { path: join(root, 'out'), root },
    store: openStore(join(root, 'store'), diskFiles),
    atHand: { outputs: new Map(outputs), originals: new Set() },
    overlays: new Map(),
    index,
    lock: () => stateOf('tea', written),
    files: diskFiles,
    now: () => at(1),
  })
}

const recipe = {
  width: 16,
  height: null,
  fit: 'cover',
  position: 'centre',
  format: 'webp',
  quality: 70,
} as const

function wanted(changes: Partial<Output>): Output {
  return {
    path: 'fox.png',
    image: 1,
    asset: 'fox',
    variables: {},
    captions: {},
    variant: null,
    recipe: null,
    template: '{{stem}}.png',
    ...changes,
  }
}

async function record(line: OutputRecord): Promise<void> {
  written.push(line)
}

test('a picture is kept once it is known to be one', async () => {
  const bytes = await picture()
  const kept = await pictures().keep(bytes)
  expect(kept).toEqual({
    facts: { sha256: sha256Hex(bytes), bytes: bytes.length, width: 64, height: 48 },
  })
  expect(await pictures().original(sha256Hex(bytes))).toEqual(bytes)
})

test('what is no picture is not kept', async () => {
  expect(await pictures().keep(Buffer.from('<html>'))).toHaveProperty('reason')
  await expect(stat(join(root, 'store'))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('a picture is measured without being kept', async () => {
  expect(await pictures().measure(await picture())).toBe('64*48')
  expect(await pictures().measure(Buffer.from('x'))).toBeNull()
  await expect(stat(join(root, 'store'))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('an original is found as an output, if that is still what it was', async () => {
  const sha256 = sha256Hex('picture')
  await mkdir(join(root, 'out'))
  await writeFile(join(root, 'out', 'fox.png'), 'picture')
  expect(await pictures([['fox.png', sha256]]).original(sha256)).toEqual(Buffer.from('picture'))
  await writeFile(join(root, 'out', 'fox.png'), 'edited')
  expect(await pictures([['fox.png', sha256]]).original(sha256)).toBeNull()
  expect(await pictures().original(sha256)).toBeNull()
})

test('the original is written byte for byte, after its line', async () => {
  const bytes = await picture()
  const facts = { sha256: sha256Hex(bytes), bytes: bytes.length, width: 64, height: 48 }
  const file = join(root, 'out', 'fox.png')
  await pictures().write(wanted({}), { key: key(), bytes, facts }, async (line) => {
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' })
    written.push(line)
  })
  expect(await readFile(file)).toEqual(bytes)
  expect(written).toEqual([
    { output: 'fox.png', key: key(), image: 1, recipe: null, ...facts, format: 'png', at: at(1) },
  ])
})

test('a variant says what it was made by and from, and has its own size', async () => {
  const bytes = await picture()
  const facts = { sha256: sha256Hex(bytes), bytes: bytes.length, width: 64, height: 48 }
  const output = wanted({ path: 'thumbs/fox.webp', variant: 'thumb', recipe })
  await pictures().write(output, { key: key(), bytes, facts }, record)
  const file = await readFile(join(root, 'out', 'thumbs', 'fox.webp'))
  expect(written).toEqual([
    {
      output: 'thumbs/fox.webp',
      key: key(),
      image: 1,
      recipe: recipeHash(recipe),
      sha256: sha256Hex(file),
      bytes: file.length,
      width: 16,
      height: 12,
      format: 'webp',
      derived_from: facts.sha256,
      at: at(1),
    },
  ])
})

test('an original that came as JPEG is recorded as one', async () => {
  const bytes = await picture({ format: 'jpeg' })
  const facts = { sha256: sha256Hex(bytes), bytes: bytes.length, width: 64, height: 48 }
  await pictures().write(wanted({}), { key: key(), bytes, facts }, record)
  expect(written[0]?.format).toBe('jpeg')
})

test('a line that could not be recorded leaves no file, neither in place nor beside it', async () => {
  const bytes = await picture()
  const facts = { sha256: sha256Hex(bytes), bytes: bytes.length, width: 64, height: 48 }
  const refuse = () => Promise.reject(new Error('no room'))
  await expect(pictures().write(wanted({}), { key: key(), bytes, facts }, refuse)).rejects.toThrow(
    'no room',
  )
  expect(await readdir(join(root, 'out'))).toEqual([])
})

test('what was written need not be hashed again', async () => {
  const bytes = await picture()
  const facts = { sha256: sha256Hex(bytes), bytes: bytes.length, width: 64, height: 48 }
  await pictures().write(wanted({}), { key: key(), bytes, facts }, record)
  expect(index.hash('fox.png', await stat(join(root, 'out', 'fox.png')))).toBe(facts.sha256)
})

test('content credentials in a PNG stay where it is the original, and are in nothing made from it', async () => {
  const bytes = withChunk(await picture(), 'caBX', Buffer.from('a manifest store, signed'))
  const facts = { sha256: sha256Hex(bytes), bytes: bytes.length, width: 64, height: 48 }
  const kept = await pictures().keep(bytes)
  expect(kept).toEqual({ facts })
  const source = { key: key(), bytes, facts }
  await pictures().write(wanted({}), source, record)
  const made = { path: 'small.png', recipe: { ...recipe, format: 'png', quality: null } } as const
  await pictures().write(wanted(made), source, record)
  const original = await readFile(join(root, 'out', 'fox.png'))
  expect(original.equals(bytes)).toBe(true)
  expect(original.includes('caBX')).toBe(true)
  expect((await readFile(join(root, 'out', 'small.png'))).includes('caBX')).toBe(false)
  expect(written.map(({ derived_from }) => derived_from)).toEqual([undefined, facts.sha256])
})

/** A PNG with one more chunk behind its header. */
function withChunk(png: Buffer, type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  const header = 8 + 25
  const chunk = Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  return Buffer.concat([png.subarray(0, header), chunk, png.subarray(header)])
}
