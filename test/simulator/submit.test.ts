import { expect, test } from 'vitest'
import { requestKey } from '../../src/request/key.ts'
import { asynchronous, get, legacyBody, paths, post, stage, submit } from './wire.ts'

test('a task is taken as PENDING, and its answer carries nothing but its id and status', async () => {
  const { simulator } = await stage()
  const answer = await post(simulator, paths.legacy, legacyBody(), asynchronous)
  expect(answer.status).toBe(200)
  expect(answer.json).toEqual({
    output: { task_status: 'PENDING', task_id: expect.stringMatching(/^[A-Za-z0-9._-]{1,128}$/) },
    request_id: expect.any(String),
  })
})

test('every answer says that it is simulated and when, by the simulator’s clock', async () => {
  const { simulator } = await stage()
  const answers = await Promise.all([
    post(simulator, paths.legacy, legacyBody(), asynchronous),
    post(simulator, paths.legacy, legacyBody()),
    get(simulator, '/tasks'),
    get(simulator, '/nothing'),
  ])
  for (const { headers } of answers) {
    expect(headers.get('x-mintage-simulator')).toBe('1')
    expect(headers.get('date')).toBe('Fri, 20 Nov 2026 11:00:00 GMT')
  }
  const ids = answers.map(({ json }) => json.request_id)
  expect(new Set(ids).size).toBe(4)
})

test('a task goes from PENDING over RUNNING to SUCCEEDED, with times in UTC+8', async () => {
  const { simulator, clock } = await stage()
  const id = await submit(simulator)
  const looks = []
  for (const ms of [0, 40, 10_000]) {
    clock.advance(ms)
    looks.push((await get(simulator, `/tasks/${id}`)).json.output)
  }
  const submit_time = '2026-11-20 19:00:00.000'
  const scheduled_time = '2026-11-20 19:00:00.040'
  expect(looks).toEqual([
    { task_id: id, task_status: 'PENDING', submit_time },
    { task_id: id, task_status: 'RUNNING', submit_time, scheduled_time },
    {
      task_id: id,
      task_status: 'SUCCEEDED',
      submit_time,
      scheduled_time,
      end_time: '2026-11-20 19:00:10.040',
      results: [{ orig_prompt: 'a red fox', url: expect.stringMatching(/\.png\?Expires=\d+&/) }],
    },
  ])
})

test('a finished legacy task counts its images without their size', async () => {
  const { simulator, clock } = await stage()
  const id = await submit(simulator)
  clock.advance(11_000)
  const { json } = await get(simulator, `/tasks/${id}`)
  expect(json.usage).toEqual({ image_count: 1 })
})

test('the rewritten prompt is told only where rewriting was on', async () => {
  const { simulator, clock } = await stage()
  const on = await submit(simulator, legacyBody({}, { prompt_extend: true }))
  const off = await submit(simulator, legacyBody({}, { prompt_extend: false }))
  clock.advance(30_000)
  const [rewritten] = (await get(simulator, `/tasks/${on}`)).json.output.results
  const [plain] = (await get(simulator, `/tasks/${off}`)).json.output.results
  expect(rewritten.orig_prompt).toBe('a red fox')
  expect(rewritten.actual_prompt.length).toBeGreaterThan('a red fox'.length + 20)
  expect(rewritten.actual_prompt).toContain('a red fox')
  expect(plain).not.toHaveProperty('actual_prompt')
})

test('a Wan task makes its n images and counts them in task_metrics', async () => {
  const { simulator, clock } = await stage()
  const body = legacyBody({}, { size: '1280*1280', n: 3 }, 'wan2.5-t2i-preview')
  const id = await submit(simulator, body)
  clock.advance(11_000)
  const { output, usage } = (await get(simulator, `/tasks/${id}`)).json
  expect(output.results).toHaveLength(3)
  expect(new Set(output.results.map((result: { url: string }) => result.url)).size).toBe(3)
  expect(output.task_metrics).toEqual({ TOTAL: 3, SUCCEEDED: 3, FAILED: 0 })
  expect(usage).toEqual({ image_count: 3 })
})

test('a Wan request without n makes four images', async () => {
  const { simulator, clock } = await stage()
  const { n: _, ...parameters } = { n: 1, size: '1280*1280', seed: 7 }
  const id = await submit(simulator, { ...legacyBody({}, {}, 'wan2.5-t2i-preview'), parameters })
  clock.advance(11_000)
  expect((await get(simulator, `/tasks/${id}`)).json.output.results).toHaveLength(4)
  expect(simulator.ledger().billed.images).toBe(4)
})

test('the ledger names a task by the key of the request as it was sent', async () => {
  const { simulator } = await stage()
  await submit(simulator, legacyBody({ prompt: 'a '.repeat(600), negative_prompt: 'blur' }))
  const key = requestKey({
    model: 'qwen-image-plus',
    prompt: 'a '.repeat(600),
    negative_prompt: 'blur',
    size: '1328*1328',
    n: 1,
    seed: 7,
    prompt_extend: false,
    watermark: false,
  })
  expect(simulator.ledger().requests[0]?.key).toBe(key)
})

test('the same request twice is two tasks, and both are billed', async () => {
  const { simulator, clock } = await stage()
  const ids = [await submit(simulator), await submit(simulator)]
  clock.advance(30_000)
  const { billed, requests } = simulator.ledger()
  expect(new Set(ids).size).toBe(2)
  expect(billed).toEqual({
    images: 2,
    models: { 'qwen-image-plus': 2 },
    lost: 0,
    repeated: [requests[0]?.key],
  })
})
