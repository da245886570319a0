import { type AddressInfo, createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { SubmitOutcome } from '../../src/provider/provider.ts'
import { aMock, aProvider, apiKey, aRequest, singapore } from './a-provider.ts'
import { aServer, created, type Handler, sendJson } from './a-server.ts'

async function submitTo(
  handler: Handler,
  options: Parameters<typeof aProvider>[0] = {},
): Promise<SubmitOutcome> {
  const { baseUrl } = await aServer(handler)
  return aProvider({ baseUrl, ...options }).submit(aRequest(), { mode: 'async' })
}

const impatient = { timeouts: { submit: 300 } }

describe('an outcome is unknown', () => {
  test('when the server never answers', async () => {
    const outcome = await submitTo(() => {}, impatient)
    expect(outcome).toEqual({ kind: 'unknown', reason: 'no whole answer came within 0.3 s' })
  })

  test('when the answer trickles past the time limit', async () => {
    const outcome = await submitTo((_, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(timer))
    }, impatient)
    expect(outcome).toEqual({ kind: 'unknown', reason: 'no whole answer came within 0.3 s' })
  })

  test('when the connection breaks before the answer', async () => {
    const outcome = await submitTo(({ socket }) => socket.resetAndDestroy())
    expect(outcome.kind).toBe('unknown')
  })

  test('when the connection is closed before the answer', async () => {
    const outcome = await submitTo(({ socket }) => socket.end())
    expect(outcome.kind).toBe('unknown')
  })

  test('when the answer is cut off', async () => {
    const outcome = await submitTo(({ socket }, response) => {
      const text = JSON.stringify(created)
      response.writeHead(200, { 'content-length': text.length })
      response.write(text.slice(0, 20), () => socket.destroy())
    })
    expect(outcome.kind).toBe('unknown')
  })

  test('when the answer is no JSON', async () => {
    const outcome = await submitTo((_, response) => response.end('{"output":{"task_id":"half'))
    expect(outcome).toEqual({
      kind: 'unknown',
      reason: 'HTTP 200 with a body that is no JSON object',
    })
  })

  test('when a gateway answers with a page', async () => {
    const outcome = await submitTo((_, response) => {
      response.writeHead(502, { 'content-type': 'text/html' })
      response.end('<html>Bad gateway</html>')
    })
    expect(outcome).toMatchObject({ kind: 'unknown', reason: expect.stringContaining('HTTP 502') })
  })

  test('when even a refusal names no error code', async () => {
    const outcome = await submitTo((_, response) => sendJson(response, 403, { message: 'no' }))
    expect(outcome.kind).toBe('unknown')
  })

  test('when the answer has no task id', async () => {
    const outcome = await submitTo((_, response) =>
      sendJson(response, 200, { output: { task_status: 'PENDING' }, request_id: 'r-1' }),
    )
    expect(outcome.kind).toBe('unknown')
  })

  test.each(['../../../etc/passwd', 'a b', 'a/b', '..', 'x'.repeat(129), 'tâche'])(
    'when the task id is not of the form of one: %s',
    async (task_id) => {
      const outcome = await submitTo((_, response) =>
        sendJson(response, 200, { output: { task_id } }),
      )
      expect(outcome.kind).toBe('unknown')
    },
  )

  test('when the answer is longer than one can be', async () => {
    const padding = 'x'.repeat(5 * 1024 * 1024)
    const outcome = await submitTo((_, response) =>
      sendJson(response, 200, { ...created, padding }),
    )
    expect(outcome).toMatchObject({ kind: 'unknown', reason: expect.stringContaining('longer') })
  })

  test('when the answer comes compressed, which was not asked for', async () => {
    const outcome = await submitTo((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      response.end(gzipSync(JSON.stringify(created)))
    })
    expect(outcome.kind).toBe('unknown')
  })

  test('when it is interrupted while the answer is awaited', async () => {
    const abort = new AbortController()
    const { baseUrl } = await aServer(() => abort.abort())
    const provider = aProvider({ baseUrl })
    const outcome = await provider.submit(aRequest(), { mode: 'async', signal: abort.signal })
    expect(outcome).toEqual({ kind: 'unknown', reason: 'it was interrupted' })
  })

  test('when the provider is closed while the answer is awaited', async () => {
    const { baseUrl } = await aServer(() => void provider.close())
    const provider = aProvider({ baseUrl })
    const outcome = await provider.submit(aRequest(), { mode: 'async' })
    expect(outcome.kind).toBe('unknown')
  })

  test.each([301, 302, 303, 307, 308])(
    'when it is redirected (%d), and the key goes nowhere else',
    async (status) => {
      const elsewhere = await aServer((_, response) => sendJson(response, 200, created))
      const outcome = await submitTo((_, response) => {
        response.writeHead(status, { location: `${elsewhere.origin}/steal` })
        response.end(JSON.stringify({ code: 'InvalidApiKey', message: 'moved' }))
      })
      expect(outcome).toMatchObject({
        kind: 'unknown',
        reason: expect.stringContaining('redirect'),
      })
      expect(elsewhere.received).toEqual([])
    },
  )
})

describe('nothing was sent', () => {
  test('when nobody listens', async () => {
    const port = await freePort()
    const provider = aProvider({ baseUrl: `http://127.0.0.1:${port}/api/v1` })
    const outcome = await provider.submit(aRequest(), { mode: 'async' })
    expect(outcome).toMatchObject({
      kind: 'not-sent',
      reason: expect.stringContaining('ECONNREFUSED'),
    })
  })

  test('when the server does not speak TLS', async () => {
    const server = await aServer((_, response) => sendJson(response, 200, created))
    const provider = aProvider({ baseUrl: server.baseUrl.replace('http:', 'https:') })
    const outcome = await provider.submit(aRequest(), { mode: 'async' })
    expect(outcome.kind).toBe('not-sent')
    expect(server.received).toEqual([])
  })

  test('when the connection does not stand in time', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const provider = aProvider({
      baseUrl: `https://127.0.0.1:${port}/api/v1`,
      timeouts: { connect: 300 },
    })
    const outcome = await provider.submit(aRequest(), { mode: 'async' })
    silent.close()
    expect(outcome).toMatchObject({
      kind: 'not-sent',
      reason: expect.stringContaining('Connect Timeout'),
    })
  })

  test('when it was interrupted before', async () => {
    const server = await aServer((_, response) => sendJson(response, 200, created))
    const provider = aProvider({ baseUrl: server.baseUrl })
    const signal = AbortSignal.abort()
    const outcome = await provider.submit(aRequest(), { mode: 'async', signal })
    expect(outcome.kind).toBe('not-sent')
    expect(server.received).toEqual([])
  })
})

describe('an error code is a failure, which costs nothing', () => {
  test.each([200, 400, 401, 403, 404, 429, 500, 503])('under HTTP %d', async (status) => {
    const outcome = await submitTo((_, response) =>
      sendJson(response, status, { code: 'InvalidApiKey', message: 'Invalid API-key provided.' }),
    )
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'InvalidApiKey', scope: 'run', httpStatus: status },
    })
  })

  test('under output, when a call ends as FAILED', async () => {
    const output = { task_status: 'FAILED', code: 'RewriteFailed', message: 'Failed to rewrite.' }
    const outcome = await submitTo((_, response) => sendJson(response, 200, { output }))
    expect(outcome).toMatchObject({ kind: 'failed', failure: { scope: 'retry' } })
  })

  test('and names the region, where that may be the cause', async () => {
    const outcome = await submitTo((_, response) =>
      sendJson(response, 401, { code: 'InvalidApiKey', message: 'Invalid API-key provided.' }),
    )
    expect(outcome).toMatchObject({ failure: { hint: expect.stringContaining('singapore') } })
  })

  test('and its words lose the key, control characters and excess length', async () => {
    const message = `bad key ${apiKey}\u001b[31m and sk-anotherkey99999 ${'x'.repeat(5000)}`
    const outcome = await submitTo((_, response) =>
      sendJson(response, 401, { code: `Odd\n${apiKey}`, message }),
    )
    const text = JSON.stringify(outcome)
    expect(text).not.toContain(apiKey)
    expect(text).not.toContain('anotherkey')
    expect(text).not.toMatch(/\\u001b|\\n/)
    expect(text.length).toBeLessThan(2500)
  })
})

test('an image that comes where a task was expected is kept: it was paid', async () => {
  const content = [{ image: 'https://a.oss-cn-beijing.aliyuncs.com/teapot.png?Expires=1' }]
  const outcome = await submitTo((_, response) =>
    sendJson(response, 200, { output: { choices: [{ message: { content } }] } }),
  )
  expect(outcome).toMatchObject({ kind: 'generated', answer: { images: [{ kind: 'url' }] } })
})

test('a task that comes where an image was expected is kept: it will be paid', async () => {
  const { baseUrl } = await aServer((_, response) => sendJson(response, 200, created))
  const outcome = await aProvider({ baseUrl }).submit(aRequest(), { mode: 'sync' })
  expect(outcome).toMatchObject({ kind: 'submitted', taskId: created.output.task_id })
})

test('a call may answer with more text than a task may: images as base64', async () => {
  const image = 'A'.repeat(6 * 1024 * 1024)
  const { baseUrl } = await aServer((_, response) =>
    sendJson(response, 200, { output: { choices: [{ message: { content: [{ image }] } }] } }),
  )
  const outcome = await aProvider({ baseUrl }).submit(aRequest(), { mode: 'sync' })
  expect(outcome).toMatchObject({ kind: 'generated', answer: { images: [{ kind: 'base64' }] } })
})

test('without a base URL the region decides the host', async () => {
  const { mock, dispatchers } = aMock()
  mock.get(singapore).intercept({ path: /.*/, method: 'POST' }).reply(200, created)
  const provider = aProvider({ dispatchers })
  expect(provider).toMatchObject({ region: 'singapore', endpoint: null, loopback: false })
  expect(await provider.submit(aRequest(), { mode: 'async' })).toMatchObject({ kind: 'submitted' })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
