import { mkdir, mkdtemp, rm, stat, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { filesAtHand } from '../../src/images/at-hand.ts'
import { FileIndex } from '../../src/images/file-index.ts'
import { openStore } from '../../src/images/store.ts'
import { diskFiles } from '../../src/lockfile/file-system.ts'
import { stateOf } from '../../src/lockfile/fold.ts'
import type { LockRecord } from '../../src/lockfile/records.ts'
import { sha256Hex } from '../../src/request/key.ts'
import { done, output } from '../lockfile/records.ts'

let root: string
let outputs: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mintage-at-hand-'))
  outputs = join(root, 'out')
  await mkdir(outputs)
})

afterEach(() => rm(root, { recursive: true }))

function look(wanted: string[], records: LockRecord[] = [], index = new FileIndex()) {
  const store = openStore(join(root, 'store'), diskFiles)
  return filesAtHand(wanted, stateOf('tea', records), { outputs, store, index })
}

test('wanted and recorded outputs that are here have their hashes', async () => {
  await mkdir(join(outputs, '狐'))
  await writeFile(join(outputs, '狐', 'fox.png'), 'fox')
  await writeFile(join(outputs, 'old.png'), 'old')
  await writeFile(join(outputs, 'stray.png'), 'stray')
  const found = await look(['狐/fox.png', 'missing.png'], [output({ output: 'old.png' })])
  expect(found.outputs).toEqual(
    new Map([
      ['狐/fox.png', sha256Hex('fox')],
      ['old.png', sha256Hex('old')],
    ]),
  )
})

test('originals are those of the store, and outputs that are one byte for byte', async () => {
  await openStore(join(root, 'store'), diskFiles).put(Buffer.from('stored'))
  await writeFile(join(outputs, 'fox.png'), 'picture')
  await writeFile(join(outputs, 'thumb.png'), 'thumb')
  const found = await look(['fox.png', 'thumb.png'], [done({ picture: 'picture' })])
  expect(found.originals).toEqual(new Set([sha256Hex('stored'), sha256Hex('picture')]))
})

test('a file whose size and times are known is not read', async () => {
  const file = join(outputs, 'fox.png')
  await writeFile(file, 'fox')
  const index = new FileIndex()
  await look(['fox.png'], [], index)
  expect(index.hash('fox.png', await stat(file))).toBe(sha256Hex('fox'))
  index.set('fox.png', await stat(file), sha256Hex('as the index says'))
  const found = await look(['fox.png'], [], index)
  expect(found.outputs.get('fox.png')).toBe(sha256Hex('as the index says'))
})

test('a file that was changed is read, even with its old size and modification time', async () => {
  const file = join(outputs, 'fox.png')
  await writeFile(file, 'fox')
  const index = new FileIndex()
  await look(['fox.png'], [], index)
  const { atime, mtime } = await stat(file)
  await writeFile(file, 'FOX')
  await utimes(file, atime, mtime)
  expect((await look(['fox.png'], [], index)).outputs.get('fox.png')).toBe(sha256Hex('FOX'))
})

test('folders, and paths that lead through a file, are no files', async () => {
  await mkdir(join(outputs, 'folder.png'))
  await writeFile(join(outputs, 'file'), '')
  const found = await look(['folder.png', 'file/fox.png', `${'x'.repeat(300)}.png`])
  expect(found.outputs.size).toBe(0)
})

test('an empty file has the hash of nothing; one larger than any picture is not read', async () => {
  await writeFile(join(outputs, 'empty.png'), '')
  await writeFile(join(outputs, 'huge.png'), '')
  await truncate(join(outputs, 'huge.png'), 2 ** 40)
  const found = await look(['empty.png', 'huge.png'])
  expect(found.outputs).toEqual(
    new Map([
      ['empty.png', sha256Hex('')],
      ['huge.png', '0'.repeat(64)],
    ]),
  )
})

test.skipIf(process.platform === 'win32')('a link to a device is no file', async () => {
  await symlink('/dev/zero', join(outputs, 'fox.png'))
  expect((await look(['fox.png'])).outputs.size).toBe(0)
})

test.skipIf(process.platform === 'win32')(
  'a link that leads in a circle is an error that names it',
  async () => {
    await symlink('fox.png', join(outputs, 'fox.png'))
    await expect(look(['fox.png'])).rejects.toMatchObject({
      code: 'OUTPUT_READ',
      message: `could not read ${join(outputs, 'fox.png')} (ELOOP)`,
    })
  },
)
