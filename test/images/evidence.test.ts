import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { readEvidence } from '../../src/images/evidence.ts'
import { openStore } from '../../src/images/store.ts'
import { diskFiles } from '../../src/lockfile/file-system.ts'
import { stateOf } from '../../src/lockfile/fold.ts'
import { sha256Hex } from '../../src/request/key.ts'
import { done, output } from '../lockfile/records.ts'
import { temporaryFolder } from '../support/temp-folder.ts'

const lock = stateOf('tea', [done(), output(), output({ output: 'fox.webp' })])
const sha256 = sha256Hex('picture')

async function look(files: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder(files)
  const store = openStore(join(folder, 'store'), diskFiles)
  return { folder, store, read: () => readEvidence(lock, { outputs: join(folder, 'out'), store }) }
}

test('files are read whole, and those that are not here are left out', async () => {
  const { read } = await look({ 'out/fox.png': 'picture', 'out/other.png': 'not recorded' })
  const { outputs, originals } = await read()
  expect([...outputs]).toEqual([['fox.png', { bytes: 7, sha256, pointsAt: null }]])
  expect(originals.size).toBe(0)
})

test('a file of the same size and times is not believed', async () => {
  const { folder, read } = await look({ 'out/fox.png': 'picture' })
  const file = join(folder, 'out/fox.png')
  const time = new Date('2026-11-20T03:00:00Z')
  await utimes(file, time, time)
  await read()
  await writeFile(file, 'PICTURE')
  await utimes(file, time, time)
  expect((await read()).outputs.get('fox.png')?.sha256).toBe(sha256Hex('PICTURE'))
})

test('an original is found by its name, with the bytes that it has', async () => {
  const { store, read } = await look({})
  const path = store.path(sha256)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, 'damaged')
  expect([...(await read()).originals]).toEqual([
    [sha256, { bytes: 7, sha256: sha256Hex('damaged'), pointsAt: null }],
  ])
})

test('a Git LFS pointer says what it stands for', async () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize 7\n`
  const { read } = await look({ 'out/fox.png': pointer, 'out/fox.webp': `${pointer.slice(8)}` })
  const { outputs } = await read()
  expect(outputs.get('fox.png')?.pointsAt).toEqual({ bytes: 7, sha256 })
  expect(outputs.get('fox.webp')?.pointsAt).toBeNull()
})
