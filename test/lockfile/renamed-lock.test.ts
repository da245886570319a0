import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { refuseRenamedLock } from '../../src/lockfile/renamed-lock.ts'

let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mintage-renamed-'))
  await writeFile(join(root, 'yarn.lock'), '# yarn lockfile v1\n')
  await writeFile(join(root, 'empty.lock'), '')
  await writeFile(join(root, 'other.lock'), '{"mintage_lock":1,"name":"coffee"}\n')
  await writeFile(join(root, 'tea.simulated.lock'), '{"mintage_lock":1,"name":"tea"}\n')
})

afterEach(() => rm(root, { recursive: true }))

test('a lock of the same name under another stem is an error that says what to rename', async () => {
  await writeFile(join(root, 'old.lock'), '{"mintage_lock":1,"name":"tea"}\n{"key":…')
  await expect(refuseRenamedLock(join(root, 'new.lock'), 'tea')).rejects.toMatchObject({
    code: 'LOCK_RENAMED',
    message:
      'new.lock does not exist, but old.lock has the same name "tea"; was the manifest renamed?',
    hint: 'rename old.lock to new.lock; or give this manifest another `name` if it is a new set',
  })
})

test('a lock that exists is taken, whatever stands beside it', async () => {
  await writeFile(join(root, 'old.lock'), '{"mintage_lock":1,"name":"tea"}\n')
  await writeFile(join(root, 'new.lock'), '')
  await refuseRenamedLock(join(root, 'new.lock'), 'tea')
})

test('locks of other sets, other programs and simulated runs do not matter', async () => {
  await refuseRenamedLock(join(root, 'new.lock'), 'tea')
})
