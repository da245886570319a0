import { request } from 'node:http'
import { expect } from 'vitest'
import type { Simulator } from '../../src/simulator/simulator.ts'
import type { ManualClock } from './manual-clock.ts'

/**
 * The official Python SDK as a server sees it: its paths, headers and bodies (facts 1.2, 1.3, 1.5, 5),
 * sent as raw HTTP, and what its result classes read out of an answer. `time.sleep` is the clock of
 * the test.
 */
export interface PythonSdk {
  readonly ImageSynthesis: {
    /** Submits, then waits. */
    call(options: SynthesisOptions): Promise<SdkResponse>
    async_call(options: SynthesisOptions): Promise<SdkResponse>
    fetch(task: string | SdkResponse): Promise<SdkResponse>
    wait(task: string | SdkResponse): Promise<SdkResponse>
    cancel(task: string | SdkResponse): Promise<SdkResponse>
    list(query?: Readonly<Record<string, string | number>>): Promise<SdkResponse>
  }
  readonly MultiModalConversation: { call(options: MessagesOptions): Promise<SdkResponse> }
  readonly ImageGeneration: {
    call(options: MessagesOptions): Promise<SdkResponse>
    async_call(options: MessagesOptions): Promise<SdkResponse>
    wait(task: string | SdkResponse): Promise<SdkResponse>
  }
  /** The classes for asyncio ask about tasks in another way. */
  readonly AioImageSynthesis: {
    fetch(task: string): Promise<SdkResponse>
    cancel(task: string): Promise<SdkResponse>
  }
  /** Seconds that were slept between looks. */
  readonly slept: readonly number[]
}

interface SynthesisOptions {
  readonly model: string
  readonly prompt: string
  readonly negative_prompt?: string
  /** Everything else goes into `parameters`, whatever it is. */
  readonly parameters?: Readonly<Record<string, unknown>>
}

interface MessagesOptions {
  readonly model: string
  readonly messages: readonly unknown[]
  readonly parameters?: Readonly<Record<string, unknown>>
}

/** What every call returns; the SDK throws for no HTTP status. */
interface SdkResponse {
  readonly status_code: number
  readonly request_id: string
  readonly code: string
  readonly message: string
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into answers whose form is what they test
  readonly output: any
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly usage: any
}

export function pythonSdk(
  simulator: Simulator,
  {
    clock,
    workspace,
    apiKey = 'sk-test',
  }: { clock: ManualClock; workspace?: string; apiKey?: string },
): PythonSdk {
  const slept: number[] = []
  const common = {
    'user-agent': 'dashscope/1.26.2; python/3.11.9; platform/Linux-6.1; processor/x86_64',
    Authorization: `Bearer ${apiKey}`,
    Accept: 'application/json; charset=utf-8',
    'Accept-Encoding': 'gzip, deflate',
    Connection: 'keep-alive',
    ...(workspace === undefined ? {} : { 'X-DashScope-WorkSpace': workspace }),
  }
  const send = (method: string, path: string, more: Sending = {}) =>
    exchange(simulator.url + path, method, { ...more, headers: { ...common, ...more.headers } })
  const service = (path: string, body: object, headers: Record<string, string> = {}) =>
    send('POST', `/services/aigc/${path}`, {
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    }).then(ofPost)
  const get = (path: string) => send('GET', path).then(ofGet)

  const fetch: PythonSdk['ImageSynthesis']['fetch'] = (task) => get(`/tasks/${idOf(task)}`)
  const wait: PythonSdk['ImageSynthesis']['wait'] = async (task) => {
    let seconds = 1
    for (let step = 1; ; step += 1) {
      if (seconds < 5 && step % 3 === 0) seconds = Math.min(seconds * 2, 5)
      const response = await fetch(task)
      const goesOn = ['PENDING', 'RUNNING', 'SUSPENDED'].includes(response.output?.task_status)
      if (response.status_code === 200 ? !goesOn : ![503, 504].includes(response.status_code)) {
        return response
      }
      slept.push(seconds)
      clock.advance(seconds * 1000)
    }
  }
  const synthesize: PythonSdk['ImageSynthesis']['async_call'] = (options) => {
    const { model, prompt, negative_prompt, parameters = {} } = options
    const input = { prompt, ...(negative_prompt === undefined ? {} : { negative_prompt }) }
    const path = 'text2image/image-synthesis'
    return service(path, { model, parameters, input }, { 'X-DashScope-Async': 'enable' })
  }
  const converse = (
    task: string,
    { model, messages, parameters = {} }: MessagesOptions,
    headers: Record<string, string> = {},
  ) => service(`${task}/generation`, { model, parameters, input: { messages } }, headers)
  const generationAgent = { 'user-agent': `${common['user-agent']}; incremental_to_full/0` }

  return {
    slept,
    ImageSynthesis: {
      call: async (options) => wait(await synthesize(options)),
      async_call: synthesize,
      fetch,
      wait,
      // No body and no content type, as `requests` posts nothing.
      cancel: (task) =>
        send('POST', `/tasks/${idOf(task)}/cancel`, { headers: { 'Content-Length': '0' } }).then(
          ofGet,
        ),
      list: (query = {}) => {
        const given = Object.entries(query).map(([name, value]) => [name, String(value)])
        const search = new URLSearchParams({
          page_no: '1',
          page_size: '10',
          ...Object.fromEntries(given),
        })
        return send('GET', `/tasks?${search}`).then(ofList)
      },
    },
    MultiModalConversation: { call: (options) => converse('multimodal-generation', options) },
    ImageGeneration: {
      call: (options) => converse('multimodal-generation', options, generationAgent),
      // The option that chooses the route is passed on with the others.
      async_call: ({ parameters, ...options }) =>
        converse(
          'image-generation',
          { ...options, parameters: { ...parameters, is_async: true } },
          { ...generationAgent, 'X-DashScope-Async': 'enable' },
        ),
      wait,
    },
    AioImageSynthesis: {
      fetch: (task) => get(`/tasks/${task}/`),
      cancel: (task) =>
        send('POST', `/tasks/${task}/cancel/`, {
          body: JSON.stringify({ model: '', parameters: {}, input: '' }),
          headers: { 'Content-Type': 'application/json; charset=utf-8' },
        }).then(ofGet),
    },
  }
}

function idOf(task: string | SdkResponse): string {
  if (typeof task === 'string') return task
  // A failed submit has no task to ask about.
  expect(task).toMatchObject({ status_code: 200, output: { task_id: expect.any(String) } })
  return task.output.task_id
}

interface Sending {
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

interface Received {
  readonly status: number
  readonly type: string
  readonly text: string
}

function exchange(url: string, method: string, { body, headers = {} }: Sending): Promise<Received> {
  return new Promise((resolve, reject) => {
    const length =
      body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body, 'utf8')) }
    const outgoing = request(url, { method, headers: { ...headers, ...length } }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          type: incoming.headers['content-type'] ?? '',
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** A POST's answer: code and message of a 200 are not looked at. */
function ofPost(received: Received): SdkResponse {
  if (received.status !== 200) return ofFailure(received)
  const { output = null, usage = null, request_id = '' } = JSON.parse(received.text)
  return { status_code: 200, request_id, code: '', message: '', output, usage }
}

/** An answer about a task: code and message are kept. */
function ofGet(received: Received): SdkResponse {
  if (received.status !== 200) return ofFailure(received)
  const { code = '', message = '' } = JSON.parse(received.text)
  return { ...ofPost(received), code, message }
}

/** The list has no `output`: all but the request id becomes it. */
function ofList(received: Received): SdkResponse {
  if (received.status !== 200) return ofFailure(received)
  const { request_id = '', ...output } = JSON.parse(received.text)
  return { status_code: 200, request_id, code: '', message: '', output, usage: null }
}

/** Errors are read as JSON only where their content type says so. */
function ofFailure({ status, type, text }: Received): SdkResponse {
  const isJson = type.includes('application/json')
  const { code = 'Unknown', message = '', request_id = '' } = isJson ? JSON.parse(text) : {}
  return { status_code: status, request_id, code, message, output: null, usage: null }
}
