import { expect, test } from 'vitest'
import { get, legacyBody, post, stage, submit } from './wire.ts'

const day = 24 * 3_600_000
const body = (prompt: string): Record<string, unknown> => legacyBody({ prompt })

test('a task is known for 24 hours, then UNKNOWN over HTTP 200 with nothing else', async () => {
  const { simulator, clock } = await stage()
  const id = await submit(simulator)
  clock.advance(day - 1)
  expect((await get(simulator, `/tasks/${id}`)).json.output.task_status).toBe('SUCCEEDED')
  clock.advance(1)
  const { status, json } = await get(simulator, `/tasks/${id}`)
  expect(status).toBe(200)
  expect(json).toEqual({
    request_id: expect.any(String),
    output: { task_id: id, task_status: 'UNKNOWN' },
  })
})

test('a task that never was is UNKNOWN, too', async () => {
  const { simulator } = await stage()
  const { status, json } = await get(simulator, '/tasks/never-was')
  expect([status, json.output]).toEqual([200, { task_id: 'never-was', task_status: 'UNKNOWN' }])
})

test('tasks beyond the limit wait as PENDING, in order, each until a slot is free', async () => {
  const { simulator, clock } = await stage()
  const ids = [await submit(simulator), await submit(simulator)]
  clock.advance(1000)
  ids.push(await submit(simulator), await submit(simulator))
  const statuses = async (): Promise<string[]> =>
    Promise.all(
      ids.map(async (id) => (await get(simulator, `/tasks/${id}`)).json.output.task_status),
    )
  expect(await statuses()).toEqual(['RUNNING', 'RUNNING', 'PENDING', 'PENDING'])
  clock.advance(9040)
  expect(await statuses()).toEqual(['SUCCEEDED', 'SUCCEEDED', 'RUNNING', 'RUNNING'])
  const third = (await get(simulator, `/tasks/${ids[2]}`)).json.output
  expect(third.scheduled_time).toBe('2026-11-20 19:00:10.040')
  clock.advance(10_000)
  expect(await statuses()).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED'])
  expect(simulator.ledger().peaks['qwen-image-plus']).toMatchObject({ running: 2, open: 4 })
})

test('a task that waits can be canceled, is never billed, and takes no slot', async () => {
  const { simulator, clock } = await stage({
    limits: { 'qwen-image-plus': { concurrent: { async: 1 } } },
  })
  const [first, second] = [await submit(simulator), await submit(simulator)]
  clock.advance(1000)
  const third = await submit(simulator)
  const { status, json } = await post(simulator, `/tasks/${second}/cancel`, undefined)
  expect([status, json]).toEqual([200, { request_id: expect.any(String) }])
  clock.advance(20_000)
  const look = async (id: string): Promise<string> =>
    (await get(simulator, `/tasks/${id}`)).json.output.task_status
  expect([await look(first), await look(second), await look(third)]).toEqual([
    'SUCCEEDED',
    'CANCELED',
    'SUCCEEDED',
  ])
  expect(simulator.ledger().billed.images).toBe(2)
})

test('a task that runs, has ended or never was cannot be canceled', async () => {
  const { simulator, clock } = await stage()
  const id = await submit(simulator)
  const cancel = async (): Promise<unknown[]> => {
    const { status, json } = await post(simulator, `/tasks/${id}/cancel`, undefined)
    return [status, json.code, json.message]
  }
  const refusal = [400, 'UnsupportedOperation', expect.stringContaining('PENDING status')]
  clock.advance(40)
  expect(await cancel()).toEqual(refusal)
  clock.advance(10_000)
  expect(await cancel()).toEqual(refusal)
  const never = await post(simulator, '/tasks/never-was/cancel', undefined)
  expect([never.status, never.json.code]).toEqual([400, 'UnsupportedOperation'])
  expect(simulator.ledger().billed.images).toBe(1)
})

test('a failed task answers HTTP 200 with its code inside output, and costs nothing', async () => {
  const { simulator, clock } = await stage()
  const moderated = await submit(simulator, body('a [[moderate-output]] fox'))
  const broken = await submit(simulator, body('a [[server-error]] fox'))
  clock.advance(20_000)
  const { status, json } = await get(simulator, `/tasks/${moderated}`)
  expect(status).toBe(200)
  expect(json).not.toHaveProperty('code')
  expect(json).not.toHaveProperty('usage')
  expect(json.output).toEqual({
    task_id: moderated,
    task_status: 'FAILED',
    submit_time: '2026-11-20 19:00:00.000',
    scheduled_time: '2026-11-20 19:00:00.040',
    end_time: '2026-11-20 19:00:10.040',
    code: 'DataInspectionFailed',
    message: 'Output data may contain inappropriate content.',
  })
  expect((await get(simulator, `/tasks/${broken}`)).json.output.code).toBe('InternalError')
  expect(simulator.ledger().billed.images).toBe(0)
})

test('where some images fail the task succeeds, says so for each, and bills the others', async () => {
  const { simulator, clock } = await stage()
  const id = await submit(
    simulator,
    legacyBody({ prompt: '[[partial]] fox' }, { size: '1280*1280', n: 3 }, 'wan2.5-t2i-preview'),
  )
  clock.advance(11_000)
  const { output, usage } = (await get(simulator, `/tasks/${id}`)).json
  expect(output.task_status).toBe('SUCCEEDED')
  expect(output.results).toEqual([
    { orig_prompt: '[[partial]] fox', url: expect.any(String) },
    { orig_prompt: '[[partial]] fox', url: expect.any(String) },
    { code: 'InternalError.Timeout', message: expect.any(String) },
  ])
  expect(output.task_metrics).toEqual({ TOTAL: 3, SUCCEEDED: 2, FAILED: 1 })
  expect(usage).toEqual({ image_count: 2 })
  expect(simulator.ledger().billed.images).toBe(2)
})

test('an over-long prompt is taken, echoed whole and cut for the picture', async () => {
  const { simulator, clock } = await stage()
  const prompt = '很'.repeat(900)
  const id = await submit(simulator, legacyBody({ prompt }, { prompt_extend: true }))
  clock.advance(20_000)
  const [result] = (await get(simulator, `/tasks/${id}`)).json.output.results
  expect(result.orig_prompt).toBe(prompt)
  expect(result.actual_prompt).toContain(`${'很'.repeat(800)}。`)
  expect(result.actual_prompt).not.toContain('很'.repeat(801))
})
