import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { processIdentity } from '../../src/lockfile/process-identity.ts'
import { acquireRunLock, type RunLockOptions } from '../../src/lockfile/run-lock.ts'
import { MemoryFiles } from './memory-files.ts'

let root: string
let path: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mintage-run-'))
  path = join(root, '.mintage', 'tea.run')
})

afterEach(() => rm(root, { recursive: true }))

function us(options: Partial<RunLockOptions> = {}): RunLockOptions {
  return {
    pid: process.pid,
    host: 'desk',
    now: '2026-11-20T03:39:20.659Z',
    token: 'first',
    isAlive: () => true,
    ...options,
  }
}

test('the lock says who holds it, in a folder that git leaves alone', async () => {
  await acquireRunLock(path, us())
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
    pid: process.pid,
    host: 'desk',
    since: '2026-11-20T03:39:20.659Z',
  })
  expect(await readFile(join(root, '.mintage', '.gitignore'), 'utf8')).toBe('*\n')
})

test('a second run is refused and told of the first', async () => {
  await acquireRunLock(path, us())
  await expect(acquireRunLock(path, us({ token: 'second' }))).rejects.toMatchObject({
    code: 'RUN_LOCKED',
    stop: 'busy',
    message: `another run holds the lock: process ${process.pid} on desk, since 2026-11-20T03:39:20.659Z`,
    hint: 'wait until it has ended',
  })
})

test('a lock that was given back is free', async () => {
  const lock = await acquireRunLock(path, us())
  await lock.release()
  const next = await acquireRunLock(path, us({ token: 'second' }))
  await next.release()
  expect(await readdir(join(root, '.mintage'))).toEqual(['.gitignore'])
})

test('a dead owner on this host is taken over', async () => {
  await acquireRunLock(path, us())
  await acquireRunLock(path, us({ token: 'second', isAlive: () => false }))
  expect(JSON.parse(await readFile(path, 'utf8')).token).toBe('second')
  expect((await readdir(join(root, '.mintage'))).sort()).toEqual(['.gitignore', 'tea.run'])
})

test('an owner that was taken over does not remove the lock of the one after it', async () => {
  const dead = await acquireRunLock(path, us())
  await acquireRunLock(path, us({ token: 'second', isAlive: () => false }))
  await dead.release()
  expect(JSON.parse(await readFile(path, 'utf8')).token).toBe('second')
})

test('an owner on another host is never judged, unless it is asked for', async () => {
  await acquireRunLock(path, us({ host: 'ci-7' }))
  const options = us({ token: 'second', isAlive: () => false })
  await expect(acquireRunLock(path, options)).rejects.toMatchObject({
    code: 'RUN_LOCKED',
    hint: 'whether it still runs cannot be told from here; when you know that it does not, --take-over',
  })
  await acquireRunLock(path, { ...options, takeOver: true })
  expect(JSON.parse(await readFile(path, 'utf8')).token).toBe('second')
})

test('taking over does not reach a living owner on this host', async () => {
  await acquireRunLock(path, us())
  await expect(acquireRunLock(path, us({ token: 'second', takeOver: true }))).rejects.toMatchObject(
    {
      code: 'RUN_LOCKED',
    },
  )
})

test.skipIf(process.platform !== 'linux')(
  'a pid that belongs to another process now is a dead owner',
  async () => {
    await acquireRunLock(path, us())
    const owner = JSON.parse(await readFile(path, 'utf8'))
    owner.identity.started = '1'
    await writeFile(path, JSON.stringify(owner))
    await acquireRunLock(path, us({ token: 'second' }))
    expect(JSON.parse(await readFile(path, 'utf8')).token).toBe('second')
  },
)

test.skipIf(process.platform !== 'linux')(
  'an owner in another container is not judged',
  async () => {
    await acquireRunLock(path, us())
    const owner = JSON.parse(await readFile(path, 'utf8'))
    owner.identity.space = 'pid:[1]'
    await writeFile(path, JSON.stringify(owner))
    const options = us({ token: 'second', isAlive: () => false })
    await expect(acquireRunLock(path, options)).rejects.toMatchObject({ code: 'RUN_LOCKED' })
  },
)

test('without what tells processes apart, the pid alone decides', async () => {
  await acquireRunLock(path, us())
  const owner = JSON.parse(await readFile(path, 'utf8'))
  owner.identity = null
  await writeFile(path, JSON.stringify(owner))
  await expect(acquireRunLock(path, us({ token: 'second' }))).rejects.toMatchObject({
    code: 'RUN_LOCKED',
  })
  await acquireRunLock(path, us({ token: 'second', isAlive: () => false }))
})

test.each(['', 'garbage', '{"pid":"x"}', '{"pid":-1,"host":"a","since":"b","token":"c"}'])(
  'a lock of a run that died before it had written its name is taken over: %j',
  async (text) => {
    const files = MemoryFiles.of({ '/.mintage/tea.run': text })
    await acquireRunLock('/.mintage/tea.run', us({ files }))
    expect(JSON.parse(files.text('/.mintage/tea.run') ?? '').token).toBe('first')
  },
)

test('of many runs that find a dead owner at once, one gets the lock', async () => {
  await acquireRunLock(path, us({ pid: 999_999_999 }))
  const isAlive = (pid: number) => pid === process.pid
  const runs = Array.from({ length: 20 }, (_, index) =>
    acquireRunLock(path, us({ token: `run-${index}`, isAlive })),
  )
  const results = await Promise.allSettled(runs)
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason.code).toBe('RUN_LOCKED')
  }
})

test('what a run left that died while it took over does not stand in the way', async () => {
  const dead = { pid: 5, host: 'desk', since: 'x', token: 'dead', identity: null }
  const files = MemoryFiles.of({
    '/.mintage/tea.run': JSON.stringify(dead),
    '/.mintage/tea.run.taking': JSON.stringify(dead),
  })
  await acquireRunLock('/.mintage/tea.run', us({ files, isAlive: (pid) => pid !== 5 }))
  expect(files.names()).toEqual(['/.mintage/.gitignore', '/.mintage/tea.run'])
})

test('a folder that cannot be written is the disk saying no', async () => {
  const files = new MemoryFiles()
  files.failures = { 2: 'EROFS' }
  await expect(acquireRunLock('/.mintage/tea.run', us({ files }))).rejects.toMatchObject({
    code: 'RUN_LOCK_WRITE',
    stop: 'disk',
    message: 'could not write the run lock (EROFS)',
  })
})

test.skipIf(process.platform !== 'linux')(
  'a process has an identity for as long as it lives',
  async () => {
    const own = await processIdentity(process.pid)
    expect(own).toEqual({
      boot: expect.stringMatching(/^[0-9a-f-]{36}$/),
      started: expect.stringMatching(/^\d+$/),
      space: expect.stringMatching(/^pid:\[\d+\]$/),
    })
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'])
    await once(child, 'spawn')
    expect((await processIdentity(child.pid ?? 0))?.started).not.toBe(own?.started)
    child.stdin.end()
    await once(child, 'exit')
    expect(await processIdentity(child.pid ?? 0)).toBeNull()
  },
)
