import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Dispatcher } from 'undici'
import { expect, onTestFinished, test, vi } from 'vitest'
import { exchange } from '../../src/dashscope/exchange.ts'
import { aProvider, aRequest } from './a-provider.ts'
import { aServer, created, type Received, sendJson } from './a-server.ts'

/** The client's port of each request: one per connection. */
function ports({ received }: { readonly received: readonly Received[] }): unknown[] {
  return received.map(({ port }) => port)
}

/** Lets a while pass for the timers, once what goes on by itself has come to rest. */
async function idle(ms: number): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((go) => setImmediate(go))
  await vi.advanceTimersByTimeAsync(ms)
}

const running = { output: { task_id: 'task-1', task_status: 'RUNNING' } }

test('a POST uses a warm socket again, but none that was idle for more than a second', async () => {
  const server = await aServer((_, response) => sendJson(response, 200, created))
  const provider = aProvider({ baseUrl: server.baseUrl })
  const submit = () => provider.submit(aRequest(), { mode: 'async' })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  await submit()
  await idle(50)
  await submit()
  await idle(1500)
  await submit()
  const [first, second, third] = ports(server)
  expect(second).toBe(first)
  expect(third).not.toBe(first)
})

test('a look at a task may use a socket that was idle for longer', async () => {
  const server = await aServer((_, response) => sendJson(response, 200, running))
  const provider = aProvider({ baseUrl: server.baseUrl })
  await provider.poll('task-1')
  await sleep(1500)
  await provider.poll('task-1')
  const [first, second] = ports(server)
  expect(second).toBe(first)
})

test('the list before the first request leaves a warm connection for it', async () => {
  const page = { request_id: 'r-1', total: 0, total_page: 0, page_no: 1, page_size: 1, data: [] }
  const server = await aServer(({ method }, response) =>
    sendJson(response, 200, method === 'GET' ? page : created),
  )
  const provider = aProvider({ baseUrl: server.baseUrl })
  await provider.list({ page: 1, pageSize: 1 })
  await sleep(50)
  await provider.submit(aRequest(), { mode: 'async' })
  const [first, second] = ports(server)
  expect(second).toBe(first)
})

test('tells when a request is put on its connection: not before that stands, and not without one', async () => {
  const server = await aServer((_, response) => sendJson(response, 200, created))
  const told: string[] = []
  const send = async (baseUrl: string) => {
    const provider = aProvider({ baseUrl })
    const maySend = () => told.push('on its connection') > 0
    const sending = provider.submit(aRequest(), { mode: 'async', maySend })
    told.push('asked for')
    told.push((await sending).kind)
  }
  await send(server.baseUrl)
  await send('http://127.0.0.1:1/api/v1')
  expect(told).toEqual(['asked for', 'on its connection', 'submitted', 'asked for', 'not-sent'])
})

test('a lost connection never sends a POST a second time', async () => {
  const server = await aServer(({ socket }) => socket.resetAndDestroy())
  const provider = aProvider({ baseUrl: server.baseUrl })
  const outcomes = await Promise.all(
    [1, 2, 3].map(() => provider.submit(aRequest(), { mode: 'async' })),
  )
  expect(outcomes.map(({ kind }) => kind)).toEqual(['unknown', 'unknown', 'unknown'])
  expect(server.received).toHaveLength(3)
})

test('should the library put a POST on a second socket, it is ended there', async () => {
  const aborted: string[] = []
  const reached: number[] = []
  class Repeating extends Dispatcher {
    override dispatch(_: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
      for (const turn of [1, 2]) {
        const controller = {
          abort: (reason: Error) => {
            aborted.push(reason.message)
            handler.onResponseError?.(controller, reason)
          },
          pause: () => {},
          resume: () => {},
          aborted: false,
          paused: false,
          reason: null,
        }
        handler.onRequestStart?.(controller, {})
        if (aborted.length === 0) reached.push(turn)
      }
      return true
    }
  }
  const went = await exchange('http://127.0.0.1:9/', {
    dispatcher: new Repeating(),
    method: 'POST',
    headers: {},
    body: '{}',
    limit: { ms: 60_000, counts: 'whole' },
    maxBytes: 100,
  })
  expect(went).toMatchObject({ kind: 'broken', reason: expect.stringContaining('not sent again') })
  expect(reached).toEqual([1])
  expect(aborted).toHaveLength(1)
})

/** A proxy that notes what it was asked to reach and answers every CONNECT with `status`. */
async function aProxy(status: number) {
  const asked: { target: string; authorization: string | undefined }[] = []
  const server = createServer()
  server.on('connect', (request, socket) => {
    asked.push({
      target: request.url ?? '',
      authorization: request.headers['proxy-authorization'],
    })
    if (status === 0) socket.destroy()
    else socket.end(`HTTP/1.1 ${status} Said so\r\n\r\n`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { asked, port, close: () => server.close() }
}

test.each([502, 407, 0])(
  'a proxy that gives no tunnel (%d) means that nothing was sent',
  async (status) => {
    const proxy = await aProxy(status)
    const proxies = { HTTPS_PROXY: `http://me:secret@127.0.0.1:${proxy.port}` }
    const provider = aProvider({ proxies })
    const outcome = await provider.submit(aRequest(), { mode: 'async' })
    proxy.close()
    expect(outcome.kind).toBe('not-sent')
    expect(JSON.stringify(outcome)).not.toContain('secret')
    expect(proxy.asked).toEqual([
      {
        target: 'dashscope-intl.aliyuncs.com:443',
        authorization: `Basic ${Buffer.from('me:secret').toString('base64')}`,
      },
    ])
  },
)

test('a picture goes through the proxy too', async () => {
  const proxy = await aProxy(502)
  const provider = aProvider({ proxies: { HTTPS_PROXY: `127.0.0.1:${proxy.port}` } })
  const url = 'https://dashscope-result-sz.oss-cn-shenzhen.aliyuncs.com/teapot.png'
  const outcome = await provider.download(url)
  proxy.close()
  expect(outcome.kind).toBe('unanswered')
  expect(proxy.asked.map(({ target }) => target)).toEqual([
    'dashscope-result-sz.oss-cn-shenzhen.aliyuncs.com:443',
  ])
})

test('a loopback address is reached without the proxy', async () => {
  const proxy = await aProxy(502)
  const server = await aServer((_, response) => sendJson(response, 200, created))
  const provider = aProvider({
    baseUrl: server.baseUrl,
    proxies: { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` },
  })
  const outcome = await provider.submit(aRequest(), { mode: 'async' })
  proxy.close()
  expect(outcome.kind).toBe('submitted')
  expect(proxy.asked).toEqual([])
})

test('closing a provider closes its connections', async () => {
  const server = await aServer((_, response) => sendJson(response, 200, created))
  const provider = aProvider({ baseUrl: server.baseUrl })
  await provider.submit(aRequest(), { mode: 'async' })
  const [{ socket } = { socket: connect(0) }] = server.received
  const closed = new Promise((resolve) => socket.once('close', resolve))
  await provider.close()
  await closed
  expect(socket.destroyed).toBe(true)
})
