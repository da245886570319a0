import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { main } from '../../src/cli/cli.ts'
import { templateNames } from '../../src/cli/templates/template.ts'
import { anIo } from './an-io.ts'

let cwd: string

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'mintage-init-'))
})

afterEach(async () => {
  await rm(cwd, { recursive: true })
})

async function mintage(...argv: readonly string[]) {
  const io = anIo({ cwd })
  const code = await main(argv, io)
  return { code, out: io.stdout.text, err: io.stderr.text }
}

const read = (path: string) => readFile(join(cwd, path), 'utf8')

/** Every file below the folder, with its text. */
async function everything(): Promise<Record<string, string>> {
  const entries = await readdir(cwd, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')))
  return Object.fromEntries(paths.map((path, index) => [path, texts[index] ?? '']))
}

describe.each(templateNames)('the template %s', (template) => {
  test('plans without findings, below a price that nobody minds', async () => {
    expect(await mintage('init', 'shop', '--template', template)).toMatchObject({ code: 0 })
    const validated = await mintage('validate', 'shop/mintage.yaml', '--json')
    expect(JSON.parse(validated.out)).toMatchObject({ valid: true, findings: [] })
    const planned = JSON.parse((await mintage('plan', 'shop/mintage.yaml', '--json')).out)
    expect(planned).toMatchObject({ findings: [], manifest: { name: 'shop' } })
    expect(planned.jobs.length).toBeGreaterThan(3)
    expect(Number(planned.estimate.cost)).toBeLessThan(0.5)
  })

  test('says what it wrote, and nothing else is there', async () => {
    const { out } = await mintage('init', 'shop', '--template', template)
    const written = Object.keys(await everything()).map((path) => path.slice(cwd.length + 1))
    for (const path of written) expect(out).toContain(`${path.replaceAll('\\', '/')} `)
    const said = out.match(/^ {2}shop\/\S+/gm)?.map((path) => path.trim())
    expect(said?.sort()).toEqual(written.map((path) => path.replaceAll('\\', '/')).sort())
  })

  test('names commands that exist, in comments and in what is printed', async () => {
    const { out } = await mintage('init', '.', '--template', template)
    const texts = `${await read('mintage.yaml')}\n${out}`
    const commands = [...texts.matchAll(/`mintage ([a-z]+)`|^[# ]+mintage ([a-z]+)/gm)]
    const named = new Set(commands.map(([, quoted, bare]) => quoted ?? bare))
    expect(named.size).toBeGreaterThan(1)
    const { out: help } = await mintage('--help')
    for (const name of named) expect(help).toMatch(new RegExp(`^ {2}${name} `, 'm'))
  })

  test('is the same text again for the same folder', async () => {
    await mintage('init', 'shop', '--template', template)
    const first = await everything()
    await rm(join(cwd, 'shop'), { recursive: true })
    await mintage('init', 'shop', '--template', template)
    expect(await everything()).toEqual(first)
  })
})

test.each(['catalog', 'ci'])('the data of %s is in Chinese and English', async (template) => {
  await mintage('init', '--template', template)
  const [file = ''] = await readdir(join(cwd, 'data'))
  const data = await read(`data/${file}`)
  expect(data).toMatch(/\p{Script=Han}{4}/u)
  expect(data).toMatch(/[a-z]{4}/)
})

test('a set of the CI template names a dated model', async () => {
  await mintage('init', '--template', 'ci')
  const { jobs } = JSON.parse((await mintage('plan', '--json')).out)
  for (const { request } of jobs) expect(request.model).toMatch(/-\d{4}-\d\d-\d\d$/)
})

test.each([
  ['Spring Café 2027', 'spring-cafe-2027'],
  ['2027', '2027'],
  ['1e3', '1e3'],
  ['true', 'true'],
  ['春茶', 'my-images'],
])('a set in the folder %s is called %s', async (folder, name) => {
  expect(await mintage('init', folder)).toMatchObject({ code: 0 })
  const { out } = await mintage('validate', join(folder, 'mintage.yaml'), '--json')
  expect(JSON.parse(out)).toMatchObject({ valid: true, manifest: { name } })
})

test('without a folder the set begins in this one, and no `cd` is needed', async () => {
  const { code, out } = await mintage('init')
  expect(code).toBe(0)
  expect(Object.keys(await everything())).toContain(join(cwd, 'mintage.yaml'))
  expect(out).not.toContain('cd ')
})

test('--quiet writes and prints nothing', async () => {
  expect(await mintage('init', 'shop', '--quiet')).toEqual({ code: 0, out: '', err: '' })
  expect(await read('shop/mintage.yaml')).toContain('name: shop')
})

describe('what exists', () => {
  test.each(['mintage.yaml', 'mintage.yml', 'mintage.lock', 'data/products.csv'])(
    'in the way is named, and nothing is written: %s',
    async (path) => {
      await mkdir(join(cwd, 'data'))
      await writeFile(join(cwd, path), 'mine')
      const { code, out, err } = await mintage('init', '--template', 'catalog')
      expect(code).toBe(2)
      expect(out).toBe('')
      expect(err).toContain('error[INIT_FILE_EXISTS]')
      expect(err).toContain(`\`${path}\` exists already in this folder`)
      expect(await everything()).toEqual({ [join(cwd, path)]: 'mine' })
    },
  )

  test('a link that leads nowhere counts too: nothing is written through it', async () => {
    await symlink(join(cwd, 'elsewhere'), join(cwd, 'mintage.yaml'))
    expect(await mintage('init')).toMatchObject({ code: 2 })
    expect(await everything()).toEqual({})
  })

  test('of git files keeps its text and gets the lines it lacks, once', async () => {
    await writeFile(join(cwd, '.gitignore'), 'node_modules/\n.mintage/')
    await writeFile(join(cwd, '.gitattributes'), '* text=auto\r\n')
    expect(await mintage('init')).toMatchObject({ code: 0 })
    expect(await read('.gitignore')).toBe(
      'node_modules/\n.mintage/\n*.simulated.lock\n*.simulated/\n',
    )
    const attributes = '* text=auto\r\nmintage.lock text eol=lf merge=union\r\n'
    expect(await read('.gitattributes')).toBe(attributes)
    await rm(join(cwd, 'mintage.yaml'))
    const { out } = await mintage('init')
    expect(out).not.toContain('.git')
    expect(await read('.gitattributes')).toBe(attributes)
  })

  test('as a folder where lines should go is named, and nothing is written', async () => {
    await mkdir(join(cwd, '.gitignore'))
    const { code, err } = await mintage('init')
    expect(code).toBe(2)
    expect(err).toContain('error[INIT_NOT_A_FILE]')
    expect(await everything()).toEqual({})
  })

  test('as a file where the folder should be is said so', async () => {
    await writeFile(join(cwd, 'shop'), 'mine')
    const { code, err } = await mintage('init', 'shop')
    expect(code).toBe(2)
    expect(err).toContain('error[INIT_WRITE]')
    expect(await everything()).toEqual({ [join(cwd, 'shop')]: 'mine' })
  })

  test('as a file where the folder for data should be leaves no half a set', async () => {
    await writeFile(join(cwd, 'data'), 'mine')
    expect(await mintage('init', '--template', 'catalog')).toMatchObject({ code: 2 })
    expect(await everything()).toEqual({ [join(cwd, 'data')]: 'mine' })
  })
})

test('a template that does not exist is a usage error that names the others', async () => {
  const { code, err } = await mintage('init', '--template', 'fancy')
  expect(code).toBe(2)
  expect(err).toContain('basic, catalog, ci')
})
