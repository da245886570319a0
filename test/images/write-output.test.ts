import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { outputPath } from '../../src/images/output-folder.ts'
import { type NewOutput, prepareOutput } from '../../src/images/write-output.ts'
import { diskFiles } from '../../src/lockfile/file-system.ts'
import { sha256Hex } from '../../src/request/key.ts'
import { MemoryFiles, Stopped } from '../lockfile/memory-files.ts'
import { at, key, output } from '../lockfile/records.ts'

let root: string
let folder: { path: string; root: string }

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mintage-output-'))
  await mkdir(join(root, 'set'))
  folder = { path: join(root, 'set', 'out'), root: join(root, 'set') }
})

afterEach(() => rm(root, { recursive: true }))

function fox(changes: Partial<NewOutput> = {}): NewOutput {
  const { sha256: _, bytes: __, ...line } = output()
  return { ...line, content: Buffer.from('fox'), hash: null, ...changes }
}

function prepare(what: NewOutput, before = undefined as ReturnType<typeof output> | undefined) {
  return prepareOutput(what, { folder, files: diskFiles, before, now: at(9) })
}

test('a new output is first a temp file, then a line, then the file', async () => {
  const prepared = await prepare(fox({ output: 'a/狐/fox.png' }))
  expect(prepared.record).toEqual({
    output: 'a/狐/fox.png',
    key: key(),
    image: 1,
    recipe: null,
    sha256: sha256Hex('fox'),
    bytes: 3,
    width: 1328,
    height: 1328,
    format: 'png',
    at: at(9),
  })
  expect(await readdir(join(folder.path, 'a', '狐'))).toEqual(['fox.png.tmp'])
  await prepared.place()
  expect(await readdir(join(folder.path, 'a', '狐'))).toEqual(['fox.png'])
  expect(await readFile(join(folder.path, 'a', '狐', 'fox.png'), 'utf8')).toBe('fox')
})

test('the line names the hash of the file that it replaces, whoever wrote that', async () => {
  await mkdir(folder.path)
  await writeFile(join(folder.path, 'fox.png'), 'edited by hand')
  const before = output({ sha256: sha256Hex('older'), bytes: 5, at: at(1) })
  const prepared = await prepare(fox(), before)
  expect(prepared.record?.replaces).toBe(sha256Hex('edited by hand'))
})

test('a line that the lockfile has already is not written again', async () => {
  const first = await prepare(fox())
  await first.place()
  const before = first.record ?? undefined
  await rm(join(folder.path, 'fox.png'))
  const again = await prepare(fox(), before)
  expect(again.record).toBeNull()
  await again.place()
  expect(await readFile(join(folder.path, 'fox.png'), 'utf8')).toBe('fox')
})

test('a line is written anew when it would not explain the file that stands there now', async () => {
  const before = (await prepare(fox())).record ?? undefined
  await writeFile(join(folder.path, 'fox.png'), 'edited by hand')
  const again = await prepare(fox(), before)
  expect(again.record).toEqual({
    ...before,
    replaces: sha256Hex('edited by hand'),
    at: again.record?.at,
  })
})

test('a new line is later than the one before it, even when the clock was set back', async () => {
  const prepared = await prepare(fox(), output({ sha256: sha256Hex('older'), at: at(500) }))
  expect(prepared.record?.at).toBe('2026-11-20T00:08:20.001Z')
})

test('a temp file that a crash left is written over', async () => {
  await mkdir(folder.path)
  await writeFile(
    join(folder.path, 'fox.png.tmp'),
    'half a picture, and more bytes than the new one',
  )
  const prepared = await prepare(fox())
  await prepared.place()
  expect(await readdir(folder.path)).toEqual(['fox.png'])
  expect(await readFile(join(folder.path, 'fox.png'), 'utf8')).toBe('fox')
})

test('a name as long as names can be leaves room for a temp file', async () => {
  const name = `${'x'.repeat(251)}.png`
  const prepared = await prepare(fox({ output: name }))
  await prepared.place()
  expect(await readdir(folder.path)).toEqual([name])
})

test('a folder in the place of an output is the disk saying no', async () => {
  await mkdir(join(folder.path, 'fox.png'), { recursive: true })
  const prepared = await prepare(fox())
  await expect(prepared.place()).rejects.toMatchObject({ code: 'OUTPUT_WRITE', stop: 'disk' })
  expect(await readdir(folder.path)).toEqual(['fox.png'])
})

const onPosix = test.skipIf(process.platform === 'win32')

onPosix(
  'a link that leads out of the manifest folder is refused, and nothing is made behind it',
  async () => {
    await mkdir(join(root, 'elsewhere'))
    await mkdir(folder.path)
    await symlink(join(root, 'elsewhere'), join(folder.path, 'a'))
    await expect(prepare(fox({ output: 'a/b/fox.png' }))).rejects.toMatchObject({
      code: 'OUTPUT_ESCAPES',
      message: `the folder of output a/b/fox.png leads out of ${folder.root}`,
    })
    expect(await readdir(join(root, 'elsewhere'))).toEqual([])
  },
)

onPosix(
  'an output folder that is a link out is refused; one that stays inside is not',
  async () => {
    await mkdir(join(root, 'elsewhere'))
    await symlink(join(root, 'elsewhere'), folder.path)
    await expect(prepare(fox())).rejects.toMatchObject({ code: 'OUTPUT_ESCAPES' })
    await rm(folder.path)
    await mkdir(join(folder.root, 'pictures'))
    await symlink(join(folder.root, 'pictures'), folder.path)
    await (await prepare(fox())).place()
    expect(await readdir(join(folder.root, 'pictures'))).toEqual(['fox.png'])
  },
)

onPosix('links in the place of the file or its temp file are replaced, not followed', async () => {
  await mkdir(folder.path)
  await writeFile(join(root, 'secret'), 'secret')
  await symlink(join(root, 'secret'), join(folder.path, 'fox.png'))
  await symlink(join(root, 'secret'), join(folder.path, 'fox.png.tmp'))
  await (await prepare(fox())).place()
  expect(await readFile(join(root, 'secret'), 'utf8')).toBe('secret')
  expect(await readFile(join(folder.path, 'fox.png'), 'utf8')).toBe('fox')
})

test.each(['../fox.png', 'a/../../fox.png', '/etc/fox.png', ''])(
  '%j is no path of an output',
  async (path) => {
    await expect(outputPath(folder, path, diskFiles)).rejects.toMatchObject({
      code: 'OUTPUT_ESCAPES',
    })
  },
)

test('a full disk at any step leaves the old file, no temp file, and says so', async () => {
  for (const step of [1, 2, 3]) {
    const files = MemoryFiles.of({ '/set/out/fox.png': 'old' })
    await files.makeFolder('/set')
    files.failures = { [step]: 'ENOSPC' }
    const context = {
      folder: { path: '/set/out', root: '/set' },
      files,
      before: undefined,
      now: at(0),
    }
    const written = prepareOutput(fox(), context).then(({ place }) => place())
    await expect(written).rejects.toMatchObject({
      code: 'OUTPUT_WRITE',
      message: 'could not write output fox.png (ENOSPC)',
    })
    expect(files.names()).toEqual(['/set/out/fox.png'])
    expect(files.text('/set/out/fox.png')).toBe('old')
  }
})

test('stopped at any step, there is the old file or the new one', async () => {
  for (let stopAt = 1; stopAt <= 4; stopAt += 1) {
    const files = MemoryFiles.of({ '/set/out/fox.png': 'old' })
    await files.makeFolder('/set')
    files.stopAt = stopAt
    const context = {
      folder: { path: '/set/out', root: '/set' },
      files,
      before: undefined,
      now: at(0),
    }
    await prepareOutput(fox(), context)
      .then(({ place }) => place())
      .catch((error) => expect(error).toBeInstanceOf(Stopped))
    expect(['old', 'fox']).toContain(files.afterKill().text('/set/out/fox.png'))
    expect(['old', 'fox']).toContain(files.afterPowerLoss(1).text('/set/out/fox.png'))
  }
})
