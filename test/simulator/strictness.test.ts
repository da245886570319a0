import { describe, expect, test } from 'vitest'
import { findModel, modelIds } from '../../src/catalog/models.ts'
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

/** What is wrong with a request, and the answer that says so. */
type Row = readonly [what: string, body: unknown, status: number, code: string, message: RegExp]

const legacyRows: readonly Row[] = [
  ['no JSON', '{', 400, 'BadRequest.IllegalInput', /JSON object/],
  ['a JSON list', '[]', 400, 'BadRequest.IllegalInput', /JSON object/],
  ['no model', { ...legacyBody(), model: undefined }, 400, 'BadRequest.EmptyModel', /model/],
  ['no input', { ...legacyBody(), input: undefined }, 400, 'BadRequest.EmptyInput', /input/],
  [
    'an input that is text',
    { ...legacyBody(), input: 'a fox' },
    400,
    'BadRequest.EmptyInput',
    /input/,
  ],
  [
    'parameters that are a list',
    { ...legacyBody(), parameters: [] },
    400,
    'BadRequest.EmptyParameters',
    /parameters/,
  ],
  [
    'an unknown model',
    legacyBody({}, {}, 'qwen-image-9'),
    404,
    'InvalidParameter',
    /^Model not exist\.$/,
  ],
  [
    'a model of another region',
    legacyBody({}, {}, 'wanx2.1-t2i-plus'),
    404,
    'InvalidParameter',
    /^Model not exist\.$/,
  ],
  [
    'a model without tasks',
    legacyBody({}, {}, 'qwen-image-max'),
    400,
    'InvalidParameter',
    /url error/,
  ],
  [
    'a model of another route',
    legacyBody({}, { size: '1280*1280' }, 'wan2.6-t2i'),
    400,
    'InvalidParameter',
    /url error/,
  ],
  ['no prompt', { ...legacyBody(), input: {} }, 400, 'InvalidParameter', /input\.prompt/],
  ['a blank prompt', legacyBody({ prompt: ' \n' }), 400, 'InvalidParameter', /input\.prompt/],
  ['a prompt that is no text', legacyBody({ prompt: 7 }), 400, 'InvalidParameter', /input\.prompt/],
  [
    'half a surrogate pair',
    legacyBody({ prompt: '\ud800' }),
    400,
    'BadRequest.IllegalInput',
    /surrogate/,
  ],
  ['messages', messagesBody(), 400, 'InvalidParameter', /"messages"/],
  [
    'a negative prompt that is no text',
    legacyBody({ negative_prompt: 3 }),
    400,
    'InvalidParameter',
    /negative_prompt/,
  ],
  [
    'the negative prompt in the wrong place',
    legacyBody({}, { negative_prompt: 'blur' }),
    400,
    'InvalidParameter',
    /"negative_prompt"/,
  ],
  ['an unknown parameter', legacyBody({}, { steps: 30 }), 400, 'InvalidParameter', /"steps"/],
  [
    'an x in the size',
    legacyBody({}, { size: '1328x1328' }),
    400,
    'InvalidParameter',
    /width\*height/,
  ],
  [
    'a size that is a number',
    legacyBody({}, { size: 1328 }),
    400,
    'InvalidParameter',
    /width\*height/,
  ],
  [
    'a size with spaces',
    legacyBody({}, { size: '1328 * 1328' }),
    400,
    'InvalidParameter',
    /width\*height/,
  ],
  [
    'a size of none of the five',
    legacyBody({}, { size: '1472*1140' }),
    400,
    'InvalidParameter',
    /^The size does not match the allowed size 1664\*928,1472\*1104,/,
  ],
  [
    'two images',
    legacyBody({}, { n: 2 }),
    400,
    'InvalidParameter',
    /^num_images_per_prompt must be 1$/,
  ],
  ['no image', legacyBody({}, { n: 0 }), 400, 'InvalidParameter', /num_images_per_prompt/],
  ['n as text', legacyBody({}, { n: '1' }), 400, 'InvalidParameter', /num_images_per_prompt/],
  ['a seed below 0', legacyBody({}, { seed: -1 }), 400, 'InvalidParameter', /seed/],
  [
    'a seed above 2147483647',
    legacyBody({}, { seed: 2_147_483_648 }),
    400,
    'InvalidParameter',
    /seed/,
  ],
  ['a seed with decimals', legacyBody({}, { seed: 1.5 }), 400, 'InvalidParameter', /seed/],
  [
    'prompt_extend as text',
    legacyBody({}, { prompt_extend: 'true' }),
    400,
    'InvalidParameter',
    /prompt_extend/,
  ],
  ['watermark as a number', legacyBody({}, { watermark: 1 }), 400, 'InvalidParameter', /watermark/],
  [
    'five images of Wan',
    legacyBody({}, { n: 5, size: '1280*1280' }, 'wan2.5-t2i-preview'),
    400,
    'InvalidParameter',
    /between 1 and 4/,
  ],
  [
    'too few pixels for Wan',
    legacyBody({}, { n: 1, size: '512*512' }, 'wan2.5-t2i-preview'),
    400,
    'InvalidParameter',
    /^Total pixels \(262144\) must be between 589824 and 2073600\.$/,
  ],
  [
    'too long a shape for Wan',
    legacyBody({}, { n: 1, size: '3000*600' }, 'wan2.5-t2i-preview'),
    400,
    'InvalidParameter',
    /ratio must be between 1:4 and 4:1/,
  ],
  [
    'too long a side for wan2.2',
    legacyBody({}, { n: 1, size: '1441*512' }, 'wan2.2-t2i-plus'),
    400,
    'InvalidParameter',
    /^Either width or height should be between 512 and 1440\.$/,
  ],
  [
    'moderated words',
    legacyBody({ prompt: 'a [[moderate-input]] fox' }),
    400,
    'DataInspectionFailed',
    /^Input data may contain/,
  ],
  [
    'moderated words in the negative prompt',
    legacyBody({ negative_prompt: '[[moderate-input]]' }),
    400,
    'DataInspectionFailed',
    /^Input data/,
  ],
]

const text = (content: unknown): unknown => ({
  ...messagesBody(),
  input: { messages: [{ role: 'user', content }] },
})

const messageRows: readonly Row[] = [
  ['a prompt of the legacy protocol', legacyBody(), 400, 'InvalidParameter', /"prompt"/],
  [
    'no message',
    { ...messagesBody(), input: { messages: [] } },
    400,
    'InvalidParameter',
    /exactly one/,
  ],
  [
    'two messages',
    {
      ...messagesBody(),
      input: {
        messages: [
          { role: 'user', content: [{ text: 'a' }] },
          { role: 'user', content: [{ text: 'b' }] },
        ],
      },
    },
    400,
    'InvalidParameter',
    /exactly one/,
  ],
  [
    'another role',
    { ...messagesBody(), input: { messages: [{ role: 'system', content: [{ text: 'a' }] }] } },
    400,
    'InvalidParameter',
    /user/,
  ],
  ['content that is text', text('a fox'), 400, 'InvalidParameter', /exactly one/],
  ['two texts', text([{ text: 'a' }, { text: 'b' }]), 400, 'InvalidParameter', /exactly one/],
  ['an image', text([{ image: 'https://example.com/a.png' }]), 400, 'InvalidParameter', /"image"/],
  ['an empty text', text([{ text: '' }]), 400, 'InvalidParameter', /text is missing/],
  [
    'the negative prompt in the wrong place',
    {
      ...messagesBody(),
      input: { ...(messagesBody()['input'] as object), negative_prompt: 'blur' },
    },
    400,
    'InvalidParameter',
    /"negative_prompt"/,
  ],
  [
    'a model without calls',
    messagesBody('a fox', { size: '1280*1280' }, 'wan2.5-t2i-preview'),
    400,
    'InvalidParameter',
    /url error/,
  ],
  [
    'too many pixels for 2.0',
    messagesBody('a fox', { size: '2049*2048' }, 'qwen-image-2.0'),
    400,
    'InvalidParameter',
    /^Image area must be between 262144 \[\(512x512\)\] and 4194304 \[\(2048x2048\)\] pixels/,
  ],
  [
    'seven images of 2.0',
    messagesBody('a fox', { size: '1024*1024', n: 7 }, 'qwen-image-2.0'),
    400,
    'InvalidParameter',
    /between 1 and 6/,
  ],
]

const unhurried = Object.fromEntries(
  modelIds().map((id) => [id, { submit: { count: 1000, per: 'second' } }] as const),
)

describe.each([
  ['legacy', paths.legacy, asynchronous, legacyRows],
  ['messages', paths.messages, {}, messageRows],
] as const)('the %s protocol', (_, path, headers, rows) => {
  test.each(rows)('refuses %s', async (_, body, status, code, message) => {
    const { simulator } = await stage({ limits: unhurried })
    const answer = await post(simulator, path, body, { ...headers })
    expect([answer.status, answer.json.code]).toEqual([status, code])
    expect(answer.json.message).toMatch(message)
    expect(answer.json.request_id).toEqual(expect.any(String))
    const { accepted, refused } = simulator.ledger()
    expect(accepted).toEqual({ tasks: 0, calls: 0, images: 0 })
    expect(refused.codes).toEqual({ [code]: 1 })
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
  const body = legacyBody({}, { result_format: 'message', stream: false })
  expect((await post(simulator, paths.legacy, body, asynchronous)).status).toBe(200)
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
