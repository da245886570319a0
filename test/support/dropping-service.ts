import { createDashScope } from '../../src/dashscope/create-dashscope.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { sha256Hex } from '../../src/request/key.ts'
import { systemClock } from '../../src/run/clock.ts'
import type { RunResult } from '../../src/run/events.ts'
import { defaultRunOptions, type RunOptions } from '../../src/run/options.ts'
import { run } from '../../src/run/run.ts'
import type { FaultHook } from '../../src/simulator/faults.ts'
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts'
import { MemoryLock, MemoryPictures, planOf, request } from './run-harness.ts'

/** How much faster than real time server and client run. */
const timeScale = 100
const inFlight = 8

/** A kind of request whose lost answers the task list cannot tell about. */
const blind = {
  sync: { model: 'qwen-image-plus', size: '1328*1328' },
  async: { model: 'wan2.6-t2i', size: '1280*1280' },
} as const

export interface Wish {
  readonly mode: keyof typeof blind
  readonly jobs: number
  /** Which of three answers is lost. */
  readonly phase: number
  /** Milliseconds that a picture takes. */
  readonly durationMs: number
  readonly seed: number
}

/** A set, and a server that takes every request in and loses every third answer. */
export interface Dropping {
  readonly server: Simulator
  readonly lock: MemoryLock
  /** Runs what the lockfile says is left, sending again what stays unknown. */
  run(bounds: Bounds): Promise<RunResult>
}

export interface Bounds {
  readonly budget?: Plan['manifest']['budget']
  readonly options?: Partial<RunOptions>
}

/** Starts a server of its own for a set; the caller closes it. */
export async function dropping(wish: Wish): Promise<Dropping> {
  const { model, size } = blind[wish.mode]
  const limits = {
    submit: { count: 1000, per: 'second' as const },
    concurrent: { async: inFlight, sync: inFlight },
  }
  const server = await startSimulator({
    timeScale,
    durationOf: ({ prompt }) => wish.durationMs * (1 + (prompt.length % 3)),
    limits: { [model]: limits },
    queriesPerSecond: 100_000,
    faults: losing(wish.phase),
  })
  const lock = new MemoryLock()
  const pictures = new AnyPictures(size)
  const wanted = Array.from({ length: wish.jobs }, (_, nth) =>
    request({ model, size, prompt: `${'x'.repeat(nth % 4)}${nth}`, seed: wish.seed }),
  )
  return {
    server,
    lock,
    async run({ budget = null, options = {} }) {
      const plan = planOf(wanted, { lock, pictures }, { mode: wish.mode, budget })
      return runOnce(
        { ...plan, limits: new Map([[model, limits]]) },
        { server, lock, pictures, options },
      )
    },
  }
}

/** Taken in and billed, and the connection breaks. Pictures are a few bytes. */
function losing(phase: number): FaultHook {
  let sent = 0
  return ({ operation }) => {
    if (operation === 'download') return { kind: 'picture', shows: 'no-image' }
    if (operation !== 'submit' && operation !== 'call') return undefined
    sent += 1
    return sent % 3 === phase ? { kind: 'reset', accepted: true } : undefined
  }
}

/** Whatever came is a picture, so that none has to be drawn. */
class AnyPictures extends MemoryPictures {
  readonly #size: string

  constructor(size: string) {
    super()
    this.#size = size
  }

  override async keep(bytes: Uint8Array) {
    const sha256 = sha256Hex(bytes)
    this.store.set(sha256, bytes)
    const [width = 0, height = 0] = this.#size.split('*').map(Number)
    return { facts: { sha256, bytes: bytes.length, width, height } }
  }

  override async measure(): Promise<string | null> {
    return this.#size
  }
}

async function runOnce(
  plan: Plan,
  {
    server,
    lock,
    pictures,
    options,
  }: {
    server: Simulator
    lock: MemoryLock
    pictures: MemoryPictures
    options: Partial<RunOptions>
  },
): Promise<RunResult> {
  const clock = systemClock(timeScale)
  const provider = createDashScope({
    apiKey: 'sk-test-0123456789abcdef',
    region: 'singapore',
    workspace: null,
    baseUrl: server.url,
    proxies: {},
    userAgent: 'mintage/0.0.0',
    now: () => clock.now(),
  })
  let ids = lock.records.length
  try {
    return await run({
      plan,
      provider,
      simulated: false,
      lockfile: lock,
      pictures,
      options: { ...defaultRunOptions, resolveUnknown: 'retry', ...options },
      clock,
      random: Math.random,
      newId: () => `attempt-${ids++}`,
      onEvent: () => undefined,
      graceful: new AbortController().signal,
      immediate: new AbortController().signal,
    })
  } finally {
    await provider.close()
  }
}
