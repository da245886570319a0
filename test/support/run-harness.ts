import { emptyState, LiveState } from '../../src/lockfile/fold.ts'
import type { LockStore } from '../../src/lockfile/lockfile.ts'
import type { LockRecord, LockState, OutputRecord } from '../../src/lockfile/records.ts'
import { chooseMode } from '../../src/plan/choose-mode.ts'
import { decide } from '../../src/plan/decide.ts'
import { costing, estimate } from '../../src/plan/estimate.ts'
import type { Job } from '../../src/plan/job.ts'
import type { FilesAtHand, Plan, PlannedJob } from '../../src/plan/plan.ts'
import { recipeHash } from '../../src/plan/recipe-hash.ts'
import { requestKey, sha256Hex } from '../../src/request/key.ts'
import type { Request } from '../../src/request/request.ts'
import type { RunEvent, RunResult } from '../../src/run/events.ts'
import { defaultRunOptions, type RunOptions } from '../../src/run/options.ts'
import type { Pictures } from '../../src/run/pictures.ts'
import { run } from '../../src/run/run.ts'
import type { FakeClock } from './fake-clock.ts'
import type { FakeProvider } from './fake-provider.ts'
import { listed } from './listed.ts'
import { manifest as buildManifest } from './manifest-builder.ts'

/** A request with everything given, as tests vary it. */
export function request(over: Partial<Request> = {}): Request {
  return {
    model: 'qwen-image-plus',
    prompt: 'a fox',
    negative_prompt: '',
    size: '1328*1328',
    n: 1,
    seed: 1,
    prompt_extend: true,
    watermark: false,
    ...over,
  }
}

/** Requests that differ in their prompts. */
export function requests(count: number, over: Partial<Request> = {}): readonly Request[] {
  return Array.from({ length: count }, (_, nth) => request({ prompt: `picture ${nth}`, ...over }))
}

export function jobOf(wanted: Request): Job {
  const stem = sha256Hex(JSON.stringify(wanted)).slice(0, 12)
  return {
    key: requestKey(wanted),
    request: wanted,
    model: listed(wanted.model),
    asset: 'poster',
    wantedMode: 'auto',
    cells: 1,
    outputs: Array.from({ length: wanted.n }, (_, index) => ({
      path: `${stem}-${index + 1}.png`,
      image: index + 1,
      asset: 'poster',
      variables: {},
      captions: {},
      variant: null,
      recipe: null,
      template: wanted.prompt,
    })),
  }
}

/** A checkpoint in memory. `failAfter`: so many appends succeed, then the disk is full. */
export class MemoryLock implements LockStore {
  readonly warnings = []
  readonly records: LockRecord[] = []
  failAfter = Number.POSITIVE_INFINITY
  readonly #live: LiveState

  constructor(start: LockState = emptyState('test')) {
    this.#live = new LiveState(start)
  }

  get state(): LockState {
    return this.#live.state
  }

  async append(record: LockRecord): Promise<void> {
    if (this.records.length >= this.failAfter) {
      throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC', syscall: 'write' })
    }
    this.records.push(record)
    this.#live.add(record)
  }

  async compact(): Promise<boolean> {
    return false
  }

  async close(): Promise<void> {}
}

/** Store and outputs in memory; bytes that begin with `picture W*H` are pictures. */
export class MemoryPictures implements Pictures {
  readonly store = new Map<string, Uint8Array>()
  readonly files = new Map<string, Uint8Array>()

  async keep(bytes: Uint8Array): ReturnType<Pictures['keep']> {
    const size = await this.measure(bytes)
    if (size === null) return { reason: 'these bytes are no image' }
    const sha256 = sha256Hex(bytes)
    this.store.set(sha256, bytes)
    const [width = 0, height = 0] = size.split('*').map(Number)
    return { facts: { sha256, bytes: bytes.length, width, height } }
  }

  async measure(bytes: Uint8Array): Promise<string | null> {
    return /^picture (\d+\*\d+)/.exec(Buffer.from(bytes).toString())?.[1] ?? null
  }

  async original(sha256: string): Promise<Uint8Array | null> {
    return this.store.get(sha256) ?? null
  }

  release(_sha256: string): void {}

  async write(
    ...[output, { job, bytes, facts }, record]: Parameters<Pictures['write']>
  ): ReturnType<Pictures['write']> {
    const { path, image, recipe } = output
    const { width, height } = facts
    const line: OutputRecord = {
      output: path,
      key: job.key,
      image,
      recipe: recipe === null ? null : recipeHash(recipe),
      sha256: facts.sha256,
      bytes: bytes.length,
      width,
      height,
      format: 'png',
    }
    await record(line)
    this.files.set(path, bytes)
    return { breaksC2pa: false }
  }

  /** What planning sees of it. */
  get atHand(): FilesAtHand {
    const outputs = new Map([...this.files].map(([path, bytes]) => [path, sha256Hex(bytes)]))
    return { outputs, originals: new Set([...this.store.keys(), ...outputs.values()]) }
  }
}

/** A plan for requests, decided from a lock and files as the real planner decides. */
export function planOf(
  wanted: readonly Request[],
  { lock, pictures }: { lock: MemoryLock; pictures: MemoryPictures },
  over: { mode?: 'async' | 'sync'; budget?: Plan['manifest']['budget'] } = {},
): Plan {
  const manifest = { ...buildManifest(), budget: over.budget ?? null }
  const models = [...new Set(wanted.map(({ model }) => model))]
  const limits = new Map(models.map((id) => [id, limitsOf(id)]))
  const prices = new Map(
    models.map((id) => [id, { amount: 30_000, currency: 'USD' as const, list: '2026-07' }]),
  )
  const wishes = { regenerate: false, retryFailed: false, overwrite: false }
  const jobs = wanted.map((one): PlannedJob => {
    const job = jobOf(one)
    const decision = decide(job, wishes, { lock: lock.state, files: pictures.atHand })
    const mode = over.mode ?? chooseMode(job, limitsOf(one.model))
    const cost = costing.has(decision.action) ? 30_000 * one.n : 0
    return { ...job, ...decision, mode, cost }
  })
  const terms = { limits, prices, currency: 'USD' as const }
  return {
    manifest,
    jobs,
    everything: jobs,
    orphans: [],
    findings: [],
    totals: {
      outputs: jobs.length,
      jobs: jobs.length,
      duplicates: 0,
      images: jobs.length,
      actions: {},
    },
    estimate: estimate(jobs, terms),
    ...terms,
  }
}

function limitsOf(id: string): NonNullable<ReturnType<Plan['limits']['get']>> {
  const limits = listed(id).limits.singapore
  if (limits === undefined) throw new Error(`no limits for ${id}`)
  return limits
}

export interface Harness {
  readonly clock: FakeClock
  readonly provider: FakeProvider
  readonly lock: MemoryLock
  readonly pictures: MemoryPictures
}

/** Runs to the end on the fake clock; signals abort at the given event. */
export async function runPlan(
  plan: Plan,
  harness: Harness,
  over: {
    options?: Partial<RunOptions>
    onEvent?: (event: RunEvent, stop: AbortController) => void
  } = {},
): Promise<{ result: RunResult; events: readonly RunEvent[] }> {
  const events: RunEvent[] = []
  const stop = new AbortController()
  let ids = harness.lock.records.length
  const running = run({
    plan,
    provider: harness.provider,
    simulated: false,
    lockfile: harness.lock,
    pictures: harness.pictures,
    options: { ...defaultRunOptions, ...over.options },
    clock: harness.clock,
    random: () => 0.5,
    newId: () => `attempt-${ids++}`,
    onEvent: (event) => {
      events.push(event)
      over.onEvent?.(event, stop)
    },
    graceful: stop.signal,
    immediate: new AbortController().signal,
  })
  return { result: await harness.clock.drive(running), events }
}
