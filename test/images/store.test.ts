import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../src/images/store.ts'
import { diskFiles } from '../../src/lockfile/file-system.ts'
import { sha256Hex } from '../../src/request/key.ts'
import { MemoryFiles, Stopped } from '../lockfile/memory-files.ts'

let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mintage-store-'))
})

afterEach(() => rm(root, { recursive: true }))

const bytes = Buffer.from('a picture')
const sha256 = sha256Hex(bytes)

test('an original is kept under the hash of its bytes', async () => {
  const store = openStore(join(root, 'store'), diskFiles)
  expect(await store.put(bytes)).toBe(sha256)
  expect(store.path(sha256)).toBe(join(root, 'store', sha256.slice(0, 2), `${sha256}.png`))
  expect(await readFile(store.path(sha256))).toEqual(bytes)
  expect(await store.read(sha256)).toEqual(bytes)
  expect(await store.list()).toEqual(new Set([sha256]))
})

test('a store that does not exist is empty', async () => {
  const store = openStore(join(root, 'nowhere'), diskFiles)
  expect(await store.read(sha256)).toBeNull()
  expect(await store.list()).toEqual(new Set())
})

test('bytes that are not those of their name are not at hand, and are put right', async () => {
  const store = openStore(root, diskFiles)
  await store.put(bytes)
  await writeFile(store.path(sha256), 'a pictu')
  expect(await store.read(sha256)).toBeNull()
  await store.put(bytes)
  expect(await store.read(sha256)).toEqual(bytes)
})

test('only files that are named like originals are listed', async () => {
  const store = openStore(root, diskFiles)
  await store.put(bytes)
  await writeFile(join(root, sha256.slice(0, 2), `${'0'.repeat(64)}.png`), '')
  await writeFile(join(root, sha256.slice(0, 2), `${sha256}.png.tmp`), '')
  await writeFile(join(root, 'notes.txt'), '')
  expect(await store.list()).toEqual(new Set([sha256]))
})

test('the same bytes at once and again are written once', async () => {
  const files = new MemoryFiles()
  const store = openStore('/store', files)
  await Promise.all([store.put(bytes), store.put(bytes)])
  await store.put(bytes)
  expect(files.log.filter((step) => step.startsWith('write'))).toHaveLength(1)
})

test('an original is synced, then named, then its name is synced', async () => {
  const files = new MemoryFiles()
  const folder = `/store/${sha256.slice(0, 2)}`
  await openStore('/store', files).put(bytes)
  expect(files.log).toEqual([
    'syncFolder /store',
    'syncFolder /',
    `write ${folder}/${sha256}.png.tmp`,
    `sync ${folder}/${sha256}.png.tmp`,
    `rename ${folder}/${sha256}.png`,
    `syncFolder ${folder}`,
  ])
})

test('stopped anywhere, a put that resolved survives a power loss, and the next one mends the rest', async () => {
  for (let stopAt = 1; stopAt <= 8; stopAt += 1) {
    for (const share of [0, 0.4, 1]) {
      const files = new MemoryFiles()
      files.stopAt = stopAt
      const isKept = await openStore('/store', files)
        .put(bytes)
        .then(() => true)
        .catch((error) => {
          if (!(error instanceof Stopped)) throw error
          return false
        })
      const left = files.afterPowerLoss(share)
      const store = openStore('/store', left)
      if (isKept) expect(await store.read(sha256)).toEqual(bytes)
      await store.put(bytes)
      expect(await store.read(sha256)).toEqual(bytes)
      expect(left.names()).toEqual([store.path(sha256)])
    }
  }
})

test('a full disk is an error that says so and leaves no temp file', async () => {
  for (const step of [3, 4, 5]) {
    const files = new MemoryFiles()
    files.failures = { [step]: 'ENOSPC' }
    await expect(openStore('/store', files).put(bytes)).rejects.toMatchObject({
      code: 'STORE_WRITE',
      stop: 'disk',
      message: expect.stringContaining('(ENOSPC)'),
    })
    expect(files.names()).toEqual([])
  }
})

test('two runs that store the same picture at once both succeed', async () => {
  const stores = Array.from({ length: 8 }, () => openStore(root, diskFiles))
  const large = Buffer.alloc(300_000, 7)
  await Promise.all(stores.map((store) => store.put(large)))
  const hash = sha256Hex(large)
  expect(await stores[0]?.read(hash)).toEqual(large)
  expect(await readdir(join(root, hash.slice(0, 2)))).toEqual([`${hash}.png`])
})
