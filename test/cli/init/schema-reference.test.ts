import { access, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { schemaReference } from '../../../src/cli/init/schema-reference.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
let folder: string

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'mintage-schema-')))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

async function install(below: string): Promise<void> {
  const file = join(folder, below, 'node_modules/mintage/schemas/manifest.schema.json')
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, '{}')
}

test('inside of this repository it is a relative path to its schema', async () => {
  const place = join(root, 'examples', 'of-a-test')
  const { text, isPortable } = await schemaReference(place)
  expect(text).toBe('../../schemas/manifest.schema.json')
  expect(isPortable).toBe(true)
  await access(resolve(place, text))
})

test('where the package is installed it is a relative path into it', async () => {
  await install('.')
  const expected = { text: './node_modules/mintage/schemas/manifest.schema.json', isPortable: true }
  expect(await schemaReference(folder)).toEqual(expected)
})

test('the package may be installed further up, and the folder not be made yet', async () => {
  await install('.')
  const { text } = await schemaReference(join(folder, 'sets', 'spring'))
  expect(text).toBe('../../node_modules/mintage/schemas/manifest.schema.json')
})

test('the nearest installation counts', async () => {
  await install('.')
  await install('sets')
  const { text } = await schemaReference(join(folder, 'sets', 'spring'))
  expect(text).toBe('../node_modules/mintage/schemas/manifest.schema.json')
})

test('without a package it is the URL of the schema of this installation', async () => {
  const { text, isPortable } = await schemaReference(folder)
  expect(isPortable).toBe(false)
  expect(text).toMatch(/^file:\/\/\/\S+\/schemas\/manifest\.schema\.json$/)
  await access(fileURLToPath(text))
})

test('an installation with a space in its path still makes one word of it', async () => {
  const { text } = await schemaReference(folder, join(folder, '..', 'my tools', 'mintage'))
  expect(text).not.toMatch(/\s/)
  expect(fileURLToPath(text)).toContain('my tools')
})

test('a folder beside the repository, whose name begins like its name, is outside', async () => {
  const { isPortable } = await schemaReference(`${folder}-2`, folder)
  expect(isPortable).toBe(false)
})
