import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { main } from '../../src/cli/cli.ts'
import type { Doors } from '../../src/cli/doors.ts'
import type { Signal } from '../../src/cli/io.ts'
import { projectDoors } from '../../src/cli/project.ts'
import { createDashScope } from '../../src/dashscope/create-dashscope.ts'
import { readLock } from '../../src/lockfile/read-lock.ts'
import type { Attempt, LockState } from '../../src/lockfile/records.ts'
import type { Provider } from '../../src/provider/provider.ts'
import type { RunEvent } from '../../src/run/events.ts'
import { runProject } from '../../src/run/run-project.ts'
import type { FaultHook } from '../../src/simulator/faults.ts'
import type { SimulatorOptions } from '../../src/simulator/options.ts'
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts'
import { anIo, type TestIo } from '../cli/an-io.ts'
import { quickPainter } from '../support/quick-pictures.ts'
import { stillDecoding } from '../support/still-decoding.ts'
import { type DiskFault, type DiskStep, TracedFiles } from '../support/traced-files.ts'
import { MachineClock, VirtualClock } from '../support/virtual-clock.ts'

/** What a scene is set with; three images, as tasks, unless said otherwise. */
export interface SceneWish {
  readonly mode?: 'async' | 'sync'
  readonly images?: number
  /** Further lines of the asset, in place of its output. */
  readonly asset?: string
  /** The whole manifest, in place of the usual one. */
  readonly manifest?: string
  readonly faults?: FaultHook
  readonly simulator?: Partial<SimulatorOptions>
  readonly onStep?: (step: DiskStep) => DiskFault | undefined
}

/** How one call of the command line ended. */
export interface Ended {
  readonly code: number
  /** Both streams, in the order of writing on each. */
  readonly said: string
  readonly events: readonly RunEvent[]
}

/** A set in a folder, its service, and the command line between them; all on one virtual time. */
export interface Scene {
  readonly folder: string
  readonly time: VirtualClock
  readonly clock: MachineClock
  readonly simulator: Simulator
  /** Whether there is a network. */
  readonly network: { isGone: boolean }
  /** Sends a signal to the command that runs now. */
  signal(name: Signal): void
  /** `mintage run --yes …`, to its end. `meanwhile` is told of each event. */
  run(
    args?: readonly string[],
    meanwhile?: (event: RunEvent, signal: (name: Signal) => void) => void,
  ): Promise<Ended>
  lock(): Promise<LockState>
  /** The latest attempt of the picture whose prompt is so numbered, from 1. */
  attempt(nth: number): Promise<Attempt | null>
  files(): Promise<readonly string[]>
  read(path: string): Promise<string>
}

/** Sets a scene; it is cleared away after the test. */
export async function scene(wish: SceneWish = {}): Promise<Scene> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'mintage-faults-')))
  const time = new VirtualClock()
  const simulator = await startSimulator({
    clock: time,
    painter: quickPainter,
    durationOf: () => 2000,
    ...wish.simulator,
    ...(wish.faults === undefined ? {} : { faults: wish.faults }),
  })
  const restore = stillDecoding(time)
  onTestFinished(async () => {
    await simulator.close()
    time.stop()
    restore()
    await rm(folder, { recursive: true, force: true })
  })
  await writeFile(join(folder, 'mintage.yaml'), wish.manifest ?? manifestOf(wish))
  const clock = new MachineClock(time)
  const files = new TracedFiles({
    time,
    ...(wish.onStep === undefined ? {} : { onStep: wish.onStep }),
  })
  const network = { isGone: false }
  const here: Here = { folder, time, clock, simulator, files, network, signal: null }
  return {
    folder,
    time,
    clock,
    simulator,
    network,
    signal: (name) => here.signal?.(name),
    run: (args = [], meanwhile = () => undefined) => run(here, args, meanwhile),
    lock: () => lockOf(folder),
    attempt: async (nth) => attemptOf(await lockOf(folder), nth),
    files: async () => (await readdir(folder, { recursive: true })).map(String).sort(),
    read: (path) => readFile(join(folder, path), 'utf8'),
  }
}

interface Here extends Pick<Scene, 'folder' | 'time' | 'clock' | 'simulator' | 'network'> {
  readonly files: TracedFiles
  /** Sends one to the command that runs now. */
  signal: ((name: Signal) => void) | null
}

/** Models of either way of sending, with small pictures. */
const models = {
  async: { model: 'wan2.2-t2i-flash', size: '512*512' },
  sync: { model: 'wan2.6-t2i', size: '768*768' },
} as const

function manifestOf({ mode = 'async', images = 3, asset = '' }: SceneWish): string {
  const { model, size } = models[mode]
  const numbers = Array.from({ length: images }, (_, index) => index + 1)
  return `version: 1
name: faults
defaults: {model: ${model}, size: "${size}", mode: ${mode}}
assets:
  poster:
    prompt: "poster {{no}}."
    matrix: {no: [${numbers.join(', ')}]}
${asset === '' ? '    output: "{{no}}.png"\n' : asset}`
}

async function run(
  here: Here,
  args: readonly string[],
  meanwhile: (event: RunEvent, signal: (name: Signal) => void) => void,
): Promise<Ended> {
  const env = {
    DASHSCOPE_API_KEY: 'sk-faults-0123456789abcdef',
    DASHSCOPE_HTTP_BASE_URL: here.simulator.url,
  }
  const io = anIo({ cwd: here.folder, env })
  const leaving = leavingAtOnce(here, io)
  here.signal = leaving.signal
  const events: RunEvent[] = []
  const onEvent = (event: RunEvent): void => {
    events.push(event)
    meanwhile(event, leaving.signal)
  }
  const code = await main(['run', '--yes', ...args], io, async () => doorsOf(here, io, onEvent))
  leaving.over()
  return { code, said: `${io.stderr.text}\n${io.stdout.text}`, events }
}

/** Passes signals on. After a second one the command leaves at once: time stands still until it has left. */
function leavingAtOnce(
  { time }: Here,
  io: TestIo,
): { readonly signal: (name: Signal) => void; readonly over: () => void } {
  let signals = 0
  let over = (): void => undefined
  const left = new Promise<void>((resolve) => {
    over = resolve
  })
  const signal = (name: Signal): void => {
    signals += 1
    if (signals === 2) void time.during('disk', () => left)
    io.signal(name)
  }
  return { signal, over }
}

/** The real doors, but for a run on this scene's time, disk and wire. */
function doorsOf(here: Here, io: TestIo, onEvent: (event: RunEvent) => void): Doors {
  return {
    ...projectDoors(io),
    async run({ opened }, { takeOver, ...options }, hooks) {
      if (opened?.ground == null) throw new Error('nothing was opened')
      const project = {
        ...opened,
        options: { ...opened.options, files: here.files },
        ground: { ...opened.ground, files: here.files },
      }
      return runProject(project, {
        ...options,
        ...hooks.signals,
        takeOver,
        clock: here.clock,
        generator: 'mintage faults',
        provider: async () => providerOf(here),
        onEvent: (event) => {
          hooks.onEvent(event)
          onEvent(event)
        },
      })
    },
  }
}

/** The real client; time stands still while it waits for an answer that is on its way. */
function providerOf({ time, clock, simulator, network }: Here): Provider {
  const real = createDashScope({
    apiKey: 'sk-faults-0123456789abcdef',
    region: 'singapore',
    workspace: null,
    baseUrl: simulator.url,
    proxies: {},
    userAgent: 'mintage/faults',
    now: () => clock.now(),
    after: time.timeout,
  })
  return {
    ...real,
    submit: async (...given) =>
      network.isGone ? notSent : time.during('wire', () => real.submit(...given)),
    poll: async (...given) =>
      network.isGone ? unanswered : time.during('wire', () => real.poll(...given)),
    list: async (...given) =>
      network.isGone ? unanswered : time.during('wire', () => real.list(...given)),
    download: async (...given) =>
      network.isGone ? unanswered : time.during('wire', () => real.download(...given)),
  }
}

/** What the client says where no connection can be made. */
const notSent = { kind: 'not-sent', reason: 'connect ENETUNREACH' } as const
const unanswered = { kind: 'unanswered', failure: null, reason: 'connect ENETUNREACH' } as const

async function lockOf(folder: string): Promise<LockState> {
  return (await readLock(join(folder, 'mintage.lock'), { name: 'faults' })).state
}

function attemptOf(lock: LockState, nth: number): Attempt | null {
  for (const attempts of lock.byKey.values()) {
    const last = attempts.at(-1)
    const first = attempts.find(({ request }) => request !== null)
    if (first?.request?.prompt === `poster ${nth}.`) return last ?? null
  }
  return null
}
