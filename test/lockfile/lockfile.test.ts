import { appendFile, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeHeader, encodeRecord } from '../../src/lockfile/encode.ts'
import { stateOf } from '../../src/lockfile/fold.ts'
import { openLockfile } from '../../src/lockfile/lockfile.ts'
import { readLock } from '../../src/lockfile/read-lock.ts'
import { sha256Hex } from '../../src/request/key.ts'
import { lockStoreContract } from './contract.ts'
import { MemoryFiles } from './memory-files.ts'
import { done, output, reserved, submitted } from './records.ts'

let root: string
let count = 0

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'mintage-lockfile-'))
})

afterAll(() => rm(root, { recursive: true }))

function freshPath(): string {
  count += 1
  return join(root, `set-${count}.lock`)
}

lockStoreContract('a lockfile on disk', async () => {
  const path = freshPath()
  return { open: (name) => openLockfile(path, { name }) }
})

lockStoreContract('a lockfile in memory', async () => {
  const files = new MemoryFiles()
  return { open: (name) => openLockfile('/tea.lock', { name, files }) }
})

const whole = `${encodeHeader('tea')}\n${encodeRecord(reserved())}\n`

test('records that are appended together share one write and one sync', async () => {
  const files = new MemoryFiles()
  const store = await openLockfile('/tea.lock', { name: 'tea', files })
  await Promise.all([store.append(reserved()), store.append(submitted()), store.append(done())])
  expect(files.log).toEqual(['write /tea.lock', 'sync /tea.lock', 'syncFolder /'])
  await store.append(output())
  expect(files.log.slice(3)).toEqual(['write /tea.lock', 'sync /tea.lock'])
})

test('reading alone writes nothing', async () => {
  const files = MemoryFiles.of({ '/tea.lock': `${whole}{"torn` })
  const store = await openLockfile('/tea.lock', { name: 'tea', files })
  await store.close()
  expect(store.warnings.map(({ code }) => code)).toEqual(['LOCK_TORN_LINE'])
  expect(files.log).toEqual([])
})

test('a torn tail is cut off before the next line is written', async () => {
  const path = freshPath()
  await writeFile(path, `${whole}{"torn`)
  const store = await openLockfile(path, { name: 'tea' })
  await store.append(submitted())
  await store.close()
  expect(await readFile(path, 'utf8')).toBe(`${whole}${encodeRecord(submitted())}\n`)
})

test('a first line that was cut off is written anew', async () => {
  const path = freshPath()
  await writeFile(path, '{"mintage_l')
  const store = await openLockfile(path, { name: 'tea' })
  await store.append(reserved())
  await store.close()
  expect(await readFile(path, 'utf8')).toBe(whole)
})

test('compacting an equal file writes nothing', async () => {
  const files = MemoryFiles.of({ '/tea.lock': whole })
  const store = await openLockfile('/tea.lock', { name: 'tea', files })
  expect(await store.compact()).toBe(false)
  expect(files.log).toEqual([])
})

test('compacting goes over a temp file that is synced and gone afterwards', async () => {
  const files = MemoryFiles.of({ '/tea.lock': `${whole}${encodeRecord(done())}\n` })
  const store = await openLockfile('/tea.lock', { name: 'tea', files })
  expect(await store.compact()).toBe(true)
  expect(files.log).toEqual([
    'write /tea.lock.tmp',
    'sync /tea.lock.tmp',
    'rename /tea.lock',
    'syncFolder /',
  ])
  expect(files.names()).toEqual(['/tea.lock'])
})

test('a full disk fails the records written together, and leaves no torn line', async () => {
  const files = MemoryFiles.of({ '/tea.lock': whole })
  files.failures = { 1: 'ENOSPC' }
  const store = await openLockfile('/tea.lock', { name: 'tea', files })
  const appended = await Promise.allSettled([store.append(submitted()), store.append(output())])
  for (const result of appended) {
    expect(result).toMatchObject({
      reason: {
        code: 'LOCK_WRITE',
        stop: 'disk',
        message: 'could not write tea.lock (ENOSPC); what is not in the lockfile did not count',
      },
    })
  }
  expect(files.text('/tea.lock')).toBe(whole)
  expect(store.state).toEqual(stateOf('tea', [reserved()]))
})

test('once there is room again, what is known can be appended after all', async () => {
  const files = MemoryFiles.of({ '/tea.lock': whole })
  files.failures = { 1: 'ENOSPC' }
  const store = await openLockfile('/tea.lock', { name: 'tea', files })
  await expect(store.append(submitted())).rejects.toMatchObject({ code: 'LOCK_WRITE' })
  await store.append(submitted())
  await store.close()
  expect(files.text('/tea.lock')).toBe(`${whole}${encodeRecord(submitted())}\n`)
})

test('a new lockfile that found no room is begun again with its first line', async () => {
  const files = new MemoryFiles()
  files.failures = { 1: 'ENOSPC' }
  const store = await openLockfile('/tea.lock', { name: 'tea', files })
  await expect(store.append(reserved())).rejects.toMatchObject({ code: 'LOCK_WRITE' })
  await store.append(reserved())
  expect(files.text('/tea.lock')).toBe(whole)
})

test('after a sync that failed nothing is appended any more', async () => {
  const files = MemoryFiles.of({ '/tea.lock': whole })
  files.failures = { 2: 'EIO' }
  const store = await openLockfile('/tea.lock', { name: 'tea', files })
  await expect(store.append(submitted())).rejects.toMatchObject({ code: 'LOCK_WRITE' })
  await expect(store.append(done())).rejects.toMatchObject({ code: 'LOCK_WRITE' })
  await expect(store.compact()).rejects.toMatchObject({ code: 'LOCK_WRITE' })
  expect((await readLock('/tea.lock', { name: 'tea', files })).warnings).toEqual([])
})

test('a torn line that could not be cut off is the last thing written', async () => {
  const files = MemoryFiles.of({ '/tea.lock': whole })
  files.failures = { 1: 'ENOSPC', 2: 'EIO' }
  const store = await openLockfile('/tea.lock', { name: 'tea', files })
  await expect(store.append(submitted())).rejects.toMatchObject({ code: 'LOCK_WRITE' })
  await expect(store.append(submitted())).rejects.toMatchObject({ code: 'LOCK_WRITE' })
  const again = await openLockfile('/tea.lock', { name: 'tea', files })
  expect(again.warnings.map(({ code }) => code)).toEqual(['LOCK_TORN_LINE'])
  await again.append(submitted())
  expect(files.text('/tea.lock')).toBe(`${whole}${encodeRecord(submitted())}\n`)
})

test('a compaction that found no room leaves the file and no temp file', async () => {
  const text = `${whole}${encodeRecord(done())}\n`
  for (const step of [1, 2, 3]) {
    const files = MemoryFiles.of({ '/tea.lock': text })
    files.failures = { [step]: 'ENOSPC' }
    const store = await openLockfile('/tea.lock', { name: 'tea', files })
    await expect(store.compact()).rejects.toMatchObject({ code: 'LOCK_WRITE' })
    expect(files.text('/tea.lock')).toBe(text)
    expect(files.names()).toEqual(['/tea.lock'])
    await store.append(output())
    expect(files.text('/tea.lock')).toBe(`${text}${encodeRecord(output())}\n`)
  }
})

test('records that a merge put into the file during a run are kept', async () => {
  const path = freshPath()
  const store = await openLockfile(path, { name: 'tea' })
  await store.append(reserved())
  await appendFile(path, `${encodeRecord(done({ attempt: 'a2', seed: 2 }))}\n`)
  await store.append(done())
  await store.compact()
  await store.close()
  const { state } = await readLock(path, { name: 'tea' })
  expect([...state.attempts.keys()].sort()).toEqual(['a1', 'a2'])
})

test('a lockfile that is replaced during a run gets the records of both', async () => {
  const path = freshPath()
  const store = await openLockfile(path, { name: 'tea' })
  await store.append(reserved())
  await rm(path)
  await writeFile(
    path,
    `${encodeHeader('tea')}\n${encodeRecord(done({ attempt: 'a2', seed: 2 }))}\n`,
  )
  await store.append(submitted())
  const { state } = await readLock(path, { name: 'tea' })
  expect([...state.attempts.values()].map(({ id, state }) => [id, state]).sort()).toEqual([
    ['a1', 'submitted'],
    ['a2', 'done'],
  ])
  await store.close()
})

test('a lockfile that is removed during a run is written again', async () => {
  const path = freshPath()
  const store = await openLockfile(path, { name: 'tea' })
  await store.append(reserved())
  await rm(path)
  await store.append(submitted())
  await store.close()
  const { state } = await readLock(path, { name: 'tea' })
  expect(state).toEqual(stateOf('tea', [reserved(), submitted()]))
})

test('a lockfile that is replaced by something damaged is left alone, now and at the next append', async () => {
  const files = MemoryFiles.of({ '/tea.lock': whole })
  const store = await openLockfile('/tea.lock', { name: 'tea', files })
  await store.append(submitted())
  files.put('/tea.lock', `${whole}<<<<<<< HEAD\n`)
  for (const record of [done(), output()]) {
    await expect(store.append(record)).rejects.toMatchObject({ code: 'LOCK_UNMERGED' })
  }
  expect(files.text('/tea.lock')).toBe(`${whole}<<<<<<< HEAD\n`)
})

test.skipIf(process.platform === 'win32')(
  'a link in the place of a new lockfile is not followed',
  async () => {
    const path = freshPath()
    await symlink(join(root, 'elsewhere'), path)
    const store = await openLockfile(path, { name: 'tea' })
    await expect(store.append(reserved())).rejects.toMatchObject({ code: 'LOCK_WRITE' })
    expect(await readdir(root)).not.toContain('elsewhere')
  },
)

test('a snapshot knows the digest of the bytes; without a file there is none', async () => {
  const files = MemoryFiles.of({ '/tea.lock': whole })
  expect((await readLock('/tea.lock', { name: 'tea', files })).digest).toBe(
    `sha256:${sha256Hex(whole)}`,
  )
  expect((await readLock('/no.lock', { name: 'tea', files })).digest).toBeNull()
})

test('a folder in the place of a lockfile cannot be read', async () => {
  await expect(readLock(root, { name: 'tea' })).rejects.toMatchObject({ code: 'LOCK_READ' })
})
