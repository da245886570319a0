import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type LoadOptions, loadManifest } from '../../src/manifest/load.ts'
import { temporaryFolder } from '../support/temp-folder.ts'

const manifest = (from: string) =>
  `version: 1\nname: tea\ndefaults: {model: qwen-image}\nassets: {a: {prompt: A, matrix: {x: {from: ${from}}}}}\n`

async function codes(file: string, options: LoadOptions) {
  const { diagnostics } = await loadManifest(file, options)
  return diagnostics.map(({ code }) => code)
}

test('a link that leads out of the folder is not followed, one that stays inside is', async () => {
  const outside = await temporaryFolder({ 'secret.csv': 'name\nx\n' })
  const cwd = await temporaryFolder({
    'm.yaml': manifest('link.csv'),
    'data/rows.csv': 'name\nx\n',
  })
  await symlink(path.join(outside, 'secret.csv'), path.join(cwd, 'link.csv'))
  expect(await codes('m.yaml', { cwd })).toEqual(['DATA_OUTSIDE'])
  await symlink(outside, path.join(cwd, 'folder'))
  await writeFile(path.join(cwd, 'm.yaml'), manifest('folder/secret.csv'))
  expect(await codes('m.yaml', { cwd })).toEqual(['DATA_OUTSIDE'])
  await symlink(path.join(cwd, 'data/rows.csv'), path.join(cwd, 'inside.csv'))
  await writeFile(path.join(cwd, 'm.yaml'), manifest('inside.csv'))
  expect(await codes('m.yaml', { cwd })).toEqual([])
})

test('a link to a hidden file is not followed', async () => {
  const cwd = await temporaryFolder({ 'm.yaml': manifest('link.csv'), '.env.csv': 'name\nx\n' })
  await symlink(path.join(cwd, '.env.csv'), path.join(cwd, 'link.csv'))
  expect(await codes('m.yaml', { cwd })).toEqual(['DATA_PATH'])
})

test('a project below a hidden folder, or behind a link, may read its own files', async () => {
  const base = await temporaryFolder()
  const cwd = path.join(base, '.hidden', 'project')
  await mkdir(cwd, { recursive: true })
  await writeFile(path.join(cwd, 'm.yaml'), manifest('rows.csv'))
  await writeFile(path.join(cwd, 'rows.csv'), 'name\nx\n')
  expect(await codes('m.yaml', { cwd })).toEqual([])
  await symlink(cwd, path.join(base, 'project'))
  expect(await codes('project/m.yaml', { cwd: base })).toEqual([])
})

test('with a wider root a manifest may read beside its own folder, and no further', async () => {
  const cwd = await temporaryFolder({
    'sets/tea/m.yaml': manifest('../shared/rows.csv'),
    'sets/shared/rows.csv': 'name\nx\n',
    'rows.csv': 'name\nx\n',
  })
  expect(await codes('sets/tea/m.yaml', { cwd })).toEqual(['DATA_OUTSIDE'])
  const wider = await loadManifest('sets/tea/m.yaml', { cwd, root: 'sets' })
  expect(wider.diagnostics).toEqual([])
  expect(wider.manifest?.data.map((file) => file.path)).toEqual(['../shared/rows.csv'])
  await writeFile(path.join(cwd, 'sets/tea/m.yaml'), manifest('../../rows.csv'))
  expect(await codes('sets/tea/m.yaml', { cwd, root: 'sets' })).toEqual(['DATA_OUTSIDE'])
})

test('a file beyond the bound is not read', async () => {
  const cwd = await temporaryFolder({
    'm.yaml': manifest('rows.txt'),
    'rows.txt': Buffer.alloc((32 << 20) + 1, 'x'),
  })
  expect(await codes('m.yaml', { cwd })).toEqual(['DATA_TOO_LARGE'])
})

test('more than a million rows are refused', async () => {
  const cwd = await temporaryFolder({
    'm.yaml': manifest('rows.txt'),
    'rows.txt': 'x\n'.repeat(1_000_001),
  })
  expect(await codes('m.yaml', { cwd })).toEqual(['DATA_TOO_MANY_ROWS'])
})

test('more than a thousand columns are refused', async () => {
  const header = Array.from({ length: 1001 }, (_, index) => `c${index}`).join(',')
  const cwd = await temporaryFolder({
    'm.yaml': manifest('rows.csv'),
    'rows.csv': `${header}\n${','.repeat(1000)}\n`,
  })
  expect(await codes('m.yaml', { cwd })).toEqual(['DATA_TOO_LARGE'])
})

test('files that are too large together are refused', async () => {
  const axes = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}: {from: ${name}.txt}`).join(', ')
  const names = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}.txt`)
  const cwd = await temporaryFolder({
    'm.yaml': manifest('a.txt').replace('x: {from: a.txt}', axes),
    ...Object.fromEntries(names.map((name) => [name, ''])),
  })
  // Holes, which take no room on the disk.
  for (const name of names) await truncate(path.join(cwd, name), 31 << 20)
  expect(await codes('m.yaml', { cwd })).toEqual(['DATA_TOO_LARGE'])
})
