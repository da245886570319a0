import { onTestFinished } from 'vitest'
import type { SimulatorOptions } from '../../src/simulator/options.ts'
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts'
import { type ManualClock, manualClock } from './manual-clock.ts'

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number
  readonly headers: Headers
  /** The JSON body; undefined where it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into answers whose form is what they test
  readonly json: any
  readonly text: string
}

export interface Stage {
  readonly simulator: Simulator
  readonly clock: ManualClock
}

/** Starts a simulator on a clock that stands still, and closes it after the test. */
export async function stage(options: SimulatorOptions = {}): Promise<Stage> {
  const clock = manualClock()
  const simulator = await startSimulator({ clock, durationOf: () => 10_000, ...options })
  onTestFinished(() => simulator.close())
  return { simulator, clock }
}

export const paths = {
  legacy: '/services/aigc/text2image/image-synthesis',
  messages: '/services/aigc/multimodal-generation/generation',
  generation: '/services/aigc/image-generation/generation',
}

const key = { Authorization: 'Bearer sk-test' }
export const asynchronous = { 'X-DashScope-Async': 'enable' }

/** Sends JSON with a good key; headers that are given replace or, with an empty value, remove. */
export async function post(
  simulator: Simulator,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<WireAnswer> {
  return answerOf(
    await fetch(simulator.url + path, {
      method: 'POST',
      headers: withoutEmpty({ ...key, 'Content-Type': 'application/json', ...headers }),
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  )
}

export async function get(
  simulator: Simulator,
  path: string,
  headers: Record<string, string> = {},
): Promise<WireAnswer> {
  const response = await fetch(simulator.url + path, {
    headers: withoutEmpty({ ...key, ...headers }),
  })
  return answerOf(response)
}

/** A body of the legacy protocol that is right, with what is given in place of it. */
export function legacyBody(
  input: Record<string, unknown> = {},
  parameters: Record<string, unknown> = {},
  model = 'qwen-image-plus',
): Record<string, unknown> {
  return {
    model,
    input: { prompt: 'a red fox', ...input },
    parameters: {
      size: '1328*1328',
      n: 1,
      seed: 7,
      prompt_extend: false,
      watermark: false,
      ...parameters,
    },
  }
}

/** A body of the messages protocol that is right, with what is given in place of it. */
export function messagesBody(
  prompt = 'a red fox',
  parameters: Record<string, unknown> = {},
  model = 'qwen-image-plus',
): Record<string, unknown> {
  return {
    model,
    input: { messages: [{ role: 'user', content: [{ text: prompt }] }] },
    parameters: {
      size: '1328*1328',
      n: 1,
      seed: 7,
      prompt_extend: false,
      watermark: false,
      ...parameters,
    },
  }
}

/** Submits a task that must be taken; its id. */
export async function submit(simulator: Simulator, body: unknown = legacyBody()): Promise<string> {
  const { json } = await post(simulator, paths.legacy, body, asynchronous)
  return String(json.output.task_id)
}

/** Starts a call; resolves once the simulator has taken it, `answer` when it answers. */
export async function startCall(
  simulator: Simulator,
  body: unknown = messagesBody(),
  init: RequestInit = {},
): Promise<{ answer: Promise<WireAnswer> }> {
  const before = simulator.ledger().accepted.calls
  const answer = fetch(simulator.url + paths.messages, {
    method: 'POST',
    headers: { ...key, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    ...init,
  }).then(answerOf)
  let early: WireAnswer | undefined
  answer.then(
    (given) => {
      early = given
    },
    () => undefined,
  )
  await until(() => early !== undefined || simulator.ledger().accepted.calls > before)
  if (early !== undefined) throw new Error(`the call was not taken: ${early.text}`)
  return { answer }
}

/** Waits, in real time, for what happens on other sockets. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2))
}

async function answerOf(response: Response): Promise<WireAnswer> {
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: parsed(text) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function withoutEmpty(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
}
