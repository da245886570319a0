import { describe, expect, test } from 'vitest'
import { aProvider } from './a-provider.ts'
import { aServer, type Handler, sendJson } from './a-server.ts'

async function providerTo(handler: Handler, options: Parameters<typeof aProvider>[0] = {}) {
  const server = await aServer(handler)
  return { server, provider: aProvider({ baseUrl: server.baseUrl, ...options }) }
}

const row = {
  task_id: 'task-1',
  status: 'RUNNING',
  model_name: 'qwen-image-plus',
  gmt_create: 1_757_389_134_741,
  request_id: 'r-1',
}
const page = { request_id: 'r-2', total: 1, total_page: 1, page_no: 1, page_size: 10, data: [row] }

describe('a look at a task', () => {
  test('asks for the task alone, without the asynchronous header', async () => {
    const output = { task_id: 'task-1', task_status: 'RUNNING' }
    const { server, provider } = await providerTo((_, response) =>
      sendJson(response, 200, { output }),
    )
    await provider.poll('task-1')
    expect(server.received[0]).toMatchObject({ method: 'GET', url: '/api/v1/tasks/task-1' })
    expect(server.received[0]?.headers).not.toHaveProperty('x-dashscope-async')
  })

  test.each<[string, Handler]>([
    ['a reset', ({ socket }) => socket.resetAndDestroy()],
    ['a page of a gateway', (_, response) => response.writeHead(502).end('<html>')],
    ['a redirect', (_, response) => response.writeHead(302, { location: '/' }).end('{}')],
    ['an empty object', (_, response) => sendJson(response, 200, {})],
    ['no object', (_, response) => response.end('[]')],
  ])('that ends in %s says nothing about the task', async (_, handler) => {
    const { provider } = await providerTo(handler)
    expect(await provider.poll('task-1')).toMatchObject({ kind: 'unanswered', failure: null })
  })

  test('that takes too long says nothing about the task', async () => {
    const { provider } = await providerTo(() => {}, { timeouts: { query: 300 } })
    expect(await provider.poll('task-1')).toMatchObject({ kind: 'unanswered' })
  })

  test('that is refused brings the failure with its scope', async () => {
    const { provider } = await providerTo((_, response) =>
      sendJson(response, 429, { code: 'Throttling.RateQuota', message: 'Requests rate limit' }),
    )
    expect(await provider.poll('task-1')).toMatchObject({
      kind: 'unanswered',
      failure: { scope: 'throttle', code: 'Throttling.RateQuota' },
      reason: 'HTTP 429 Throttling.RateQuota: Requests rate limit',
    })
  })

  test('that is answered for another task is no answer', async () => {
    const output = { task_id: 'task-2', task_status: 'SUCCEEDED', results: [] }
    const { provider } = await providerTo((_, response) => sendJson(response, 200, { output }))
    expect(await provider.poll('task-1')).toMatchObject({ kind: 'unanswered' })
  })

  test('in a state that no document names leaves the task as it was', async () => {
    const output = { task_id: 'task-1', task_status: 'MELTED' }
    const { provider } = await providerTo((_, response) => sendJson(response, 200, { output }))
    expect(await provider.poll('task-1')).toMatchObject({
      kind: 'unanswered',
      reason: expect.stringContaining('MELTED'),
    })
  })

  test('shows a suspended task as one that waits', async () => {
    const output = { task_id: 'task-1', task_status: 'SUSPENDED' }
    const { provider } = await providerTo((_, response) => sendJson(response, 200, { output }))
    expect(await provider.poll('task-1')).toEqual({ kind: 'pending', scheduledAt: null })
  })

  test('at a failed task without a code is a failure all the same', async () => {
    const output = { task_id: 'task-1', task_status: 'FAILED' }
    const { provider } = await providerTo((_, response) => sendJson(response, 200, { output }))
    expect(await provider.poll('task-1')).toMatchObject({
      kind: 'failed',
      failure: { code: 'TaskFailed', scope: 'job' },
    })
  })

  test('is never made with an id that would change the URL', async () => {
    const { server, provider } = await providerTo((_, response) => sendJson(response, 200, {}))
    for (const id of ['', '..', 'a/b', 'a?b', 'a b']) {
      await expect(provider.poll(id)).rejects.toMatchObject({ code: 'TASK_ID_INVALID' })
      await expect(provider.cancel(id)).rejects.toMatchObject({ code: 'TASK_ID_INVALID' })
    }
    expect(server.received).toEqual([])
  })
})

describe('the task list', () => {
  test('is asked for by page, model and status, never by time', async () => {
    const { server, provider } = await providerTo((_, response) => sendJson(response, 200, page))
    await provider.list({ page: 2, pageSize: 50, model: 'wan2.6-t2i', status: 'RUNNING' })
    expect(server.received[0]?.url).toBe(
      '/api/v1/tasks?page_no=2&page_size=50&model_name=wan2.6-t2i&status=RUNNING',
    )
  })

  test('tells how far the server clock is from ours', async () => {
    const ours = Date.UTC(2026, 10, 20, 10, 0, 0)
    const { provider } = await providerTo(
      (_, response) => {
        response.setHeader('date', 'Fri, 20 Nov 2026 10:00:07 GMT')
        sendJson(response, 200, page)
      },
      { now: () => ours },
    )
    expect(await provider.list({ page: 1, pageSize: 1 })).toMatchObject({ clockOffset: 7500 })
  })

  test.each([
    ['a row without an id', { ...row, task_id: undefined }],
    ['a row with an odd id', { ...row, task_id: '../x' }],
    ['a row without a time', { ...row, gmt_create: 'yesterday' }],
    ['a row without a status', { ...row, status: undefined }],
    ['a row without a model', { ...row, model_name: undefined }],
    ['a row that is no object', 7],
  ])('is no list with %s: it may be the one that is looked for', async (_, odd) => {
    const { provider } = await providerTo((_request, response) =>
      sendJson(response, 200, { ...page, data: [row, odd] }),
    )
    expect(await provider.list({ page: 1, pageSize: 10 })).toMatchObject({ kind: 'unanswered' })
  })

  test.each(['total', 'total_page', 'data'])(
    'is no list without %s: nobody knows whether it is complete',
    async (name) => {
      const { provider } = await providerTo((_, response) =>
        sendJson(response, 200, { ...page, [name]: undefined }),
      )
      expect(await provider.list({ page: 1, pageSize: 10 })).toMatchObject({ kind: 'unanswered' })
    },
  )

  test('that is refused is a failure', async () => {
    const { provider } = await providerTo((_, response) =>
      sendJson(response, 401, { code: 'InvalidApiKey', message: 'Invalid API-key provided.' }),
    )
    expect(await provider.list({ page: 1, pageSize: 1 })).toMatchObject({
      kind: 'failed',
      failure: { scope: 'run' },
    })
  })
})

describe('canceling', () => {
  test('is a POST without a body', async () => {
    const { server, provider } = await providerTo((_, response) =>
      sendJson(response, 200, { request_id: 'r-1' }),
    )
    expect(await provider.cancel('task-1')).toEqual({ kind: 'canceled' })
    expect(server.received[0]).toMatchObject({
      method: 'POST',
      url: '/api/v1/tasks/task-1/cancel',
      body: '',
    })
  })

  test('that gets no clear answer is unanswered', async () => {
    const { provider } = await providerTo((_, response) => sendJson(response, 500, {}))
    expect(await provider.cancel('task-1')).toMatchObject({ kind: 'unanswered' })
  })
})
