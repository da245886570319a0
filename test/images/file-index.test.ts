import { expect, test } from 'vitest'
import { FileIndex, readIndex } from '../../src/images/file-index.ts'
import { sha256Hex } from '../../src/request/key.ts'
import { MemoryFiles } from '../lockfile/memory-files.ts'

const path = '/.mintage/tea.index'
const sha256 = sha256Hex('picture')
const stamp = { size: 7, mtimeMs: 1000.25, ctimeMs: 2000.5 }
const later = 1_000_000

async function saved(index: FileIndex, now = later): Promise<FileIndex> {
  const files = new MemoryFiles()
  await index.save(path, { now, files })
  return readIndex(path, files)
}

test('a file that looks as it did has the hash that it had', async () => {
  const index = new FileIndex()
  index.set('a/fox.png', stamp, sha256)
  const again = await saved(index)
  expect(again.hash('a/fox.png', stamp)).toBe(sha256)
  expect(again.hash('a/bear.png', stamp)).toBeNull()
})

test.each(['size', 'mtimeMs', 'ctimeMs'] as const)(
  'another %s, and it has to be hashed again',
  (field) => {
    const index = new FileIndex()
    index.set('fox.png', stamp, sha256)
    expect(index.hash('fox.png', { ...stamp, [field]: stamp[field] + 1 })).toBeNull()
  },
)

test('a file written just before saving is not trusted the next time', async () => {
  const index = new FileIndex()
  index.set('fox.png', stamp, sha256)
  expect((await saved(index, stamp.ctimeMs + 1999)).hash('fox.png', stamp)).toBeNull()
  index.set('fox.png', stamp, sha256)
  expect((await saved(index, stamp.ctimeMs + 2001)).hash('fox.png', stamp)).toBe(sha256)
})

test('notes are kept', async () => {
  const index = new FileIndex()
  index.setNote('provenance', 'sha256:1')
  expect((await saved(index)).note('provenance')).toBe('sha256:1')
  expect(index.note('other')).toBeNull()
})

test('nothing is written when nothing changed', async () => {
  const files = new MemoryFiles()
  const index = new FileIndex()
  index.set('fox.png', stamp, sha256)
  await index.save(path, { now: later, files })
  const { steps } = files
  const again = await readIndex(path, files)
  again.keepOnly(new Set(['fox.png']))
  await again.save(path, { now: later, files })
  expect(files.steps).toBe(steps)
})

test('files that nobody asks about are forgotten', async () => {
  const index = new FileIndex()
  index.set('old.png', stamp, sha256)
  index.keepOnly(new Set(['fox.png']))
  expect((await saved(index)).hash('old.png', stamp)).toBeNull()
})

test('paths like those of every object are only paths', async () => {
  const index = new FileIndex()
  for (const name of ['__proto__', 'constructor']) index.set(name, stamp, sha256)
  expect((await saved(index)).hash('__proto__', stamp)).toBe(sha256)
  expect(new FileIndex().hash('constructor', stamp)).toBeNull()
})

test.each([
  '',
  'garbage',
  'null',
  '[]',
  '{"mintage_index":2,"files":[],"notes":[]}',
  '{"mintage_index":1,"files":{},"notes":[]}',
  '{"mintage_index":1,"files":[["fox.png",7,1,2]],"notes":[]}',
  '{"mintage_index":1,"files":[["fox.png",7,1,2,"no hash"]],"notes":[]}',
  `{"mintage_index":1,"files":[["fox.png","7",1,2,"${sha256}"]],"notes":[]}`,
  '{"mintage_index":1,"files":[],"notes":[[1,2]]}',
])('an index that is not one is empty: %s', async (text) => {
  const index = await readIndex(path, MemoryFiles.of({ [path]: text }))
  expect(index.hash('fox.png', { size: 7, mtimeMs: 1, ctimeMs: 2 })).toBeNull()
})

test('an index that cannot be written is none', async () => {
  const files = new MemoryFiles()
  files.failures = { 1: 'EROFS', 2: 'EROFS', 3: 'EROFS' }
  const index = new FileIndex()
  index.set('fox.png', stamp, sha256)
  await index.save(path, { now: later, files })
  expect(files.names()).toEqual(['/.mintage/.gitignore'])
})
