import {
  cp,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { main } from '../../src/cli/cli.ts'
import { sha256Hex } from '../../src/request/key.ts'
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts'
import { temporaryFolder } from '../support/temp-folder.ts'
import { anIo, type TestIo } from './an-io.ts'

const manifest = `version: 1
name: pruned
defaults: {model: qwen-image-plus, size: "1:1", seeds: [1]}
assets:
  tea:
    prompt: "tea {{kind}}"
    matrix: {kind: [oolong, jasmine]}
    output: "tea/{{kind}}/main.png"
    variants: [{name: thumb, width: 32, format: webp}]
`
const withoutJasmine = manifest.replace('[oolong, jasmine]', '[oolong]')

let simulator: Simulator
/** A set whose pictures were all bought; every test has a copy. */
let template = ''
beforeAll(async () => {
  simulator = await startSimulator({ durationOf: () => 50 })
  template = await mkdtemp(join(tmpdir(), 'mintage-prune-'))
  await writeFile(join(template, 'mintage.yaml'), manifest)
  expect(await mintage(template, 'run --yes --quiet')).toMatchObject({ code: 0, err: '' })
})
afterAll(async () => {
  await simulator.close()
  await rm(template, { recursive: true })
})

interface Here {
  readonly folder: string
  mintage(args: string, wish?: { tty?: boolean; reply?: string }): Promise<Result>
  files(below?: string): Promise<string[]>
  write(path: string, text: string): Promise<void>
}

interface Result {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A set whose pictures were all bought. */
async function bought(): Promise<Here> {
  const folder = await temporaryFolder()
  await cp(template, folder, { recursive: true })
  return {
    folder,
    mintage: (args, wish) => mintage(folder, args, wish),
    files: (below = 'out') => filesBelow(join(folder, below)),
    write: (path, content) => writeFile(join(folder, path), content),
  }
}

async function mintage(
  cwd: string,
  args: string,
  { tty = false, reply }: { tty?: boolean; reply?: string } = {},
): Promise<Result> {
  const env = { DASHSCOPE_HTTP_BASE_URL: simulator.url, DASHSCOPE_API_KEY: 'sk-test' }
  const io: TestIo = { ...anIo({ cwd, env, tty }), now: Date.now }
  if (reply !== undefined) io.stdin.end(reply)
  const code = await main(args.split(' '), io)
  return { code, out: io.stdout.text, err: io.stderr.text }
}

/** Files and empty folders below a folder. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.map((entry) => ({
    path: join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/'),
    isFolder: entry.isDirectory(),
  }))
  const parents = new Set(paths.map(({ path }) => path.slice(0, path.lastIndexOf('/'))))
  return paths
    .filter(({ path, isFolder }) => !isFolder || !parents.has(path))
    .map(({ path, isFolder }) => (isFolder ? `${path}/` : path))
    .sort()
}

const oolong = ['provenance.json', 'tea/oolong/main.png', 'tea/oolong/main.thumb.webp']
const jasmine = ['tea/jasmine/main.png', 'tea/jasmine/main.thumb.webp']

describe('outputs that the manifest no longer names', () => {
  test('are listed, removed with the folders that they leave empty, and stay counted', async () => {
    const here = await bought()
    await here.write('mintage.yaml', withoutJasmine)
    const lock = await readFile(join(here.folder, 'mintage.lock'))
    const { code, out, err } = await here.mintage('prune --yes')
    expect(code).toBe(0)
    expect(out).toMatch(/^2 files that the manifest no longer names:\n/)
    expect(out).toMatch(/ {2}out\/tea\/jasmine\/main\.png +\d+\.\d kB$/m)
    expect(out).toMatch(/ {2}out\/tea\/jasmine\/main\.thumb\.webp +\d+ bytes$/m)
    expect(err).toMatch(/^removed 2 files, .* kB; the lockfile keeps its lines/)
    expect(await here.files()).toEqual(oolong)
    expect(await readFile(join(here.folder, 'mintage.lock'))).toEqual(lock)
    expect(await here.mintage('prune')).toMatchObject({ code: 0, out: 'nothing to remove\n' })
    const { out: status } = await here.mintage('status')
    expect(status).toContain('0.06 USD paid for 2 images')
  })

  test('come back for free when the manifest names them again', async () => {
    const here = await bought()
    await here.write('mintage.yaml', withoutJasmine)
    await here.mintage('prune --yes --store')
    await here.write('mintage.yaml', manifest)
    const before = simulator.ledger().accepted.tasks
    expect(await here.mintage('run')).toMatchObject({ code: 0 })
    expect(await here.files()).toEqual([...oolong, ...jasmine].sort())
    expect(simulator.ledger().accepted.tasks).toBe(before)
  })

  test('stay when someone changed them, and the list says so', async () => {
    const here = await bought()
    await here.write('mintage.yaml', withoutJasmine)
    await here.write('out/tea/jasmine/main.png', 'my own drawing')
    const { code, out } = await here.mintage('prune --yes')
    expect(code).toBe(0)
    expect(out).toMatch(/1 file that the manifest no longer names:/)
    expect(out).toMatch(/kept:\n {2}out\/tea\/jasmine\/main\.png +changed since it was written/)
    expect(await here.files()).toEqual([...oolong, 'tea/jasmine/main.png'].sort())
  })

  test('are only those of the whole manifest: prune takes no selection and no override', async () => {
    const here = await bought()
    for (const option of ['--only tea', '--where kind=oolong', '--set a=b', '--model qwen-image']) {
      expect(await here.mintage(`prune --yes ${option}`)).toMatchObject({ code: 2 })
    }
    expect(await here.files()).toEqual([...oolong, ...jasmine].sort())
  })

  test('stay while they are the only copy of a picture that has a new name', async () => {
    const here = await bought()
    await here.write('mintage.yaml', manifest.replace('tea/{{kind}}/main', '{{kind}}'))
    await rm(join(here.folder, '.mintage/store'), { recursive: true })
    const before = await here.mintage('prune --yes')
    expect(before.out).toMatch(
      /main\.png +the only copy here of a picture that the manifest still wants/,
    )
    expect(await here.files()).toContain('tea/oolong/main.png')
    expect(await here.mintage('run')).toMatchObject({ code: 0 })
    expect(await here.mintage('prune --yes')).toMatchObject({ code: 0 })
    expect(await here.files()).toEqual([
      'jasmine.png',
      'jasmine.thumb.webp',
      'oolong.png',
      'oolong.thumb.webp',
      'provenance.json',
    ])
  })

  test('and the only copy of a picture that nothing wants is marked in the list', async () => {
    const here = await bought()
    await here.write('mintage.yaml', withoutJasmine)
    await rm(join(here.folder, '.mintage/store'), { recursive: true })
    const { out } = await here.mintage('prune --yes')
    expect(out).toMatch(/jasmine\/main\.png .*the only copy here of a picture that was paid for/)
    expect(await here.files()).toEqual(oolong)
  })

  test('stay where case does not count and the new spelling is the same file', async () => {
    const here = await bought()
    await here.write('mintage.yaml', manifest.replace('tea/{{kind}}/main', 'Tea/{{kind}}/main'))
    await mkdir(join(here.folder, 'out/Tea/oolong'), { recursive: true })
    const [old, young] = ['out/tea/oolong/main.png', 'out/Tea/oolong/main.png']
    await link(join(here.folder, old), join(here.folder, young))
    const { out } = await here.mintage('prune --yes')
    expect(out).toMatch(/oolong\/main\.png +on this system it is a wanted file/)
    expect(await here.files()).toContain('tea/oolong/main.png')
  })
})

describe.skipIf(process.platform === 'win32')('a link', () => {
  test('on the way out of the folder is never followed', async () => {
    const here = await bought()
    const outside = await temporaryFolder()
    await rename(join(here.folder, 'out/tea/jasmine'), join(outside, 'jasmine'))
    await symlink(join(outside, 'jasmine'), join(here.folder, 'out/tea/jasmine'))
    await here.write('mintage.yaml', withoutJasmine)
    const { code, out } = await here.mintage('prune --yes')
    expect(code).toBe(0)
    expect(out).toMatch(/jasmine\/main\.png +a link on its way leads out of the folder/)
    expect((await readdir(join(outside, 'jasmine'))).sort()).toEqual([
      'main.png',
      'main.thumb.webp',
    ])
  })

  test('in the place of an output goes, and what it leads to stays', async () => {
    const here = await bought()
    const outside = await temporaryFolder()
    const [place, target] = [join(here.folder, 'out/tea/jasmine/main.png'), join(outside, 'a.png')]
    await rename(place, target)
    await symlink(target, place)
    await here.write('mintage.yaml', withoutJasmine)
    expect(await here.mintage('prune --yes')).toMatchObject({ code: 0 })
    expect(await here.files()).toEqual(oolong)
    expect((await stat(target)).size).toBeGreaterThan(0)
  })

  test('in the place of the store keeps prune from it: others may use what it leads to', async () => {
    const here = await bought()
    const outside = await temporaryFolder()
    await rename(join(here.folder, '.mintage/store'), join(outside, 'store'))
    await symlink(join(outside, 'store'), join(here.folder, '.mintage/store'))
    await rm(join(here.folder, 'mintage.lock'))
    await here.write('mintage.yaml', manifest.replace('name: pruned', 'name: other'))
    await rm(join(here.folder, 'out'), { recursive: true })
    const { code, err } = await here.mintage('prune --store --yes')
    expect(code).toBe(5)
    expect(err).toContain('error[PRUNE_STORE_OUTSIDE]')
    expect((await filesBelow(join(outside, 'store'))).length).toBe(2)
  })
})

describe('nothing is removed unasked', () => {
  test('without a terminal --yes is needed: exit 5, after the list', async () => {
    const here = await bought()
    await here.write('mintage.yaml', withoutJasmine)
    const { code, out, err } = await here.mintage('prune')
    expect(code).toBe(5)
    expect(out).toContain('out/tea/jasmine/main.png')
    expect(err).toContain('error[PRUNE_NOT_CONFIRMED]')
    expect(err).toContain('--yes')
    expect(await here.files()).toEqual([...oolong, ...jasmine].sort())
  })

  test.each([
    ['y\n', 0, oolong],
    ['\n', 5, [...oolong, ...jasmine].sort()],
    ['', 5, [...oolong, ...jasmine].sort()],
  ])('on a terminal the answer %j decides', async (reply, code, left) => {
    const here = await bought()
    await here.write('mintage.yaml', withoutJasmine)
    const ended = await here.mintage('prune', { tty: true, reply })
    expect(ended.code).toBe(code)
    expect(ended.err).toMatch(/^Remove 2 files, \d+\.\d kB\? \[y\/N\] /)
    expect(await here.files()).toEqual(left)
  })

  test('a manifest with errors prunes nothing: what it names is not known', async () => {
    const here = await bought()
    await here.write('mintage.yaml', withoutJasmine.replace('prompt:', 'promt:'))
    expect(await here.mintage('prune --yes')).toMatchObject({ code: 2 })
    expect(await here.files()).toEqual([...oolong, ...jasmine].sort())
  })

  test('while a run is at work it is exit 6', async () => {
    const here = await bought()
    await here.write('mintage.yaml', withoutJasmine)
    const owner = { pid: 1, host: 'elsewhere', since: '2026-11-20T03:00:00.000Z', token: 'x' }
    await here.write('.mintage/mintage.run', `${JSON.stringify(owner)}\n`)
    const { code, err } = await here.mintage('prune --yes')
    expect(code).toBe(6)
    expect(err).toContain('elsewhere')
    expect(await here.files()).toEqual([...oolong, ...jasmine].sort())
  })
})

describe('--store', () => {
  const stray = Buffer.from('a picture that nothing names')
  const strayPath = `.mintage/store/${sha256Hex(stray).slice(0, 2)}/${sha256Hex(stray)}.png`

  /** A set with an original in its store that no lockfile names. */
  async function withStray(): Promise<Here> {
    const here = await bought()
    await mkdir(join(here.folder, strayPath, '..'), { recursive: true })
    await writeFile(join(here.folder, strayPath), stray)
    return here
  }

  test('removes originals that no lockfile of the folder names, and no other', async () => {
    const here = await withStray()
    const { code, out } = await here.mintage('prune --store --yes')
    expect(code).toBe(0)
    expect(out).toContain('1 original that no lockfile of this folder names:')
    expect(out).toContain(`${sha256Hex(stray)}.png`)
    const left = await here.files('.mintage/store')
    expect(left.filter((path) => path.endsWith('.png'))).toHaveLength(2)
    expect(left).not.toContain(`${sha256Hex(stray).slice(0, 2)}/`)
  })

  test('without it the store is left alone', async () => {
    const here = await withStray()
    expect(await here.mintage('prune --yes')).toMatchObject({ out: 'nothing to remove\n' })
    expect((await stat(join(here.folder, strayPath))).size).toBe(stray.length)
  })

  test('keeps what another manifest of the folder bought, whatever its lockfile is called', async () => {
    const here = await bought()
    await rename(join(here.folder, 'mintage.yaml'), join(here.folder, 'spring.yaml'))
    await rename(join(here.folder, 'mintage.lock'), join(here.folder, 'spring.lock'))
    const other = manifest.replace('name: pruned', 'name: other\noutput_dir: other')
    await here.write('mintage.yaml', other.replace('tea {{kind}}', 'coffee {{kind}}'))
    await here.write('yarn.lock', '# another program’s\n')
    expect(await here.mintage('prune --store --yes')).toMatchObject({ out: 'nothing to remove\n' })
  })

  test.each<[string, (text: string) => string, string]>([
    ['is damaged', (text) => text.replace('"attempt"', '"attempd"'), 'LOCK_'],
    ['is unmerged', (text) => `<<<<<<< HEAD\n${text}`, 'LOCK_UNMERGED'],
    ['lost its first line', (text) => text.slice(text.indexOf('\n') + 1), 'LOCK_FOREIGN'],
  ])('removes nothing while another lockfile %s', async (_, change, code) => {
    const here = await withStray()
    const text = await readFile(join(here.folder, 'mintage.lock'), 'utf8')
    await here.write('spring.lock', change(text))
    const ended = await here.mintage('prune --store --yes')
    expect(ended.code).toBe(2)
    expect(ended.err).toContain(`error[${code}`)
    expect((await stat(join(here.folder, strayPath))).size).toBe(stray.length)
  })

  test('removes nothing while a request is under way whose picture may be there already', async () => {
    const here = await withStray()
    const text = await readFile(join(here.folder, 'mintage.lock'), 'utf8')
    const lines = text.split('\n')
    const done = JSON.parse(lines[1] ?? '')
    const { key, at, response } = done
    const open = {
      key,
      attempt: 'b-1',
      state: 'submitted',
      at,
      task_id: 't',
      request_id: null,
      response,
    }
    await here.write('spring.lock', `${lines[0]}\n${JSON.stringify(open)}\n`)
    const ended = await here.mintage('prune --store --yes')
    expect(ended.code).toBe(5)
    expect(ended.err).toContain('error[PRUNE_UNFINISHED]: spring.lock has 1 request under way')
    expect((await stat(join(here.folder, strayPath))).size).toBe(stray.length)
  })

  test('waits for no run of another manifest of the folder: exit 6', async () => {
    const here = await withStray()
    const owner = { pid: 1, host: tmpdir(), since: '2026-11-20T03:00:00.000Z', token: 'x' }
    await here.write('.mintage/spring.run', `${JSON.stringify(owner)}\n`)
    expect(await here.mintage('prune --store --yes')).toMatchObject({ code: 6 })
    expect(await here.mintage('prune --yes')).toMatchObject({ code: 0 })
  })
})
