import { expect, test } from 'vitest'
import { startOfTest } from './manual-clock.ts'
import {
  asynchronous,
  get,
  legacyBody,
  messagesBody,
  paths,
  post,
  stage,
  startCall,
  submit,
} from './wire.ts'

const hour = 3_600_000
const day = 24 * hour
const ids = (json: { data: { task_id: string }[] }): string[] => json.data.map((row) => row.task_id)

test('a row has the documented fields, times in epoch ms, and neither prompt nor URL', async () => {
  const { simulator, clock } = await stage()
  const submitted = await post(simulator, paths.legacy, legacyBody(), asynchronous)
  const row = async (): Promise<unknown> => (await get(simulator, '/tasks')).json.data[0]
  const pending = {
    task_id: submitted.json.output.task_id,
    status: 'PENDING',
    model_name: 'qwen-image-plus',
    region: 'ap-southeast-1',
    request_id: submitted.json.request_id,
    gmt_create: startOfTest,
    api_key_id: expect.any(String),
    caller_uid: expect.any(String),
    caller_parent_id: expect.any(String),
    user_api_unique_key: 'apikey:v1:aigc:text2image:image-synthesis:qwen-image-plus',
  }
  expect(await row()).toEqual(pending)
  clock.advance(40)
  const running = { ...pending, status: 'RUNNING', start_time: startOfTest + 40 }
  expect(await row()).toEqual(running)
  clock.advance(10_000)
  expect(await row()).toEqual({ ...running, status: 'SUCCEEDED', end_time: startOfTest + 10_040 })
})

test('both spellings of the path give the same list, without an output envelope', async () => {
  const { simulator } = await stage()
  const id = await submit(simulator)
  for (const path of ['/tasks', '/tasks/']) {
    const { status, json } = await get(simulator, path)
    expect(status).toBe(200)
    expect(json).toMatchObject({ total: 1, total_page: 1, page_no: 1, page_size: 10 })
    expect(ids(json)).toEqual([id])
    expect(json).not.toHaveProperty('output')
  }
})

test('pages hold the latest first and together everything', async () => {
  const { simulator, clock } = await stage()
  const submitted = []
  for (let count = 0; count < 7; count++) {
    submitted.push(await submit(simulator))
    clock.advance(1000)
  }
  const pages = []
  for (const page of [1, 2, 3]) {
    pages.push((await get(simulator, `/tasks?page_no=${page}&page_size=3`)).json)
  }
  expect(pages.map((page) => page.data.length)).toEqual([3, 3, 1])
  expect(pages[0]).toMatchObject({ total: 7, total_page: 3, page_no: 1, page_size: 3 })
  expect(pages.flatMap(ids)).toEqual(submitted.reverse())
})

test('the list can be narrowed to a model, a status and a task', async () => {
  const { simulator, clock } = await stage()
  const plus = await submit(simulator)
  const wan = await submit(simulator, legacyBody({}, { size: '1280*1280' }, 'wan2.5-t2i-preview'))
  clock.advance(11_000)
  const late = await submit(simulator)
  const list = async (query: string): Promise<string[]> =>
    ids((await get(simulator, `/tasks?${query}`)).json)
  expect(await list('model_name=wan2.5-t2i-preview')).toEqual([wan])
  expect(await list('status=PENDING')).toEqual([late])
  expect(await list(`task_id=${plus}`)).toEqual([plus])
  expect(await list('model_name=qwen-image-plus&status=SUCCEEDED')).toEqual([plus])
  expect(await list('status=FAILED')).toEqual([])
})

test('without times the last 24 hours are listed; with one, 24 hours from it; in UTC+8', async () => {
  const { simulator, clock } = await stage()
  const early = await submit(simulator)
  clock.advance(20 * hour)
  const late = await submit(simulator)
  clock.advance(5 * hour)
  const list = async (query: string): Promise<string[]> =>
    ids((await get(simulator, `/tasks?${query}`)).json)
  expect(await list('')).toEqual([late])
  expect(await list('start_time=20261120190000')).toEqual([late, early])
  expect(await list('start_time=20261120190001')).toEqual([late])
  expect(await list('end_time=20261121000000')).toEqual([early])
  expect(await list('start_time=20261120180000&end_time=20261120190000')).toEqual([early])
  clock.advance(day)
  expect(await list('')).toEqual([])
})

test.each([
  'page_no=0',
  'page_no=one',
  'page_size=0',
  'page_size=101',
  'page_size=10.5',
  'start_time=2026-11-20',
  'start_time=20261340000000',
  'start_time=20261120000000&end_time=20261121000001',
  'start_time=20261121000000&end_time=20261120000000',
  'pageSize=3',
])('%s is refused', async (query) => {
  const { simulator } = await stage()
  const { status, json } = await get(simulator, `/tasks?${query}`)
  expect([status, json.code]).toEqual([400, 'InvalidParameter'])
})

test('a list may lag behind the submits', async () => {
  const { simulator, clock } = await stage({ listLagMs: 300 })
  const id = await submit(simulator)
  clock.advance(299)
  expect(ids((await get(simulator, '/tasks')).json)).toEqual([])
  expect((await get(simulator, `/tasks/${id}`)).json.output.task_status).toBe('RUNNING')
  clock.advance(1)
  expect(ids((await get(simulator, '/tasks')).json)).toEqual([id])
})

test('calls are not listed, and wan2.6 tasks have a name of their own', async () => {
  const { simulator } = await stage({ region: 'frankfurt' })
  const wan = messagesBody('a fox', { size: '1280*1280' }, 'wan2.6-t2i')
  await startCall(simulator, wan)
  await post(simulator, paths.generation, wan, asynchronous)
  const { data } = (await get(simulator, '/tasks')).json
  expect(data).toHaveLength(1)
  expect(data[0]).toMatchObject({
    region: 'eu-central-1',
    user_api_unique_key: 'apikey:v1:aigc:image-generation:generation:wan2.6-t2i',
  })
})
