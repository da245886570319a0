import { describe, expect, test } from 'vitest'
import type { SimulatorOptions } from '../../src/simulator/options.ts'
import { pythonSdk } from './sdk-wire.ts'
import { stage, until } from './wire.ts'

async function sdkStage(options: SimulatorOptions = {}, workspace?: string) {
  const { simulator, clock } = await stage(options)
  const sdk = pythonSdk(simulator, { clock, ...(workspace === undefined ? {} : { workspace }) })
  return { simulator, clock, sdk }
}

/** As the documents' samples call it. */
const plus = {
  model: 'qwen-image-plus',
  prompt: '一副典雅庄重的对联',
  negative_prompt: '',
  parameters: { n: 1, size: '1664*928', prompt_extend: true, watermark: false },
}
const messages = [{ role: 'user', content: [{ text: 'a fox in the snow' }] }]
const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/)

describe('ImageSynthesis', () => {
  test('call submits, looks at once, and waits in its own steps until the result is there', async () => {
    const { sdk, simulator } = await sdkStage({ durationOf: () => 20_000 })
    const response = await sdk.ImageSynthesis.call(plus)
    expect(response).toMatchObject({ status_code: 200, request_id: uuid, code: '', message: '' })
    expect(response.output).toMatchObject({ task_id: uuid, task_status: 'SUCCEEDED' })
    const [result, ...others] = response.output.results
    expect(others).toEqual([])
    expect(result).toMatchObject({ orig_prompt: plus.prompt, url: expect.any(String) })
    expect(result.actual_prompt.length).toBeGreaterThan(plus.prompt.length)
    expect(response.usage).toEqual({ image_count: 1 })
    expect(sdk.slept).toEqual([1, 1, 2, 2, 2, 4, 4, 4, 5])
    const { billed, refused, throttled } = simulator.ledger()
    expect([billed.images, refused.count, throttled.query]).toEqual([1, 0, 0])
  })

  test('its picture is fetched by what is behind its URL, without a key', async () => {
    const { sdk, simulator } = await sdkStage({ durationOf: () => 1 })
    const { output } = await sdk.ImageSynthesis.call(plus)
    const url = new URL(output.results[0].url)
    expect(url.pathname.split('/').at(-1)).toMatch(/\.png$/)
    const picture = await fetch(url)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(simulator.ledger().downloads).toMatchObject({ delivered: 1, withKey: 0 })
  })

  test('async_call, fetch and wait are one task', async () => {
    const { sdk, clock } = await sdkStage()
    const task = await sdk.ImageSynthesis.async_call(plus)
    expect(task.output).toEqual({ task_id: uuid, task_status: 'PENDING' })
    const pending = await sdk.ImageSynthesis.fetch(task)
    expect(pending.output).toMatchObject({ task_id: task.output.task_id, task_status: 'PENDING' })
    clock.advance(1000)
    const running = await sdk.ImageSynthesis.fetch(task.output.task_id)
    expect(running.output.task_status).toBe('RUNNING')
    const done = await sdk.ImageSynthesis.wait(task)
    expect(done.output.task_status).toBe('SUCCEEDED')
    expect(await sdk.ImageSynthesis.fetch(task)).toEqual({
      ...done,
      request_id: expect.any(String),
    })
  })

  test('several images come as several results', async () => {
    const { sdk } = await sdkStage()
    const { output, usage } = await sdk.ImageSynthesis.call({
      model: 'wan2.5-t2i-preview',
      prompt: 'a fox',
      parameters: { n: 4, size: '768*768' },
    })
    expect(output.results).toHaveLength(4)
    expect(output.task_metrics).toEqual({ TOTAL: 4, SUCCEEDED: 4, FAILED: 0 })
    expect(usage.image_count).toBe(4)
  })

  test('a task that fails ends the waiting, with HTTP 200 and its code under output', async () => {
    const { sdk } = await sdkStage()
    const response = await sdk.ImageSynthesis.call({ ...plus, prompt: 'a fox [[moderate-output]]' })
    expect(response.status_code).toBe(200)
    expect(response.output).toMatchObject({ task_status: 'FAILED', code: 'DataInspectionFailed' })
    expect(response.code).toBe('')
  })

  test('cancel takes a waiting task out, and says what is wrong with any other', async () => {
    const { sdk, clock } = await sdkStage()
    const task = await sdk.ImageSynthesis.async_call(plus)
    const canceled = await sdk.ImageSynthesis.cancel(task)
    expect(canceled).toMatchObject({ status_code: 200, request_id: uuid, output: null, code: '' })
    expect((await sdk.ImageSynthesis.wait(task)).output.task_status).toBe('CANCELED')
    const running = await sdk.ImageSynthesis.async_call(plus)
    clock.advance(1000)
    expect(await sdk.ImageSynthesis.cancel(running)).toMatchObject({
      status_code: 400,
      code: 'UnsupportedOperation',
      message: 'Failed to cancel the task, please confirm if the task is in PENDING status.',
    })
  })

  test('list pages through tasks, and takes every filter that it has', async () => {
    const { sdk, clock } = await sdkStage({ region: 'beijing' })
    for (let nth = 0; nth < 3; nth += 1) {
      await sdk.ImageSynthesis.async_call(plus)
      clock.advance(1000)
    }
    const wan = {
      model: 'wanx2.1-t2i-turbo',
      prompt: 'a hen',
      parameters: { n: 1, size: '512*512' },
    }
    await sdk.ImageSynthesis.async_call(wan)
    const all = await sdk.ImageSynthesis.list()
    expect(all.request_id).toEqual(uuid)
    expect(all.output).toMatchObject({ total: 4, total_page: 1, page_no: 1, page_size: 10 })
    expect(all.output.data).toHaveLength(4)
    const paged = await sdk.ImageSynthesis.list({ page_no: 2, page_size: 3 })
    expect(paged.output).toMatchObject({ total: 4, total_page: 2, page_no: 2, page_size: 3 })
    expect(paged.output.data).toHaveLength(1)
    const few = await sdk.ImageSynthesis.list({
      start_time: '20261120190000',
      end_time: '20261120190500',
      model_name: 'wanx2.1-t2i-turbo',
      status: 'PENDING',
      region: 'cn-beijing',
      api_key_id: 'simulator',
    })
    expect(few.output.data).toMatchObject([
      {
        model_name: 'wanx2.1-t2i-turbo',
        status: 'PENDING',
        region: 'cn-beijing',
        user_api_unique_key: 'apikey:v1:aigc:text2image:image-synthesis:wanx2.1-t2i-turbo',
      },
    ])
  })

  test('a task that is long over answers UNKNOWN, which ends the waiting', async () => {
    const { sdk, clock } = await sdkStage()
    const task = await sdk.ImageSynthesis.async_call(plus)
    clock.advance(25 * 3_600_000)
    const { status_code, output } = await sdk.ImageSynthesis.wait(task)
    expect([status_code, output.task_status, sdk.slept]).toEqual([200, 'UNKNOWN', []])
  })

  test('the classes for asyncio ask about tasks with a slash behind', async () => {
    const { sdk } = await sdkStage()
    const { output } = await sdk.ImageSynthesis.async_call(plus)
    const looked = await sdk.AioImageSynthesis.fetch(output.task_id)
    expect(looked).toMatchObject({ status_code: 200, output: { task_status: 'PENDING' } })
    expect(await sdk.AioImageSynthesis.cancel(output.task_id)).toMatchObject({ status_code: 200 })
  })
})

describe('MultiModalConversation', () => {
  test('call holds the line until the picture is there, with what it leaves in parameters', async () => {
    const { sdk, simulator, clock } = await sdkStage()
    const calling = sdk.MultiModalConversation.call({
      model: 'qwen-image-max',
      messages,
      parameters: {
        result_format: 'message',
        stream: false,
        n: 1,
        watermark: false,
        prompt_extend: true,
        negative_prompt: '',
        size: '1328*1328',
      },
    })
    await until(() => simulator.ledger().accepted.calls === 1)
    clock.advance(60_000)
    const response = await calling
    expect(response).toMatchObject({ status_code: 200, request_id: uuid })
    expect(response.output.choices).toEqual([
      {
        finish_reason: 'stop',
        message: { role: 'assistant', content: [{ image: expect.any(String) }] },
      },
    ])
    expect(response.usage).toEqual({ image_count: 1, width: 1328, height: 1328 })
  })
})

describe('ImageGeneration', () => {
  const options = { model: 'wan2.6-t2i', messages, parameters: { n: 2, size: '768*768' } }

  test('call is one call, its images choices', async () => {
    const { sdk, simulator, clock } = await sdkStage()
    const calling = sdk.ImageGeneration.call({ ...options, parameters: { ...options.parameters } })
    await until(() => simulator.ledger().accepted.calls === 1)
    clock.advance(60_000)
    const { output, usage } = await calling
    expect(output.finished).toBe(true)
    expect(output.choices.map(imageOf)).toEqual(
      Array(2).fill({ image: expect.any(String), type: 'image' }),
    )
    expect(usage).toMatchObject({ image_count: 2, size: '768*768', total_tokens: 0 })
  })

  test('async_call makes a task of the other route, and its own option offends nobody', async () => {
    const { sdk, simulator } = await sdkStage()
    const task = await sdk.ImageGeneration.async_call(options)
    expect(task.output).toEqual({ task_id: uuid, task_status: 'PENDING' })
    const { output, usage } = await sdk.ImageGeneration.wait(task)
    expect(output).toMatchObject({ task_status: 'SUCCEEDED', finished: true })
    expect(output.choices).toHaveLength(2)
    expect(output.results).toBeUndefined()
    expect(usage.image_count).toBe(2)
    expect(simulator.ledger().accepted).toEqual({ tasks: 1, calls: 0, images: 2 })
  })
})

describe('what the SDK makes of errors', () => {
  test.each([
    ['a model of another region', { ...plus, model: 'wanx2.1-t2i-plus' }, 404, 'InvalidParameter'],
    ['a model without tasks', { ...plus, model: 'qwen-image-max' }, 400, 'InvalidParameter'],
    ['an x in the size', { ...plus, parameters: { size: '1664x928' } }, 400, 'InvalidParameter'],
    ['moderated words', { ...plus, prompt: '[[moderate-input]]' }, 400, 'DataInspectionFailed'],
  ])(
    '%s: a response with code and message, and nothing to wait for',
    async (_, options, status, code) => {
      const { sdk } = await sdkStage()
      const response = await sdk.ImageSynthesis.async_call(options)
      expect(response).toMatchObject({ status_code: status, code, request_id: uuid, output: null })
      expect(response.message).not.toBe('')
    },
  )

  test('a wrong key is 401, for submits and for looks', async () => {
    const { simulator, clock } = await stage()
    const sdk = pythonSdk(simulator, { clock, apiKey: 'sk-wrong' })
    const wrong = { status_code: 401, code: 'InvalidApiKey', message: 'Invalid API-key provided.' }
    expect(await sdk.ImageSynthesis.async_call(plus)).toMatchObject(wrong)
    expect(await sdk.ImageSynthesis.fetch('some-task')).toMatchObject(wrong)
    expect(await sdk.ImageSynthesis.list()).toMatchObject(wrong)
  })

  test('looks that fail with 503 and 504 are looked again; the task lives on', async () => {
    const { sdk, simulator } = await sdkStage({
      faults: ({ operation, nth }) =>
        operation === 'poll' && nth <= 2
          ? { kind: 'error', status: 502 + nth, code: 'ModelUnavailable', message: 'busy' }
          : undefined,
    })
    const response = await sdk.ImageSynthesis.call(plus)
    expect(response.output.task_status).toBe('SUCCEEDED')
    expect(simulator.ledger().refused.codes).toEqual({ ModelUnavailable: 2 })
  })

  test('a workspace is seen with whatever was asked', async () => {
    const { sdk, simulator } = await sdkStage({}, 'ws-1')
    await sdk.ImageSynthesis.call(plus)
    expect(simulator.ledger().requests.map(({ workspace }) => workspace)).toEqual(['ws-1'])
  })
})

function imageOf({ message }: { message: { content: readonly unknown[] } }): unknown {
  return message.content[0]
}
