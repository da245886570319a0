import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type DiskPictures, diskPictures } from '../../src/images/disk-pictures.ts'
import { FileIndex } from '../../src/images/file-index.ts'
import { readPacket } from '../../src/images/labels/label-original.ts'
import { openStore } from '../../src/images/store.ts'
import { diskFiles } from '../../src/lockfile/file-system.ts'
import { stateOf } from '../../src/lockfile/fold.ts'
import type { LockRecord, OutputRecord } from '../../src/lockfile/records.ts'
import type { Output } from '../../src/plan/job.ts'
import { labelOnly } from '../../src/plan/label-only.ts'
import { recipeHash } from '../../src/plan/recipe-hash.ts'
import { sha256Hex } from '../../src/request/key.ts'
import { at, done, key, request } from '../lockfile/records.ts'
import { listed } from '../support/listed.ts'
import { c2paChunk, withChunks } from './labels/png.ts'
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

function pictures(
  outputs: readonly [string, string][] = [],
  before: readonly LockRecord[] = [],
): DiskPictures {
  return diskPictures({
    folder: { path: join(root, 'out'), root },
    store: openStore(join(root, 'store'), diskFiles),
    atHand: { outputs: new Map(outputs), originals: new Set() },
    overlays: new Map([[sha256Hex('no picture'), Buffer.from('no picture')]]),
    overlayNames: new Map([[sha256Hex('no picture'), 'brand/logo.png']]),
    index,
    lock: () => stateOf('tea', [...before, ...written]),
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

const job = { key: key(), request: request(), model: listed('qwen-image-plus') }

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

test('a picture that has just come is at hand without the disk, until it is let go', async () => {
  const bytes = await picture()
  const disk = pictures()
  await disk.keep(bytes)
  const sha256 = sha256Hex(bytes)
  await rm(join(root, 'store'), { recursive: true })
  expect(await disk.original(sha256)).toBe(bytes)
  disk.release(sha256)
  expect(await disk.original(sha256)).toBeNull()
})

test('an overlay that cannot be drawn is named by its file', async () => {
  const bytes = await picture()
  const disk = pictures()
  const facts = { sha256: sha256Hex(bytes), bytes: bytes.length, width: 64, height: 48 }
  const overlay = {
    sha256: sha256Hex('no picture'),
    gravity: 'centre',
    width: 8,
    height: null,
    opacity: 1,
    margin: 0,
  } as const
  const output = wanted({ path: 'fox.webp', recipe: { ...recipe, overlays: [overlay] } })
  await expect(disk.write(output, { job, bytes, facts }, record)).rejects.toThrow(
    /^brand\/logo\.png cannot be laid over it: .*[^:\s]$/,
  )
  expect(written).toEqual([])
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
  await pictures().write(wanted({}), { job, bytes, facts }, async (line) => {
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
  await pictures().write(output, { job, bytes, facts }, record)
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
  await pictures().write(wanted({}), { job, bytes, facts }, record)
  expect(written[0]?.format).toBe('jpeg')
})

test('a line that could not be recorded leaves no file, neither in place nor beside it', async () => {
  const bytes = await picture()
  const facts = { sha256: sha256Hex(bytes), bytes: bytes.length, width: 64, height: 48 }
  const refuse = () => Promise.reject(new Error('no room'))
  await expect(pictures().write(wanted({}), { job, bytes, facts }, refuse)).rejects.toThrow(
    'no room',
  )
  expect(await readdir(join(root, 'out'))).toEqual([])
})

test('what was written need not be hashed again', async () => {
  const bytes = await picture()
  const facts = { sha256: sha256Hex(bytes), bytes: bytes.length, width: 64, height: 48 }
  await pictures().write(wanted({}), { job, bytes, facts }, record)
  expect(index.hash('fox.png', await stat(join(root, 'out', 'fox.png')))).toBe(facts.sha256)
})

const labels = { iptc: { prompt: true, promptWriter: null }, aigc: null }

async function label(bytes: Buffer, from: DiskPictures) {
  const facts = { sha256: sha256Hex(bytes), bytes: bytes.length, width: 64, height: 48 }
  const made = await from.write(
    wanted({ recipe: labelOnly(labels) }),
    { job, bytes, facts },
    record,
  )
  return { facts, made, file: await readFile(join(root, 'out', 'fox.png')) }
}

test('a labelled png is a file of its own, made from the original', async () => {
  const bytes = await picture()
  const { facts, file, made } = await label(bytes, pictures())
  expect(made).toEqual({ breaksC2pa: false })
  expect(written).toMatchObject([
    {
      output: 'fox.png',
      recipe: recipeHash(labelOnly(labels)),
      sha256: sha256Hex(file),
      bytes: file.length,
      width: 64,
      height: 48,
      format: 'png',
      derived_from: facts.sha256,
    },
  ])
  expect(facts.sha256).not.toBe(sha256Hex(file))
  expect(await readPacket(file)).toContain('trainedAlgorithmicMedia')
})

test('an original that is replaced by its labelled copy goes into the store before', async () => {
  const bytes = await picture()
  const sha256 = sha256Hex(bytes)
  await mkdir(join(root, 'out'))
  await writeFile(join(root, 'out', 'fox.png'), bytes)
  const from = pictures([['fox.png', sha256]])
  await label(bytes, from)
  expect(await from.original(sha256)).toEqual(bytes)
})

test('an original that came as JPEG becomes a labelled png with its pixels', async () => {
  const bytes = await picture({ format: 'jpeg' })
  const { file } = await label(bytes, pictures())
  expect(written[0]?.format).toBe('png')
  expect(await sharp(file).raw().toBuffer()).toEqual(await sharp(bytes).raw().toBuffer())
  expect((await sharp(file).metadata()).format).toBe('png')
  expect(await readPacket(file)).toContain('trainedAlgorithmicMedia')
})

test('a copy that breaks a signature is told', async () => {
  const bytes = Buffer.from(withChunks(await picture(), c2paChunk))
  expect((await label(bytes, pictures())).made).toEqual({ breaksC2pa: true })
  const facts = { sha256: sha256Hex(bytes), bytes: bytes.length, width: 64, height: 48 }
  expect(await pictures().write(wanted({}), { job, bytes, facts }, record)).toEqual({
    breaksC2pa: false,
  })
})

test('the rewritten prompt comes from the attempt that made the picture', async () => {
  const bytes = await picture()
  const facts = { sha256: sha256Hex(bytes), bytes: bytes.length, width: 64, height: 48 }
  const made = { ...done(), images: [facts], response: { actual_prompt: 'A red fox' } }
  const later = { ...done({ attempt: 'a2', time: 9 }), response: { actual_prompt: 'Another fox' } }
  const from = pictures([], [made, later])
  await from.write(wanted({ recipe: labelOnly(labels) }), { job, bytes, facts }, record)
  const packet = await readPacket(await readFile(join(root, 'out', 'fox.png')))
  expect(packet).toContain('A red fox')
  expect(packet).not.toContain('Another fox')
})
test('content credentials in a PNG stay where it is the original, and are in nothing made from it', async () => {
  const bytes = Buffer.from(withChunks(await picture(), c2paChunk))
  const facts = { sha256: sha256Hex(bytes), bytes: bytes.length, width: 64, height: 48 }
  const kept = await pictures().keep(bytes)
  expect(kept).toEqual({ facts })
  const source = { job, bytes, facts }
  await pictures().write(wanted({}), source, record)
  const made = { path: 'small.png', recipe: { ...recipe, format: 'png', quality: null } } as const
  await pictures().write(wanted(made), source, record)
  const original = await readFile(join(root, 'out', 'fox.png'))
  expect(original.equals(bytes)).toBe(true)
  expect(original.includes('caBX')).toBe(true)
  expect((await readFile(join(root, 'out', 'small.png'))).includes('caBX')).toBe(false)
  expect(written.map(({ derived_from }) => derived_from)).toEqual([undefined, facts.sha256])
})
