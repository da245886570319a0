import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, statSync } from 'node:fs'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { version } from '../../src/cli/version.ts'

const program = fileURLToPath(new URL('../../dist/cli/main.cjs', import.meta.url))

/** Makes Node fail as soon as a module of this name is loaded. */
function without(name: string): string[] {
  return instead(name, "throw new Error('loaded: ' + id)")
}

/** Makes Node do this when a module of this name is to be loaded; `load(id, ...others)` loads it. */
function instead(name: string, code: string): string[] {
  const hook = `import Module from 'node:module'
const load = Module._load
Module._load = (id, ...others) => {
  if (id === ${JSON.stringify(name)}) ${code}
  return load(id, ...others)
}`
  return ['--import', `data:text/javascript,${encodeURIComponent(hook)}`]
}

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mintage-main-'))
  const cities = Array.from({ length: 800 }, (_, index) => `city ${index}`)
  await writeFile(
    join(folder, 'mintage.yaml'),
    `version: 1
name: many
defaults: {model: qwen-image-plus, sizes: ["1:1"]}
assets:
  poster:
    prompt: "a poster for {{city}}"
    matrix: {city: ${JSON.stringify(cities)}}
`,
  )
})

afterAll(async () => {
  await rm(folder, { recursive: true })
})

function start(args: readonly string[], node: readonly string[] = []) {
  const { DASHSCOPE_API_KEY: _, ...env } = process.env
  const child = spawn(process.execPath, [...node, program, ...args], { cwd: folder, env })
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const ended = once(child, 'close').then(([code]) => ({ code: Number(code), err }))
  return { child, ended }
}

async function mintage(args: readonly string[], node: readonly string[] = []) {
  const { child, ended } = start(args, node)
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  return { ...(await ended), out }
}

test.each(['--version', '-V'])('%s is answered before anything else is loaded', async (flag) => {
  const hook = ['./cli.cjs', 'sharp', 'undici'].flatMap(without)
  expect(await mintage([flag], hook)).toEqual({ code: 0, out: `${version()}\n`, err: '' })
})

test('a program whose package.json is gone says so and ends', async () => {
  const lost = join(folder, 'lost', 'dist', 'cli')
  await cp(dirname(program), lost, { recursive: true })
  const { status, stderr } = spawnSync(process.execPath, [join(lost, 'main.cjs'), '--version'], {
    encoding: 'utf8',
    timeout: 30_000,
  })
  expect(status).toBe(3)
  expect(stderr).toMatch(
    /^error\[INTERNAL\]: Mintage is not whole; install it again: .*ENOENT.*\n$/,
  )
})

test('a library that is not there is no defect of the program', async () => {
  const code = `throw Object.assign(new Error("Cannot find module 'undici'"), { code: 'MODULE_NOT_FOUND' })`
  const { code: ended, err } = await mintage(['run', '--simulate'], instead('undici', code))
  expect(ended).toBe(3)
  expect(err).toContain(
    "a library that Mintage needs cannot be loaded: Error: Cannot find module 'undici'",
  )
  expect(err).toContain('install Mintage again')
  expect(err).not.toContain('issue')
})

test('an older Node is told what is needed', async () => {
  const older = `Object.defineProperty(process.versions, 'node', { value: '20.18.3' })`
  const hook = ['--import', `data:text/javascript,${encodeURIComponent(older)}`]
  const { code, err } = await mintage(['plan'], hook)
  expect(code).toBe(2)
  expect(err).toMatch(
    /^error: Mintage needs Node 20\.19 or later, and this is v.*; nothing was sent\n$/,
  )
})

test.skipIf(!existsSync('/dev/full'))('what a full disk did not take has failed', () => {
  for (const args of [
    ['plan', '--json'],
    ['--version'],
    ['models'],
    ['run', '--simulate', '--json', '--limit', '1'],
  ]) {
    const shell = ['-c', '"$@" > /dev/full', 'sh', process.execPath, program, ...args]
    const { status, stderr } = spawnSync('sh', shell, {
      cwd: folder,
      encoding: 'utf8',
      timeout: 50_000,
    })
    expect({ args, status }).toEqual({ args, status: 1 })
    expect(stderr).toContain('error: what was to be printed could not be written (ENOSPC)\n')
  }
})

test.skipIf(process.platform === 'win32')(
  'a file that took a part of what was printed has failed',
  () => {
    const script = `ulimit -f 8; exec "$@" > part.json`
    const shell = ['-c', script, 'bash', process.execPath, program, 'plan', '--json', '--exit-code']
    const { status, stderr } = spawnSync('bash', shell, {
      cwd: folder,
      encoding: 'utf8',
      timeout: 50_000,
    })
    expect(statSync(join(folder, 'part.json')).size).toBe(8 * 1024)
    expect(stderr).toContain('error: what was to be printed could not be written (EFBIG)\n')
    expect(status).toBe(1)
  },
)

test('a command that waits for what never comes has failed', async () => {
  const never = 'return { ...load(id, ...others), main: () => new Promise(() => {}) }'
  const { code, out, err } = await mintage(['run', '--simulate'], instead('./cli.cjs', never))
  expect({ code, out }).toEqual({ code: 3, out: '' })
  expect(err).toContain('Mintage broke: Error: it stopped before it was done')
})

test.skipIf(process.platform === 'win32')('a folder that is gone is said to be', async () => {
  const gone = join(folder, 'gone')
  const script = `mkdir "$0" && cd "$0" && rmdir "$0" && exec "$@"`
  const args = ['-c', script, gone, process.execPath, program, 'plan']
  const { status, stderr } = spawnSync('sh', args, { encoding: 'utf8', timeout: 30_000 })
  expect(status).toBe(2)
  expect(stderr).toBe('error: the folder that this was started in is gone; nothing was sent\n')
})

test('a program that lost files says so and ends', async () => {
  expect(await mintage(['plan'], without('./cli.cjs'))).toEqual({
    code: 3,
    out: '',
    err: 'error[INTERNAL]: Mintage is not whole; install it again: Error: loaded: ./cli.cjs\n',
  })
})

test('a check of a manifest loads no library from its folder', async () => {
  const hook = ['yaml', 'handlebars', 'commander', 'picocolors', 'sharp', 'undici'].flatMap(without)
  const { code, err } = await mintage(['validate'], hook)
  expect({ code, err }).toEqual({ code: 0, err: '' })
})

test('what nobody expected is exit 3, with how to report it and no stack', async () => {
  const { code, err } = await mintage(['run', '--simulate'], without('undici'))
  expect(code).toBe(3)
  expect(err).toContain('error[INTERNAL]: Mintage broke: Error: loaded: undici')
  expect(err).toContain('please open an issue')
  expect(err).not.toMatch(/^\s+at /m)
})

test('a long result reaches a slow reader whole', async () => {
  const { child, ended } = start(['plan', '--json'])
  const chunks: Buffer[] = []
  child.stdout.pause()
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  setTimeout(() => child.stdout.resume(), 500)
  expect((await ended).code).toBe(0)
  const text = Buffer.concat(chunks).toString()
  expect(text.length).toBeGreaterThan(300_000)
  expect(JSON.parse(text).totals.jobs).toBe(800)
})

test('a reader that goes away is no error', async () => {
  const { child, ended } = start(['plan', '--json'])
  child.stdout.once('data', () => child.stdout.destroy())
  expect(await ended).toEqual({ code: 0, err: '' })
})

test('the manifest in the working directory is found', async () => {
  const { code, out } = await mintage(['validate'])
  expect({ code, out }).toEqual({
    code: 0,
    out: 'mintage.yaml: no problems found; 1 asset, 800 requests, 800 outputs\n',
  })
})
