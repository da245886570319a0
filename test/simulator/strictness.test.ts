import { describe, expect, test } from 'vitest'
import { findModel, modelIds } from '../../src/catalog/models.ts'
import { refusedLegacyBodies, refusedMessagesBodies } from './refused-bodies.ts'
import {
  asynchronous,
  get,
  legacyBody,
  messagesBody,
  paths,
  post,
  stage,
  startCall,
} from './wire.ts'

const unhurried = Object.fromEntries(
  modelIds().map((id) => [id, { submit: { count: 1000, per: 'second' } }] as const),
)

describe.each([
  ['legacy', paths.legacy, asynchronous, refusedLegacyBodies],
  ['messages', paths.messages, {}, refusedMessagesBodies],
] as const)('the %s protocol', (_, path, headers, bodies) => {
  test.each(bodies)('refuses %s', async (_, body, expected, message) => {
    const { simulator } = await stage({ limits: unhurried })
    const { status, json } = await post(simulator, path, body, { ...headers })
    expect(`${status} ${json.code}`).toBe(expected)
    expect(json.message).toMatch(message)
    expect(json.request_id).toEqual(expect.any(String))
    const { accepted, refused } = simulator.ledger()
    expect(accepted).toEqual({ tasks: 0, calls: 0, images: 0 })
    expect(refused.codes).toEqual({ [json.code]: 1 })
  })
})

test('each protocol takes the negative prompt in its own place', async () => {
  const { simulator } = await stage({ limits: unhurried })
  const legacy = legacyBody({ negative_prompt: 'blur' })
  expect((await post(simulator, paths.legacy, legacy, asynchronous)).status).toBe(200)
  await startCall(simulator, messagesBody('a red fox', { negative_prompt: 'blur' }))
  await startCall(simulator, messagesBody('a red fox'))
  const [task, call, without] = simulator.ledger().requests.map((row) => row.key)
  expect(task).toBe(call)
  expect(without).not.toBe(call)
})

test('what the official SDKs leave in parameters is no offence', async () => {
  const { simulator } = await stage()
  const body = legacyBody({}, { result_format: 'message', stream: false, is_async: true })
  expect((await post(simulator, paths.legacy, body, asynchronous)).status).toBe(200)
})

test('a negative prompt may stand in both places, as the Java SDK writes it, if it is the same', async () => {
  const { simulator } = await stage()
  const twice = legacyBody({ negative_prompt: 'blur' }, { negative_prompt: 'blur' })
  expect((await post(simulator, paths.legacy, twice, asynchronous)).status).toBe(200)
  const other = legacyBody({ negative_prompt: 'blur' }, { negative_prompt: 'noise' })
  expect((await post(simulator, paths.legacy, other, asynchronous)).status).toBe(400)
})

test('parameters may be left out: the model’s own size, and a seed of the service’s choice', async () => {
  const { simulator } = await stage({ randomSeed: () => 4711 })
  const body = { model: 'qwen-image-plus', input: { prompt: 'a fox' } }
  expect((await post(simulator, paths.legacy, body, asynchronous)).status).toBe(200)
  expect(simulator.ledger().requests[0]).toMatchObject({ size: '1664*928', seed: 4711, n: 1 })
})

test.each([
  ['text2image without the header', paths.legacy, {}, /does not support synchronous calls/],
  [
    'text2image with the header off',
    paths.legacy,
    { 'X-DashScope-Async': 'disable' },
    /does not support synchronous calls/,
  ],
  [
    'multimodal-generation with the header',
    paths.messages,
    asynchronous,
    /does not support asynchronous calls/,
  ],
])('%s is 403 AccessDenied', async (_, path, headers, message) => {
  const { simulator } = await stage()
  const body = path === paths.legacy ? legacyBody() : messagesBody()
  const { status, json } = await post(simulator, path, body, { ...headers })
  expect([status, json.code]).toEqual([403, 'AccessDenied'])
  expect(json.message).toMatch(message)
})

test.each([
  ['text/plain', 400],
  ['application/json; charset=utf-8', 200],
])('a body of type %s is answered with %i', async (type, status) => {
  const { simulator } = await stage()
  const headers = { ...asynchronous, 'Content-Type': type }
  expect((await post(simulator, paths.legacy, legacyBody(), headers)).status).toBe(status)
})

test.each([
  ['POST', '/services/aigc/text2image'],
  ['POST', '/tasks'],
  ['GET', '/services/aigc/text2image/image-synthesis'],
  ['GET', '/tasks/a/b'],
  ['GET', '/'],
])('%s %s is no operation: 404', async (method, path) => {
  const { simulator } = await stage()
  const { status, json } =
    method === 'GET' ? await get(simulator, path) : await post(simulator, path, legacyBody())
  expect([status, json.code]).toEqual([404, 'NotFound'])
})

test('every size of every model’s own table is taken where the model is offered', async () => {
  const { simulator } = await stage({ limits: unhurried })
  for (const id of modelIds()) {
    const model = findModel(id)
    if (model?.limits.singapore === undefined || model.routes.async !== 'text2image') continue
    for (const size of Object.values(model.sizes.ratios)) {
      const answer = await post(simulator, paths.legacy, legacyBody({}, { size }, id), asynchronous)
      expect([id, size, answer.status]).toEqual([id, size, 200])
    }
  }
  expect(simulator.ledger().accepted.tasks).toBeGreaterThan(20)
})

test('each region has its own models', async () => {
  const { simulator } = await stage({ region: 'virginia' })
  const qwen = await post(simulator, paths.legacy, legacyBody(), asynchronous)
  expect([qwen.status, qwen.json.message]).toEqual([404, 'Model not exist.'])
  const wan = messagesBody('a fox', { size: '1280*1280' }, 'wan2.6-t2i')
  expect((await post(simulator, paths.generation, wan, asynchronous)).status).toBe(200)
})
