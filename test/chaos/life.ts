import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createDashScope } from '../../src/dashscope/create-dashscope.ts'
import type { Provider } from '../../src/provider/provider.ts'
import type { RunResult } from '../../src/run/events.ts'
import { openProject } from '../../src/run/open-project.ts'
import type { RunOptions } from '../../src/run/options.ts'
import { runProject } from '../../src/run/run-project.ts'
import { type DiskStep, Stopped, TracedFiles } from '../support/traced-files.ts'
import { MachineClock } from '../support/virtual-clock.ts'
import type { World } from './world.ts'

/** When a run is killed: at the n-th change of the disk, or at the n-th request. */
export type Moment =
  | { readonly on: 'disk'; readonly nth: number; readonly stops: 'before' | 'half-way' | 'after' }
  /** `unsent`: before it leaves; `arrived`: the server has it; `answered`: the answer is there, and nobody read it. */
  | { readonly on: 'wire'; readonly nth: number; readonly stops: 'unsent' | 'arrived' | 'answered' }

/** What became of one run. */
export type Life =
  | { readonly kind: 'killed'; readonly at: string }
  | { readonly kind: 'ended'; readonly result: RunResult; readonly steps: Steps }

/** Changes of the disk, and requests. */
export interface Steps {
  readonly disk: number
  readonly wire: number
}

/**
 * One run of a world's set, until it ends by itself or is killed at a moment. Killing cuts off every
 * effect: no change of the disk and no request begins after it, and its connections break.
 */
export async function live(
  world: World,
  wish: { moment: Moment | null; jumps?: Jumps; options?: Partial<RunOptions> },
): Promise<Life> {
  const run = new MortalRun(world, wish.moment, wish.jumps ?? noJumps)
  const running = run.toItsEnd(wish.options ?? {})
  running.catch(() => undefined)
  const ended = await Promise.race([running, run.killed])
  if (typeof ended !== 'string') return { kind: 'ended', result: ended, steps: run.steps }
  await run.buried()
  return { kind: 'killed', at: ended }
}

/** How far off the machine's wall clock is, in milliseconds: from the start, and from the n-th request on. */
export interface Jumps {
  readonly atStart: number
  readonly nth: number
  readonly after: number
}

const noJumps: Jumps = { atStart: 0, nth: Number.POSITIVE_INFINITY, after: 0 }

class MortalRun {
  /** Resolves to where it was killed. */
  readonly killed: Promise<string>
  readonly #world: World
  readonly #clock: MachineClock
  readonly #moment: Moment | null
  readonly #jumps: Jumps
  readonly #files: TracedFiles
  #provider: Provider | null = null
  #requests = 0
  #arrivals = 0
  #kill: (at: string) => void = () => undefined

  constructor(world: World, moment: Moment | null, jumps: Jumps) {
    this.#world = world
    this.#clock = new MachineClock(world.time)
    this.#clock.jump = jumps.atStart
    this.#jumps = jumps
    this.#moment = moment
    this.killed = new Promise((resolve) => {
      this.#kill = resolve
    })
    this.#files = new TracedFiles({
      disk: world.disk,
      time: world.time,
      onStep: (step) => this.#atStep(step),
      onStop: () => void this.#provider?.close(),
    })
    world.onArrival = () => this.#atArrival()
  }

  get steps(): Steps {
    return { disk: this.#files.steps, wire: this.#requests }
  }

  async toItsEnd(options: Partial<RunOptions>): Promise<RunResult> {
    const { folder, simulator } = this.#world
    const project = await openProject(join(folder, 'mintage.yaml'), {
      cwd: folder,
      simulatedCounts: true,
      files: this.#files,
    })
    return runProject(project, {
      ...options,
      clock: this.#clock,
      generator: 'mintage chaos',
      provider: async () => {
        this.#provider = createDashScope({
          apiKey: 'sk-chaos-0123456789',
          region: 'singapore',
          workspace: null,
          baseUrl: simulator.url,
          proxies: {},
          userAgent: 'mintage/chaos',
          now: () => this.#clock.now(),
        })
        return this.#mortal(this.#provider)
      },
    })
  }

  /** Resolves when nothing of it is under way any more. */
  async buried(): Promise<void> {
    await this.#files.drained()
    await this.#provider?.close()
  }

  #mortal(provider: Provider): Provider {
    return {
      ...provider,
      submit: (...given) => this.#request(() => provider.submit(...given)),
      poll: (...given) => this.#request(() => provider.poll(...given)),
      list: (...given) => this.#request(() => provider.list(...given)),
      cancel: (...given) => this.#request(() => provider.cancel(...given)),
      download: (...given) => this.#request(() => provider.download(...given)),
    }
  }

  async #request<T>(send: () => Promise<T>): Promise<T> {
    this.#refuseKilled()
    this.#requests += 1
    if (this.#requests === this.#jumps.nth) this.#clock.jump = this.#jumps.after
    const isLast = this.#moment?.on === 'wire' && this.#requests === this.#moment.nth
    if (isLast && this.#moment?.stops === 'unsent') this.#die(`before request ${this.#requests}`)
    const answer = await this.#world.time.during('wire', send)
    if (isLast && this.#moment?.stops === 'answered') this.#die(`after request ${this.#requests}`)
    this.#refuseKilled()
    return answer
  }

  #atArrival(): void {
    this.#arrivals += 1
    if (this.#moment?.on !== 'wire' || this.#moment.stops !== 'arrived') return
    if (this.#arrivals === this.#moment.nth) this.#stop(`when request ${this.#arrivals} arrived`)
  }

  #atStep({ what, path, nth }: DiskStep): { stops: 'before' | 'half-way' | 'after' } | undefined {
    if (this.#moment?.on !== 'disk' || nth !== this.#moment.nth) return undefined
    const { stops } = this.#moment
    this.#kill(`${stops} disk step ${nth}, ${what} of ${path}`)
    return { stops }
  }

  #die(at: string): never {
    this.#stop(at)
    throw new Stopped()
  }

  #stop(at: string): void {
    this.#kill(at)
    this.#files.stop()
  }

  #refuseKilled(): void {
    if (this.#files.isStopped) throw new Stopped()
  }
}

/**
 * Puts a dead owner's name into the run lock of a set: the process that took it is this one, which
 * lives on.
 */
export async function buryOwner(folder: string): Promise<void> {
  for (const name of ['mintage.run', 'mintage.run.taking']) {
    const path = join(folder, '.mintage', name)
    const text = await readFile(path, 'utf8').catch(() => null)
    const owner = text === null ? null : parsed(text)
    if (owner !== null) await writeFile(path, `${JSON.stringify({ ...owner, pid: nobody })}\n`)
  }
}

/** Larger than any pid that a system gives. */
const nobody = 2 ** 30

/** null where the kill came before the owner had written its name. */
function parsed(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
