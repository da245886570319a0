import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findManifest } from '../../src/cli/find-manifest.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mintage-cli-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

test('a manifest that is named is taken, relative to the working directory', async () => {
  expect(await findManifest('sets/a.yaml', folder)).toBe(join(folder, 'sets', 'a.yaml'))
})

test.each(['mintage.yaml', 'mintage.yml'])(
  'without a name the single %s is taken',
  async (name) => {
    await writeFile(join(folder, name), '')
    expect(await findManifest(undefined, folder)).toBe(join(folder, name))
  },
)

test('without any manifest the error says how to name one', async () => {
  await writeFile(join(folder, 'campaign.yaml'), '')
  await expect(findManifest(undefined, folder)).rejects.toMatchObject({
    code: 'CLI_NO_MANIFEST',
    stop: 'usage',
  })
})

test('two manifests are one too many to guess', async () => {
  await writeFile(join(folder, 'mintage.yaml'), '')
  await writeFile(join(folder, 'mintage.yml'), '')
  await expect(findManifest(undefined, folder)).rejects.toMatchObject({ code: 'CLI_TWO_MANIFESTS' })
})
