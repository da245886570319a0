import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import type { FaultHook } from '../../src/simulator/faults.ts'
import { type Ended, type Place, place, service } from '../support/real-cli.ts'

const marked = '5ecre75ecre75ecre7'
const key = `sk-${marked}`

const manifest = `version: 1
name: teas
defaults: {model: qwen-image-plus, size: "1:1"}
assets:
  poster:
    prompt: "{{tea}} poster"
    matrix: {tea: [oolong, mint]}
    output: "{{tea}}.png"
`

/** A service that repeats the key wherever it can: here in every error. */
const echo =
  (code: string, status: number): FaultHook =>
  ({ headers, operation }) =>
    operation === 'download'
      ? undefined
      : { kind: 'error', status, code, message: `no: ${headers.authorization} key=${key}` }

async function aPlace(): Promise<{ here: Place; simulator: Awaited<ReturnType<typeof service>> }> {
  const here = await place({ 'mintage.yaml': manifest })
  const simulator = await service(here, { durationOf: () => 20 })
  here.env['DASHSCOPE_API_KEY'] = key
  return { here, simulator }
}

/** Every file below a folder that holds the key, however it is spelled. */
async function leaksIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'key.txt')
  const found = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const bytes = await readFile(join(parentPath, name))
      return bytes.includes(marked) || name.includes(marked) ? [name] : []
    }),
  )
  return found.flat()
}

function expectNone(ended: readonly Ended[]): void {
  for (const { stdout, stderr } of ended) expect(`${stdout}${stderr}`).not.toContain(marked)
}

async function all(here: Place, commands: readonly string[]): Promise<readonly Ended[]> {
  return Promise.all(commands.map((command) => here.mintage(...command.split(' '))))
}

test('the key is in nothing that any command writes', async () => {
  const { here, simulator } = await aPlace()
  const first = [
    await here.mintage('plan', '--out', 'p.json'),
    await here.mintage('run', 'p.json', '--yes', '--json'),
  ]
  expect(first.map(({ code }) => code)).toEqual([0, 0])
  const [task = ''] = simulator
    .ledger()
    .requests.flatMap(({ id, kind }) => (kind === 'task' ? [id] : []))
  const readers = await all(here, [
    'validate',
    'plan --json',
    'plan --format markdown',
    'plan --format junit',
    'plan --format github',
    'status --json',
    'verify',
    'why out/mint.png',
    'provenance',
    'sheet',
    'prune',
    'models',
    'tasks list',
    `tasks show ${task} --json`,
    `tasks cancel ${task}`,
    'completion bash',
    'init other',
    'run --simulate --yes',
    '--help',
  ])
  expectNone([...first, ...readers])
  expect(await leaksIn(here.folder)).toEqual([])
})

test('the key is in nothing that is written while a run stands still', async () => {
  const { here, simulator } = await aPlace()
  simulator.useFaults(({ operation }) =>
    operation === 'submit' ? { kind: 'hang', accepted: true } : undefined,
  )
  const { child, ended } = here.start('run', '--yes')
  while ((await here.read('.mintage/mintage.run')) === null) await sleep(20)
  const title = await readFile(`/proc/${child.pid}/cmdline`, 'utf8').catch(() =>
    child.spawnargs.join(' '),
  )
  expect(title).not.toContain(marked)
  expect(await leaksIn(here.folder)).toEqual([])
  child.kill('SIGINT')
  await sleep(300)
  child.kill('SIGKILL')
  expectNone([await ended])
  expect(await leaksIn(here.folder)).toEqual([])
})

test.each([
  ['InvalidApiKey', 401, 4],
  ['Arrearage', 400, 4],
  ['InvalidParameter', 400, 1],
  [`Odd.${key}`, 400, 1],
])('a service that repeats the key in %s %d is not repeated', async (code, status, exit) => {
  const { here, simulator } = await aPlace()
  simulator.useFaults((seen) => (seen.operation === 'list' ? undefined : echo(code, status)(seen)))
  const run = await here.mintage('run', '--yes')
  expect(run.code).toBe(exit)
  expect(run.stderr).toContain('[key]')
  simulator.useFaults(echo(code, status))
  const after = await all(here, [
    'status',
    'why out/mint.png',
    'tasks list --json',
    'tasks show t-1',
  ])
  expectNone([run, ...after])
  expect(await leaksIn(here.folder)).toEqual([])
})

test.each(['environment', 'file'])(
  'a crash with the key from the %s in its words keeps it',
  async (from) => {
    const { here } = await aPlace()
    const sabotage = `import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
crypto.hash = () => { throw new TypeError('sabotaged with Bearer ${key}') }
syncBuiltinESMExports()
`
    await here.write('key.txt', key)
    if (from === 'file') {
      delete here.env['DASHSCOPE_API_KEY']
      here.env['DASHSCOPE_API_KEY_FILE_PATH'] = join(here.folder, 'key.txt')
    }
    await here.write('sabotage.mjs', sabotage.replace(key, `'+'sk-'+'5ecre75ecre7'+'5ecre7`))
    here.env['NODE_OPTIONS'] = `--import ${pathToFileURL(join(here.folder, 'sabotage.mjs'))}`
    const ended = await here.mintage('run', '--yes')
    expect(ended.code).toBe(3)
    expect(ended.stderr).toContain('sabotaged with Bearer')
    expectNone([ended])
  },
)

test('a key that someone wrote into a manifest is hidden where the line is shown', async () => {
  const { here } = await aPlace()
  await here.write('mintage.yaml', `${manifest}api_key: ${key}\n`)
  const ended = await all(here, [
    'validate',
    'plan',
    'plan --format github',
    'run --yes',
    'validate --json',
  ])
  expect(ended.map(({ code }) => code)).toEqual(ended.map(() => 2))
  expectNone(ended)
})
