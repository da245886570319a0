import { expect, test } from 'vitest'
import { main } from '../../src/cli/cli.ts'
import { schemaErrors } from '../report/schemas.ts'
import { startOfTest } from '../simulator/manual-clock.ts'
import { asynchronous, paths, post, type Stage, stage } from '../simulator/wire.ts'
import { temporaryFolder } from '../support/temp-folder.ts'
import { anIo } from './an-io.ts'

/** A service on a clock that stands still; two tasks of a model run at a time, 10 s each. */
const aService = stage

async function submit({ simulator }: Stage, prompt: string, model = 'qwen-image'): Promise<string> {
  const body = { model, input: { prompt }, parameters: { size: '1328*1328', n: 1 } }
  const { json } = await post(simulator, paths.legacy, body, asynchronous)
  return json.output.task_id
}

/** The real command line, its network and its key included, in a folder with these files. */
async function tasks(
  { simulator, clock }: Stage,
  args: string,
  { files = {}, env = {} }: { files?: Record<string, string>; env?: Record<string, string> } = {},
) {
  const cwd = await temporaryFolder(files)
  const io = {
    ...anIo({
      cwd,
      env: { DASHSCOPE_HTTP_BASE_URL: simulator.url, DASHSCOPE_API_KEY: 'sk-test', ...env },
    }),
    now: () => clock.now(),
  }
  const code = await main(['tasks', ...args.split(' ')], io)
  return { code, out: io.stdout.text, err: io.stderr.text }
}

test('list: a table of the tasks with their times where the reader is', async () => {
  const service = await aService()
  const first = await submit(service, 'a fox')
  service.clock.advance(12_000)
  const second = await submit(service, 'a hare', 'qwen-image-plus')
  const { code, out } = await tasks(service, 'list')
  expect(code).toBe(0)
  expect(out.split('\n')).toEqual([
    expect.stringMatching(/^task +status +model +created +took$/),
    expect.stringMatching(new RegExp(`^${second} +PENDING +qwen-image-plus +2026-11-20 19:00:12$`)),
    expect.stringMatching(
      new RegExp(`^${first} +SUCCEEDED +qwen-image +2026-11-20 19:00:00 +11 s$`),
    ),
    '',
    `singapore at ${service.simulator.url}: 2 tasks; times of Asia/Shanghai`,
    '',
  ])
})

test('list: filters by model, state and time, and pages what is left', async () => {
  const service = await aService()
  const old = await submit(service, 'a fox')
  service.clock.advance(7_200_000)
  const young = [await submit(service, 'a hare'), await submit(service, 'an owl')]
  const other = await submit(service, 'an elk', 'qwen-image-plus')
  const listed = async (args: string) => {
    const { out } = await tasks(service, `list --json ${args}`)
    const json = JSON.parse(out)
    expect(schemaErrors('tasks', json)).toEqual([])
    const list: { task_id: string }[] = json.list
    return { ...json, ids: list.map((task) => task.task_id) }
  }
  expect((await listed('--model qwen-image-plus')).ids).toEqual([other])
  expect((await listed('--status SUCCEEDED')).ids).toEqual([old])
  expect((await listed('--since 1h --model qwen-image')).ids.sort()).toEqual([...young].sort())
  expect((await listed('--since 2026-11-20T12:30Z')).total).toBe(3)
  const pages = await Promise.all([1, 2].map((page) => listed(`--page ${page} --page-size 3`)))
  expect(pages).toMatchObject([
    { page: 1, pages: 2, total: 4 },
    { page: 2, pages: 2, total: 4 },
  ])
  expect(new Set(pages.flatMap((page) => page.ids))).toEqual(new Set([old, ...young, other]))
  const since = await Promise.all(
    [1, 2].map((page) => listed(`--since 1h --page ${page} --page-size 2`)),
  )
  expect(since.map((page) => page.ids.length)).toEqual([2, 1])
  expect(new Set(since.flatMap((page) => page.ids))).toEqual(new Set([...young, other]))
  const { out } = await tasks(service, 'list --page-size 3')
  expect(out).toContain('4 tasks, page 1 of 2; --page 2 shows more')
})

test('list: nothing to show says of which account', async () => {
  const service = await aService()
  const { code, out } = await tasks(service, 'list --since 5m')
  expect(code).toBe(0)
  expect(out).toBe(`singapore at ${service.simulator.url}: no such task in the last 24 hours\n`)
})

test('show: prompt, rewriting, picture and times of a task that succeeded', async () => {
  const service = await aService()
  const id = await submit(service, 'a fox')
  service.clock.advance(12_000)
  const { code, out } = await tasks(service, `show ${id}`)
  expect(code).toBe(0)
  for (const words of [
    id,
    'status     SUCCEEDED',
    'model      qwen-image',
    'created    2026-11-20 19:00:00 (Asia/Shanghai)',
    'prompt     a fox',
    'rewritten  a fox',
    `image      ${new URL(service.simulator.url).origin}`,
  ]) {
    expect(out).toContain(words)
  }
  const json = JSON.parse((await tasks(service, `show ${id} --json`)).out)
  expect(schemaErrors('task', json)).toEqual([])
  expect(json).toMatchObject({
    task_id: id,
    status: 'SUCCEEDED',
    model: 'qwen-image',
    created_at: new Date(startOfTest).toISOString(),
    prompt: 'a fox',
    error: null,
  })
})

test('show: why a task failed, and a task that runs', async () => {
  const service = await aService()
  const failed = await submit(service, 'a fox [[server-error]]')
  service.clock.advance(12_000)
  const running = await submit(service, 'a hare')
  service.clock.advance(2_000)
  expect((await tasks(service, `show ${failed}`)).out).toContain('error      InternalError')
  for (const [id, status] of [
    [failed, 'FAILED'],
    [running, 'RUNNING'],
  ]) {
    const json = JSON.parse((await tasks(service, `show ${id} --json`)).out)
    expect(schemaErrors('task', json)).toEqual([])
    expect(json.status).toBe(status)
  }
})

test('cancel: a task that waits is taken out and never billed', async () => {
  const service = await aService()
  const before = [await submit(service, 'one'), await submit(service, 'two')]
  service.clock.advance(1_000)
  const id = await submit(service, 'three')
  const { code, out, err } = await tasks(service, `cancel ${id} --json`)
  expect(code).toBe(0)
  expect(err).toContain('canceled: it costs nothing')
  expect(schemaErrors('task', JSON.parse(out))).toEqual([])
  expect(JSON.parse(out)).toMatchObject({ task_id: id, status: 'CANCELED' })
  service.clock.advance(60_000)
  expect(service.simulator.ledger().billed.images).toBe(before.length)
})

test('cancel: a task in any other state stays, and the message says which and what follows', async () => {
  const service = await aService()
  const done = await submit(service, 'one')
  const failed = await submit(service, 'two [[server-error]]')
  service.clock.advance(12_000)
  const running = await submit(service, 'three')
  await submit(service, 'four')
  service.clock.advance(1_000)
  const waiting = await submit(service, 'five')
  await tasks(service, `cancel ${waiting}`)
  for (const [id, status, words] of [
    [done, 'SUCCEEDED', 'made and billed'],
    [failed, 'FAILED', 'costs nothing'],
    [running, 'RUNNING', 'is billed if it succeeds'],
    [waiting, 'CANCELED', 'canceled before'],
  ]) {
    const { code, err } = await tasks(service, `cancel ${id}`)
    expect(code).toBe(1)
    expect(err).toContain('error[TASK_NOT_PENDING]')
    expect(err).toContain(`task ${id} is ${status}: only a task that is still PENDING`)
    expect(err).toContain(words)
    expect(err).toContain('error: nothing was spent')
  }
})

test.each(['show', 'cancel'])('%s: a task that the API does not know', async (command) => {
  const service = await aService()
  const { code, err } = await tasks(service, `${command} 86ecf553-d340`)
  expect(code).toBe(1)
  expect(err).toContain('error[TASK_NOT_FOUND]')
  expect(err).toContain('region singapore')
  expect(err).toContain('--region')
})

test('an id that cannot be one never becomes part of a URL', async () => {
  const service = await aService()
  const { code, err } = await tasks(service, 'show ../secrets')
  expect(code).toBe(2)
  expect(err).toContain('error[TASK_ID_INVALID]')
  expect(service.simulator.ledger().queries.polls).toBe(0)
})

test('a wrong key is exit 4 and names the region; no key too; no answer is exit 1', async () => {
  const service = await aService()
  const wrong = await tasks(service, 'list', { env: { DASHSCOPE_API_KEY: 'sk-wrong-0123456789' } })
  expect(wrong.code).toBe(4)
  expect(wrong.err).toContain('error[InvalidApiKey]')
  expect(wrong.err).toContain('singapore')
  expect(wrong.err).not.toContain('sk-wrong')
  expect((await tasks(service, 'list', { env: { DASHSCOPE_API_KEY: '' } })).code).toBe(4)
  service.simulator.useFaults(() => ({ kind: 'reset', accepted: false }))
  const silent = await tasks(service, 'list')
  expect(silent.code).toBe(1)
  expect(silent.err).toContain('error[TASKS_UNREACHABLE]')
})

test('an answer that is lost leaves a cancel unknown, and says how to look', async () => {
  const service = await aService()
  const id = await submit(service, 'one')
  service.simulator.useFaults(({ operation }) =>
    operation === 'cancel' ? { kind: 'reset', accepted: true } : undefined,
  )
  const { code, err } = await tasks(service, `cancel ${id}`)
  expect(code).toBe(1)
  expect(err).toContain('error[TASK_CANCEL_UNKNOWN]')
  expect(err).toContain(`mintage tasks show ${id}`)
})

const manifest = `version: 1
name: account
provider: {region: beijing, workspace: ws-1}
assets: {fox: {prompt: a fox, model: qwen-image}}
`

test('region and workspace are those of the manifest, unless the region is given', async () => {
  const service = await aService()
  const seen: unknown[] = []
  service.simulator.useFaults(({ headers }) => {
    seen.push(headers['x-dashscope-workspace'])
    return undefined
  })
  const files = { 'mintage.yaml': manifest, 'other.yaml': manifest.replace('ws-1', 'ws-2') }
  const regionOf = async (args: string) =>
    JSON.parse((await tasks(service, `list --json ${args}`.trim(), { files })).out).region
  expect(await regionOf('')).toBe('beijing')
  expect(await regionOf('other.yaml')).toBe('beijing')
  expect(await regionOf('--workspace ws-3')).toBe('beijing')
  expect(await regionOf('--region virginia')).toBe('virginia')
  expect(await regionOf('--region virginia --workspace ws-4')).toBe('virginia')
  expect(seen).toEqual(['ws-1', 'ws-2', 'ws-3', undefined, 'ws-4'])
})

test('a manifest with errors is named with the way round it; nothing is asked', async () => {
  const service = await aService()
  const files = { 'mintage.yaml': manifest.replace('beijing', 'peking') }
  const { code, err } = await tasks(service, 'list', { files })
  expect(code).toBe(2)
  expect(err).toContain('error[TASKS_MANIFEST]')
  expect(err).toContain('--region')
  expect(service.simulator.ledger().queries.lists).toBe(0)
})

test.each(['yesterday', '5d', '2026-11-20', '2026-11-20T03:00'])(
  '--since %s is a usage error, since it could mean two things or none',
  async (since) => {
    const { code, err } = await tasks(await aService(), `list --since ${since}`)
    expect(code).toBe(2)
    expect(err).toContain('90m or 6h')
  },
)

test('tasks alone names what there is, and is a usage error', async () => {
  const io = anIo()
  expect(await main(['tasks'], io)).toBe(2)
  expect(io.stderr.text).toContain('Usage: mintage tasks')
  expect(io.stderr.text).toContain('mintage tasks --help lists them')
})
