import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { Fault, Operation, SeenRequest } from '../../src/simulator/faults.ts'
import { plainPng } from '../../src/simulator/pictures/plain-png.ts'
import {
  asynchronous,
  get,
  legacyBody,
  messagesBody,
  paths,
  post,
  type Stage,
  stage,
  startCall,
  submit,
  until,
} from './wire.ts'

/** The fault at the first request of an operation, none after. */
function once(operation: Operation, fault: Fault): (seen: SeenRequest) => Fault | undefined {
  return (seen) => (seen.operation === operation && seen.nth === 1 ? fault : undefined)
}

const send = ({ simulator }: Stage) => post(simulator, paths.legacy, legacyBody(), asynchronous)

test.each([true, false])('a reset connection, accepted: %s', async (accepted) => {
  const scene = await stage({ faults: once('submit', { kind: 'reset', accepted }) })
  await expect(send(scene)).rejects.toThrow()
  expect(scene.simulator.ledger().accepted.tasks).toBe(accepted ? 1 : 0)
  expect((await send(scene)).status).toBe(200)
})

test.each([true, false])('an answer that never comes, accepted: %s', async (accepted) => {
  const scene = await stage({ faults: once('submit', { kind: 'hang', accepted }) })
  let answered = false
  const hanging = send(scene).finally(() => {
    answered = true
  })
  hanging.catch(() => undefined)
  await submit(scene.simulator)
  expect(scene.simulator.ledger().accepted.tasks).toBe(accepted ? 2 : 1)
  expect(answered).toBe(false)
})

test.each([true, false])('a gateway’s page, accepted: %s', async (accepted) => {
  const scene = await stage({ faults: once('submit', { kind: 'html', accepted }) })
  const { status, headers, text } = await send(scene)
  expect([status, headers.get('content-type')]).toEqual([502, 'text/html'])
  expect(text).toContain('<html>')
  expect(scene.simulator.ledger().accepted.tasks).toBe(accepted ? 1 : 0)
})

test.each([true, false])('an empty body, accepted: %s', async (accepted) => {
  const scene = await stage({ faults: once('submit', { kind: 'empty', accepted, status: 504 }) })
  const { status, text } = await send(scene)
  expect([status, text]).toEqual([504, ''])
  expect(scene.simulator.ledger().accepted.tasks).toBe(accepted ? 1 : 0)
})

test('what would be refused anyway is refused, whatever was to happen after acceptance', async () => {
  const { simulator } = await stage({ faults: once('submit', { kind: 'reset', accepted: true }) })
  const answer = await post(simulator, paths.legacy, legacyBody({}, { n: 2 }), asynchronous)
  expect(answer.json.code).toBe('InvalidParameter')
})

test('a row of the error table is answered, and nothing accepted', async () => {
  const fault = {
    kind: 'error',
    status: 400,
    code: 'Arrearage',
    message: 'Access denied.',
  } as const
  const scene = await stage({ faults: once('submit', fault) })
  const { status, json } = await send(scene)
  expect([status, json]).toEqual([
    400,
    { request_id: expect.any(String), code: 'Arrearage', message: 'Access denied.' },
  ])
  const { accepted, refused } = scene.simulator.ledger()
  expect([accepted.tasks, refused.codes]).toEqual([0, { Arrearage: 1 }])
})

test('half an answer, its length declared as the whole: the connection breaks', async () => {
  const fault = { kind: 'truncated', declared: 'whole' } as const
  const scene = await stage({ faults: once('submit', fault) })
  await expect(send(scene)).rejects.toThrow()
  expect(scene.simulator.ledger().accepted.tasks).toBe(1)
})

test('half an answer, declared as such: no JSON', async () => {
  const fault = { kind: 'truncated', declared: 'half' } as const
  const scene = await stage({ faults: once('submit', fault) })
  const { status, text, json } = await send(scene)
  expect([status, json]).toEqual([200, undefined])
  expect(text).toMatch(/^\{"output"/)
})

test('an answer behind a huge amount of nothing', async () => {
  const scene = await stage({ faults: once('submit', { kind: 'padded', bytes: 5_000_000 }) })
  const { text, json } = await send(scene)
  expect(text.length).toBeGreaterThan(5_000_000)
  expect(json.output.task_status).toBe('PENDING')
})

test('a delay holds a request back, by the simulator’s clock, before anything else is done', async () => {
  const then = { kind: 'reset', accepted: false } as const
  const scene = await stage({ faults: once('submit', { kind: 'delay', ms: 5000, then }) })
  const delayed = send(scene)
  delayed.catch(() => undefined)
  await submit(scene.simulator)
  scene.clock.advance(4999)
  await get(scene.simulator, '/tasks')
  expect(scene.simulator.ledger().accepted.tasks).toBe(1)
  scene.clock.advance(1)
  await expect(delayed).rejects.toThrow()
})

test('a call that breaks after acceptance is finished, billed and lost', async () => {
  const { simulator, clock } = await stage({
    faults: once('call', { kind: 'reset', accepted: true }),
  })
  await expect(post(simulator, paths.messages, messagesBody())).rejects.toThrow()
  expect(simulator.ledger().accepted.calls).toBe(1)
  clock.advance(10_000)
  await until(() => simulator.ledger().billed.images === 1)
  expect(simulator.ledger().billed.lost).toBe(1)
})

test('work can be given another fate and duration', async () => {
  const failure = {
    code: 'RewriteFailed',
    message: 'Failed to rewrite content for prompt.',
    status: 500,
  }
  const { simulator, clock } = await stage({
    faults: ({ operation, seed }) =>
      operation === 'submit' && seed === 7
        ? { kind: 'work', fate: { kind: 'fails', failure }, durationMs: 100 }
        : undefined,
  })
  const id = await submit(simulator)
  clock.advance(140)
  const { output } = (await get(simulator, `/tasks/${id}`)).json
  expect(output).toMatchObject({ task_status: 'FAILED', code: 'RewriteFailed' })
  expect(simulator.ledger().billed.images).toBe(0)
})

test('a call whose work fails is answered with its row', async () => {
  const failure = { code: 'InternalError.Upload', message: 'Failed to upload result.', status: 500 }
  const { simulator, clock } = await stage({
    faults: once('call', { kind: 'work', fate: { kind: 'fails', failure } }),
  })
  const { answer } = await startCall(simulator)
  clock.advance(10_000)
  const { status, json } = await answer
  expect([status, json.code]).toEqual([500, 'InternalError.Upload'])
})

test.each([
  ['stuck', 'RUNNING', 0],
  ['canceled', 'CANCELED', 0],
  ['forgotten', 'UNKNOWN', 1],
] as const)(
  'a task that is %s shows %s, and %i images are billed',
  async (kind, status, images) => {
    const { simulator, clock } = await stage({
      faults: once('submit', { kind: 'work', fate: { kind } }),
    })
    const id = await submit(simulator)
    clock.advance(3_600_000)
    expect((await get(simulator, `/tasks/${id}`)).json.output.task_status).toBe(status)
    expect((await get(simulator, '/tasks')).json.data[0].status).toBe(status)
    expect(simulator.ledger().billed.images).toBe(images)
  },
)

test('a task that is stuck keeps its slot', async () => {
  const { simulator, clock } = await stage({
    faults: ({ operation }) =>
      operation === 'submit' ? { kind: 'work', fate: { kind: 'stuck' } } : undefined,
  })
  await submit(simulator)
  await submit(simulator)
  clock.advance(60_000)
  simulator.useFaults(null)
  const id = await submit(simulator)
  clock.advance(3_600_000)
  expect((await get(simulator, `/tasks/${id}`)).json.output.task_status).toBe('PENDING')
})

test('one task can be late in the list while others are there', async () => {
  const { simulator, clock } = await stage({
    faults: once('submit', { kind: 'work', listLagMs: 5000 }),
  })
  const late = await submit(simulator)
  const prompt = await submit(simulator)
  const ids = async (): Promise<string[]> =>
    (await get(simulator, '/tasks')).json.data.map((row: { task_id: string }) => row.task_id)
  expect(await ids()).toEqual([prompt])
  clock.advance(5000)
  expect(await ids()).toEqual([prompt, late])
})

test.each(['UNKNOWN', 'SUSPENDED', 'RUNNING'] as const)(
  'one look can show %s, and the next the truth',
  async (status) => {
    const { simulator, clock } = await stage({ faults: once('poll', { kind: 'status', status }) })
    const id = await submit(simulator)
    clock.advance(11_000)
    const look = async (): Promise<string> =>
      (await get(simulator, `/tasks/${id}`)).json.output.task_status
    expect([await look(), await look()]).toEqual([status, 'SUCCEEDED'])
  },
)

async function download(fault: Fault): Promise<Response> {
  const { simulator, clock } = await stage({ faults: once('download', fault) })
  const id = await submit(simulator)
  clock.advance(11_000)
  const { results } = (await get(simulator, `/tasks/${id}`)).json.output
  return fetch(results[0].url, { redirect: 'manual' })
}

test.each([
  [{ kind: 'expired' }, 403],
  [{ kind: 'missing' }, 404],
  [{ kind: 'redirect', location: 'http://169.254.169.254/' }, 302],
] as const)('a download can be %o', async (fault, status) => {
  const response = await download(fault)
  expect(response.status).toBe(status)
  if (fault.kind === 'redirect') expect(response.headers.get('location')).toBe(fault.location)
})

test('a picture can have another size than asked for', async () => {
  const bytes = await (await download({ kind: 'picture', shows: 'other-size' })).arrayBuffer()
  const { width, height } = await sharp(bytes).metadata()
  expect([width, height]).toEqual([640, 480])
})

test('a picture can be no image', async () => {
  const bytes = await (await download({ kind: 'picture', shows: 'no-image' })).arrayBuffer()
  await expect(sharp(bytes).metadata()).rejects.toThrow()
})

test('a picture can be cut off in the middle of its pixels', async () => {
  const bytes = await (await download({ kind: 'picture', shows: 'damaged' })).arrayBuffer()
  expect((await sharp(bytes).metadata()).format).toBe('png')
  await expect(sharp(bytes).raw().toBuffer()).rejects.toThrow()
})

test('a picture can have more pixels than anyone should decode', async () => {
  const bytes = Buffer.from(
    await (await download({ kind: 'picture', shows: 'bomb' })).arrayBuffer(),
  )
  const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
  expect((width ?? 0) * (height ?? 0)).toBe(400_000_000)
  expect(bytes.length).toBeLessThan(100_000)
})

test('an answer can stop half way and never end', async () => {
  const response = await download({ kind: 'stall' })
  expect(response.status).toBe(200)
  const reader = response.body?.getReader()
  let length = 0
  const most = Number(response.headers.get('content-length')) / 2
  while (length < Math.floor(most)) length += (await reader?.read())?.value?.length ?? 0
  let isOver = false
  reader?.read().then(
    () => {
      isOver = true
    },
    () => undefined,
  )
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(isOver).toBe(false)
  await reader?.cancel()
})

test('an answer can come in pieces, with time between them', async () => {
  const { simulator, clock } = await stage({
    faults: once('list', { kind: 'slow', pieces: 3, pauseMs: 1000 }),
  })
  await submit(simulator)
  const others = clock.waiting()
  let isThere = false
  const answer = get(simulator, '/tasks').finally(() => {
    isThere = true
  })
  for (let pause = 1; pause <= 2; pause += 1) {
    await until(() => isThere || clock.waiting() > others)
    expect(isThere).toBe(false)
    clock.advance(1000)
  }
  expect((await answer).json.data).toHaveLength(1)
})

test('who needs thousands of pictures can bring a painter', async () => {
  const { simulator, clock } = await stage({ painter: async (subject) => plainPng(subject, 'x') })
  const id = await submit(simulator)
  clock.advance(11_000)
  const { results } = (await get(simulator, `/tasks/${id}`)).json.output
  const bytes = await (await fetch(results[0].url)).arrayBuffer()
  expect(Buffer.from(bytes)).toEqual(plainPng({ width: 1328, height: 1328 }, 'x'))
  const { width, height } = await sharp(bytes).metadata()
  expect([width, height]).toEqual([1328, 1328])
})

test('a hook sees what each request is about', async () => {
  const seen: SeenRequest[] = []
  const { simulator, clock } = await stage({
    faults: (request) => {
      seen.push(request)
      return undefined
    },
  })
  const id = await submit(simulator)
  clock.advance(11_000)
  await get(simulator, `/tasks/${id}`)
  await get(simulator, '/tasks?page_size=1')
  await post(simulator, `/tasks/${id}/cancel`, undefined)
  await startCall(simulator, messagesBody('a hare', { seed: 8 }))
  await submit(simulator)
  await fetch(new URL('/_simulator/ledger', simulator.url))
  const facts = seen.map((request) => [
    request.operation,
    request.nth,
    request.model,
    request.prompt,
    request.seed,
    request.taskId,
  ])
  expect(facts).toEqual([
    ['submit', 1, 'qwen-image-plus', 'a red fox', 7, null],
    ['poll', 1, null, null, null, id],
    ['list', 1, null, null, null, null],
    ['cancel', 1, null, null, null, id],
    ['call', 1, 'qwen-image-plus', 'a hare', 8, null],
    ['submit', 2, 'qwen-image-plus', 'a red fox', 7, null],
  ])
  expect(seen[2]?.path).toBe('/api/v1/tasks?page_size=1')
  expect(seen[0]?.headers['x-dashscope-async']).toBe('enable')
})

test('a hook that throws is told in the answer', async () => {
  const scene = await stage({
    faults: () => {
      throw new Error('the hook is broken')
    },
  })
  const { status, json } = await send(scene)
  expect([status, json.code]).toEqual([500, 'SimulatorFailed'])
  expect(json.message).toContain('the hook is broken')
})
