import { readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { makeThumbnails } from '../../src/images/thumbnail.ts'
import { type ThumbnailSource, writeThumbnails } from '../../src/images/thumbnail-folder.ts'
import { diskFiles } from '../../src/lockfile/file-system.ts'
import { sha256Hex } from '../../src/request/key.ts'
import { bomb, plainPng } from '../../src/simulator/pictures/plain-png.ts'
import { temporaryFolder } from '../support/temp-folder.ts'

const wide = plainPng({ width: 1664, height: 928 }, 'wide')
const tall = plainPng({ width: 300, height: 600 }, 'tall')

/** A source that counts how often it is read. */
function source(bytes: Uint8Array, reads: string[] = []): ThumbnailSource {
  const sha256 = sha256Hex(bytes)
  return {
    sha256,
    read: async () => {
      reads.push(sha256)
      return bytes
    },
  }
}

async function write(folder: string, sources: readonly ThumbnailSource[]) {
  let missing = 0
  const onMissing = (count: number) => {
    missing += count
  }
  const written = await writeThumbnails(sources, { folder, files: diskFiles, onMissing })
  return { ...written, missing, files: (await readdir(folder)).sort() }
}

test('thumbnails keep the shape of their picture and are never larger than it', async () => {
  const sizesOf = async (bytes: Uint8Array) => {
    const made = [...((await makeThumbnails(bytes)) ?? [])]
    return Promise.all(
      made.map(async ([edge, thumbnail]) => {
        const { width, height, format } = await sharp(thumbnail).metadata()
        return [edge, width, height, format]
      }),
    )
  }
  expect(await sizesOf(wide)).toEqual([
    [480, 480, 268, 'webp'],
    [1280, 1280, 714, 'webp'],
  ])
  expect(await sizesOf(tall)).toEqual([
    [480, 240, 480, 'webp'],
    [1280, 300, 600, 'webp'],
  ])
})

test.each([
  ['a text', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['nothing', Buffer.alloc(0)],
  ['half a picture', wide.subarray(0, 60)],
  ['more pixels than any picture has', bomb()],
])('%s has no thumbnail', async (_, bytes) => {
  expect(await makeThumbnails(bytes)).toBeNull()
})

test('a second time nothing is read and nothing is made', async () => {
  const folder = join(await temporaryFolder(), 'pictures')
  const reads: string[] = []
  const sources = [source(wide, reads), source(tall, reads), source(wide, reads)]
  expect(await write(folder, sources)).toMatchObject({ made: 2, kept: 0, removed: 0, missing: 2 })
  const before = reads.length
  expect(before).toBe(2)
  const again = await write(folder, sources)
  expect(again).toMatchObject({ made: 0, kept: 2, removed: 0, missing: 0 })
  expect(reads.length).toBe(before)
  expect(again.shown).toEqual(new Set([sha256Hex(wide), sha256Hex(tall)]))
  expect(again.files).toHaveLength(4)
})

test('one that is half there is made whole', async () => {
  const folder = await temporaryFolder({ [`${sha256Hex(wide)}-480.webp`]: 'x' })
  expect(await write(folder, [source(wide)])).toMatchObject({ made: 1, kept: 0 })
})

test('thumbnails that no picture needs go, also unfinished ones, and no other file does', async () => {
  const old = 'b'.repeat(64)
  const others = [
    'mine.webp',
    `${old}-480.png`,
    `x${old}-480.webp`,
    `${old.toUpperCase()}-480.webp`,
  ]
  const stale = [`${old}-480.webp`, `${old}-1280.webp`, `${old}-320.webp`, `${old}-480.webp.tmp`]
  const folder = await temporaryFolder(
    Object.fromEntries([...others, ...stale].map((name) => [name, 'x'])),
  )
  const { removed, files } = await write(folder, [])
  expect(removed).toBe(4)
  expect(files).toEqual([...others].sort())
})

test('a picture that is gone or cannot be decoded is not shown', async () => {
  const gone = { sha256: 'c'.repeat(64), read: async () => null }
  const folder = await temporaryFolder()
  const { shown, made, files } = await write(folder, [gone, source(Buffer.from('no picture'))])
  expect({ shown: shown.size, made, files }).toEqual({ shown: 0, made: 0, files: [] })
})

test('a link in the place of a thumbnail is replaced, and what it leads to stays', async () => {
  const elsewhere = await temporaryFolder({ 'mine.txt': 'mine' })
  const folder = await temporaryFolder()
  const name = `${sha256Hex(tall)}-480.webp`
  await symlink(join(elsewhere, 'mine.txt'), join(folder, name))
  await write(folder, [source(tall)])
  expect(String(await readFile(join(elsewhere, 'mine.txt')))).toBe('mine')
  await writeFile(join(folder, 'note.txt'), '')
  expect((await sharp(join(folder, name)).metadata()).format).toBe('webp')
})
