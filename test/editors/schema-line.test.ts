import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { main } from '../../src/cli/cli.ts'
import { templateNames } from '../../src/cli/templates/template.ts'
import { anIo } from '../cli/an-io.ts'
import { type LanguageServer, startLanguageServer } from './language-server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let server: LanguageServer
let folder: string

beforeAll(async () => {
  server = await startLanguageServer()
  folder = await realpath(await mkdtemp(join(tmpdir(), 'mintage-editors-')))
})

afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

/** Opens a manifest as it stands: what is underlined, and what is said of its first key. */
async function opened(path: string) {
  const text = readFileSync(path, 'utf8')
  const line = text.split('\n').findIndex((each) => each.startsWith('version:'))
  const problems = await server.open(path, text)
  return { problems, hover: await server.hover(path, { line, character: 2 }) }
}

/** Nothing is wrong, and that is known from the schema: without one nothing ever is. */
const understood = {
  problems: [],
  hover: expect.stringContaining('Version of the manifest language'),
}

const examples = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /(^|[\\/])mintage\.yaml$/.test(path))
  .filter((path) => !path.includes('node_modules'))

test.each(examples)(
  'an editor finds the schema of examples/%s, and nothing wrong',
  async (path) => {
    expect(await opened(join(root, 'examples', path))).toEqual(understood)
  },
)

describe.each(templateNames)('what `init --template %s` writes', (template) => {
  async function begun(below: string): Promise<string> {
    const target = join(folder, below, template)
    const code = await main(['init', target, '--template', template], anIo({ cwd: folder }))
    expect(code).toBe(0)
    return join(target, 'mintage.yaml')
  }

  test('is understood on a machine that has Mintage anywhere', async () => {
    expect(await opened(await begun('anywhere'))).toEqual(understood)
  })

  test('is understood in a project that has Mintage installed', async () => {
    const installed = join(folder, 'project', 'node_modules', 'mintage', 'schemas')
    mkdirSync(installed, { recursive: true })
    cpSync(join(root, 'schemas'), installed, { recursive: true })
    const path = await begun('project/sets')
    expect(readFileSync(path, 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=\.\.\/\.\.\/node_/,
    )
    expect(await opened(path)).toEqual(understood)
  })
})
