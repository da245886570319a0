import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Provider } from '../../src/provider/provider.ts'
import { aProvider, apiKey, aRequest } from '../dashscope/a-provider.ts'
import { aServer, type Handler, sendJson } from '../dashscope/a-server.ts'
import { aSet } from '../support/a-set.ts'
import { steersTerminal } from './target.ts'

const calls: readonly (readonly [string, (provider: Provider) => Promise<{ kind: string }>])[] = [
  ['submit', (provider) => provider.submit(aRequest(), { mode: 'async' })],
  ['call', (provider) => provider.submit(aRequest(), { mode: 'sync' })],
  ['poll', (provider) => provider.poll('task-1')],
  ['list', (provider) => provider.list({ page: 1, pageSize: 10 })],
  ['cancel', (provider) => provider.cancel('task-1')],
]

async function answeredBy(handler: Handler, call: (typeof calls)[number][1]) {
  const server = await aServer(handler)
  return { outcome: await call(aProvider({ baseUrl: server.baseUrl })), server }
}

test.each(calls)('%s: a redirect takes the key nowhere', async (_, call) => {
  const elsewhere = await aServer((_request, response) => response.end('x'))
  const { outcome } = await answeredBy(
    (_request, response) =>
      response.writeHead(307, { location: `${elsewhere.origin}/api/v1/tasks` }).end(),
    call,
  )
  expect(['unknown', 'unanswered']).toContain(outcome.kind)
  expect(elsewhere.received).toEqual([])
})

test.each(calls)('%s: a bomb in gzip is not unpacked', async (_, call) => {
  const bomb = gzipSync(Buffer.alloc(200_000_000))
  const { outcome } = await answeredBy((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    response.end(bomb)
  }, call)
  expect(['unknown', 'unanswered']).toContain(outcome.kind)
})

test.each(calls)('%s: a body without end is cut', async (_, call) => {
  const chunk = Buffer.alloc(1 << 20, ' ')
  const { outcome } = await answeredBy((_request, response) => {
    response.writeHead(200)
    const pour = () => {
      while (!response.destroyed && response.write(chunk));
    }
    response.on('drain', pour)
    pour()
  }, call)
  expect(['unknown', 'unanswered']).toContain(outcome.kind)
})

test.each(calls)('%s: lists in lists and names of prototypes are only data', async (_, call) => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
  const body = `{"__proto__":{"polluted":1},"output":{"constructor":1,"results":${deep},"choices":${deep}},"data":${deep}}`
  const { outcome } = await answeredBy((_request, response) => response.end(body), call)
  expect(typeof outcome.kind).toBe('string')
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
})

test.each(calls)(
  '%s: a code of a million dots and words that steer a terminal',
  async (_, call) => {
    const message = `\u001b[2J\u009b31m\u202e\n::error::x Bearer ${apiKey} ${'x'.repeat(1_000_000)}`
    const { outcome } = await answeredBy(
      (_request, response) => sendJson(response, 400, { code: 'a.'.repeat(1_000_000), message }),
      call,
    )
    const text = JSON.stringify(outcome)
    expect(text.length).toBeLessThan(10_000)
    expect(steersTerminal(text)).toBe(false)
    expect(text).not.toContain(apiKey)
  },
)

test.each([
  '../../../x',
  '..',
  'a/b',
  'a?b=c',
  '@example.com',
  'a\r\nx: y',
  `x${'y'.repeat(200)}`,
  '',
])('an id like %j is no id, and goes into no URL', async (id) => {
  const { outcome } = await answeredBy(
    (_request, response) => sendJson(response, 200, { output: { task_id: id }, request_id: id }),
    (provider) => provider.submit(aRequest(), { mode: 'async' }),
  )
  expect(outcome.kind).toBe('unknown')
  await expect(aProvider().poll(id)).rejects.toMatchObject({ code: 'TASK_ID_INVALID' })
  await expect(aProvider().cancel(id)).rejects.toMatchObject({ code: 'TASK_ID_INVALID' })
})

test('a picture that is said to be elsewhere is not fetched there, and the key is not sent for any', async () => {
  const bait = await aServer((_request, response) => response.end('x'))
  const set = await aSet(
    `version: 1
name: tea
defaults: {model: qwen-image-plus, size: "1:1", mode: sync}
assets: {fox: {prompt: a fox, output: fox.png}}
`,
  )
  set.simulator.useFaults(({ operation }) =>
    operation === 'download' ? { kind: 'redirect', location: `${bait.origin}/x.png` } : undefined,
  )
  const { result } = await set.run()
  expect(result.counts.done).toBe(0)
  expect(bait.received).toEqual([])
  expect(set.simulator.ledger().downloads).toMatchObject({ withKey: 0 })
})
