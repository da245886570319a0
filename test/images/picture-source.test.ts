import { open, symlink, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pictureReader } from '../../src/images/picture-source.ts'
import { openStore } from '../../src/images/store.ts'
import { diskFiles } from '../../src/lockfile/file-system.ts'
import { sha256Hex } from '../../src/request/key.ts'
import { temporaryFolder } from '../support/temp-folder.ts'

const sha256 = sha256Hex('picture')

/** A reader in a folder with these files, outputs in `out/`, and the paths of what it read. */
async function reader(files: Readonly<Record<string, string>>, outputs: readonly string[] = []) {
  const folder = await temporaryFolder({ 'out/note.txt': '', ...files })
  const store = openStore(join(folder, 'store'), diskFiles)
  const reads: string[] = []
  const read = pictureReader({
    places: { folder, outputs: join(folder, 'out') },
    store,
    atHand: { outputs: new Map(outputs.map((path) => [path, sha256])), originals: new Set() },
    files: {
      ...diskFiles,
      read: (path) => {
        reads.push(path)
        return diskFiles.read(path)
      },
    },
  })
  const text = async (path: string | null) => {
    const bytes = await read({ sha256, path })
    return bytes === null ? null : String(Buffer.from(bytes))
  }
  return { folder, store, reads, text }
}

test('a file is read where it is still the one that was meant', async () => {
  const { text } = await reader({ 'out/a.png': 'picture', 'out/b.png': 'another' })
  expect([await text('a.png'), await text('b.png'), await text('none.png')]).toEqual([
    'picture',
    null,
    null,
  ])
})

test('an original comes from the store, else from any output that is one', async () => {
  const { store, text, folder } = await reader({ 'out/c.png': 'picture' }, ['gone.png', 'c.png'])
  expect(await text(null)).toBe('picture')
  await truncate(join(folder, 'out/c.png'))
  expect(await text(null)).toBeNull()
  await store.put(Buffer.from('picture'))
  expect(await text(null)).toBe('picture')
})

test('no link out of the folder is followed, whatever the hash of the file behind it', async () => {
  const elsewhere = await temporaryFolder({ 'secret.png': 'picture' })
  const { folder, reads, text } = await reader({ 'mine.png': 'picture' }, ['out.png'])
  await symlink(join(elsewhere, 'secret.png'), join(folder, 'out/out.png'))
  await symlink(elsewhere, join(folder, 'out/deep'))
  await symlink(join(folder, 'mine.png'), join(folder, 'out/within.png'))
  for (const path of ['out.png', 'deep/secret.png', '../../secret.png', null]) {
    expect(await text(path)).toBeNull()
  }
  expect(reads).toEqual([])
  expect(await text('within.png')).toBe('picture')
})

test('what is no file, or larger than any picture, is not read', async () => {
  const { folder, reads, store, text } = await reader({ 'out/folder.png/x': '' })
  for (const path of ['out/large.png', store.path(sha256).slice(folder.length + 1)]) {
    await diskFiles.makeFolder(join(folder, path, '..'))
    const file = await open(join(folder, path), 'w')
    await file.truncate(128 * 1024 * 1024 + 1)
    await file.close()
  }
  expect([await text('folder.png'), await text('large.png'), await text(null)]).toEqual([
    null,
    null,
    null,
  ])
  expect(reads).toEqual([])
})
