import { expect, test } from 'vitest'
import { aProvider, apiKey, aRequest } from './a-provider.ts'
import { aServer, created, sendJson } from './a-server.ts'

async function sent(
  changes: Parameters<typeof aRequest>[0],
  mode: 'async' | 'sync',
  options: Parameters<typeof aProvider>[0] = {},
) {
  const server = await aServer((_, response) => sendJson(response, 200, created))
  await aProvider({ baseUrl: server.baseUrl, ...options }).submit(aRequest(changes), { mode })
  const [request] = server.received
  if (request === undefined) throw new Error('nothing was received')
  return { ...request, body: JSON.parse(request.body) as unknown }
}

test('an asynchronous request of a legacy model is worded for text2image', async () => {
  const request = await sent({ negative_prompt: 'blur', watermark: true }, 'async')
  expect(request.method).toBe('POST')
  expect(request.url).toBe('/api/v1/services/aigc/text2image/image-synthesis')
  expect(request.body).toEqual({
    model: 'qwen-image-plus',
    input: { prompt: 'A teapot on a wooden table', negative_prompt: 'blur' },
    parameters: { size: '1328*1328', n: 1, prompt_extend: true, watermark: true, seed: 7 },
  })
})

test('a call held open is worded as one message, with the negative prompt among the parameters', async () => {
  const request = await sent({ model: 'qwen-image-max', negative_prompt: 'blur' }, 'sync')
  expect(request.url).toBe('/api/v1/services/aigc/multimodal-generation/generation')
  expect(request.headers['x-dashscope-async']).toBeUndefined()
  expect(request.body).toEqual({
    model: 'qwen-image-max',
    input: { messages: [{ role: 'user', content: [{ text: 'A teapot on a wooden table' }] }] },
    parameters: {
      negative_prompt: 'blur',
      size: '1328*1328',
      n: 1,
      prompt_extend: true,
      watermark: false,
      seed: 7,
    },
  })
})

test('an asynchronous request of wan2.6 is a message on its own route', async () => {
  const request = await sent({ model: 'wan2.6-t2i', size: '1280*1280', n: 4 }, 'async')
  expect(request.url).toBe('/api/v1/services/aigc/image-generation/generation')
  expect(request.headers['x-dashscope-async']).toBe('enable')
  expect(request.body).toMatchObject({
    input: { messages: [{ role: 'user' }] },
    parameters: { size: '1280*1280', n: 4, seed: 7 },
  })
})

test('an empty negative prompt is not sent in either wording', async () => {
  const legacy = await sent({}, 'async')
  const messages = await sent({}, 'sync')
  expect(JSON.stringify([legacy.body, messages.body])).not.toContain('negative_prompt')
})

test('the key, the asynchronous wish, the workspace and who asks travel in headers', async () => {
  const { headers } = await sent({}, 'async', { workspace: 'ws-abc123' })
  expect(headers).toMatchObject({
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
    'x-dashscope-async': 'enable',
    'x-dashscope-workspace': 'ws-abc123',
    'accept-encoding': 'identity',
    'user-agent': 'mintage/0.0.0',
  })
})

test('without a workspace no such header is sent', async () => {
  const { headers } = await sent({}, 'async')
  expect(headers).not.toHaveProperty('x-dashscope-workspace')
})

test('text arrives as it was written, also outside of ASCII', async () => {
  const prompt = 'Ein „Teehaus“\n上海 🫖'
  const { body } = await sent({ prompt }, 'async')
  expect(body).toMatchObject({ input: { prompt } })
})

test('the answer of the simulator is marked as simulated', async () => {
  const server = await aServer((_, response) => {
    response.setHeader('x-mintage-simulator', '1')
    sendJson(response, 200, created)
  })
  const provider = aProvider({ baseUrl: server.baseUrl })
  const outcome = await provider.submit(aRequest(), { mode: 'async' })
  expect(outcome).toMatchObject({ kind: 'submitted', simulated: true })
})

test('a model in a mode it lacks is our own mistake, and nothing is sent', async () => {
  const server = await aServer((_, response) => sendJson(response, 200, created))
  const provider = aProvider({ baseUrl: server.baseUrl })
  const wrong = provider.submit(aRequest({ model: 'qwen-image-max' }), { mode: 'async' })
  await expect(wrong).rejects.toThrow('qwen-image-max has no async route')
  expect(server.received).toEqual([])
})
