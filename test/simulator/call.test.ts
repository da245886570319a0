import { expect, test } from 'vitest'
import { asynchronous, get, messagesBody, paths, post, stage, startCall, until } from './wire.ts'

const anyPicture = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/dashscope-result\/.+\.png\?/)

test('a call is answered when its picture is there, with its size', async () => {
  const { simulator, clock } = await stage()
  const { answer } = await startCall(simulator)
  clock.advance(10_000)
  const { status, json } = await answer
  expect(status).toBe(200)
  expect(json).toEqual({
    output: {
      choices: [
        { finish_reason: 'stop', message: { role: 'assistant', content: [{ image: anyPicture }] } },
      ],
      task_metric: { TOTAL: 1, SUCCEEDED: 1, FAILED: 0 },
    },
    usage: { width: 1328, image_count: 1, height: 1328 },
    request_id: expect.any(String),
  })
})

test('a call is no task: the task list and GET do not know it', async () => {
  const { simulator, clock } = await stage()
  const { answer } = await startCall(simulator)
  clock.advance(10_000)
  await answer
  const [row] = simulator.ledger().requests
  expect((await get(simulator, '/tasks')).json.data).toEqual([])
  expect((await get(simulator, `/tasks/${row?.id}`)).json.output.task_status).toBe('UNKNOWN')
})

test('Qwen-Image 2.0 answers several images in one choice and without task_metric', async () => {
  const { simulator, clock } = await stage()
  const body = messagesBody('a fox', { size: '1024*1024', n: 3 }, 'qwen-image-2.0')
  const { answer } = await startCall(simulator, body)
  clock.advance(10_000)
  const { output, usage } = (await answer).json
  expect(Object.keys(output)).toEqual(['choices'])
  expect(output.choices).toHaveLength(1)
  expect(output.choices[0].message.content).toHaveLength(3)
  expect(usage).toEqual({ width: 1024, image_count: 3, height: 1024 })
})

test('wan2.6 answers several images as several choices of type image', async () => {
  const { simulator, clock } = await stage()
  const { answer } = await startCall(
    simulator,
    messagesBody('a fox', { size: '1280*1280', n: 2 }, 'wan2.6-t2i'),
  )
  clock.advance(10_000)
  const { output, usage } = (await answer).json
  expect(output.finished).toBe(true)
  expect(output.choices.map((choice: { message: unknown }) => choice.message)).toEqual([
    { role: 'assistant', content: [{ image: anyPicture, type: 'image' }] },
    { role: 'assistant', content: [{ image: anyPicture, type: 'image' }] },
  ])
  expect(usage).toEqual({
    image_count: 2,
    size: '1280*1280',
    input_tokens: 0,
    output_tokens: 0,
    total_tokens: 0,
  })
})

test('wan2.6 makes tasks on its own route, which answer choices and no prompts', async () => {
  const { simulator, clock } = await stage()
  const body = messagesBody('a fox', { size: '1280*1280', n: 2, prompt_extend: true }, 'wan2.6-t2i')
  const submitted = await post(simulator, paths.generation, body, asynchronous)
  const id = submitted.json.output.task_id
  clock.advance(10_040)
  const { output, usage } = (await get(simulator, `/tasks/${id}`)).json
  expect(output).toMatchObject({ task_id: id, task_status: 'SUCCEEDED', finished: true })
  expect(output.choices).toHaveLength(2)
  expect(JSON.stringify(output)).not.toMatch(/orig_prompt|actual_prompt|results/)
  expect(usage).toMatchObject({ image_count: 2, size: '1280*1280' })
})

test('wan2.6 takes calls on that route, too', async () => {
  const { simulator, clock } = await stage()
  const body = messagesBody('a fox', { size: '1280*1280' }, 'wan2.6-t2i')
  const answer = post(simulator, paths.generation, body)
  await until(() => simulator.ledger().accepted.calls === 1)
  clock.advance(10_000)
  expect((await answer).json.output.finished).toBe(true)
})

test('a call whose client hangs up is finished and billed, and its picture is lost', async () => {
  const { simulator, clock } = await stage()
  const controller = new AbortController()
  await startCall(simulator, messagesBody(), { signal: controller.signal })
  controller.abort()
  // Answered after the connection's end was there to be read: the simulator has seen it.
  await get(simulator, '/tasks')
  await get(simulator, '/tasks')
  clock.advance(9999)
  expect(simulator.ledger().billed.images).toBe(0)
  clock.advance(1)
  expect(simulator.ledger().billed).toMatchObject({ images: 1, lost: 1 })
})

test('a call that was answered is not lost', async () => {
  const { simulator, clock } = await stage()
  const { answer } = await startCall(simulator)
  clock.advance(10_000)
  await answer
  await until(() => simulator.ledger().billed.lost === 0)
  expect(simulator.ledger().billed).toMatchObject({ images: 1, lost: 0 })
})

test('Qwen-Image calls have no limit at once, Wan calls the limit of its tasks', async () => {
  const { simulator, clock } = await stage({
    limits: {
      'qwen-image-plus': { submit: { count: 100, per: 'second' } },
      'wan2.6-t2i': { submit: { count: 100, per: 'second' } },
    },
  })
  const wan = messagesBody('a fox', { size: '1280*1280' }, 'wan2.6-t2i')
  for (let count = 0; count < 12; count++) await startCall(simulator, messagesBody(`fox ${count}`))
  for (let count = 0; count < 5; count++) await startCall(simulator, wan)
  const sixth = await post(simulator, paths.messages, wan)
  expect([sixth.status, sixth.json.code]).toEqual([429, 'Throttling'])
  expect(simulator.ledger().peaks).toMatchObject({
    'qwen-image-plus': { calls: 12 },
    'wan2.6-t2i': { calls: 5 },
  })
  clock.advance(10_000)
  await startCall(simulator, wan)
})
