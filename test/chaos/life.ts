import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createDashScope } from '../../src/dashscope/create-dashscope.ts'
import type { Provider } from '../../src/provider/provider.ts'
import type { RunResult } from '../../src/run/events.ts'
import { openProject } from '../../src/run/open-project.ts'
import { runProject } from '../../src/run/run-project.ts'
import { type DiskStep, Stopped, TracedFiles } from '../support/traced-files.ts'
import { MachineClock } from '../support/virtual-clock.ts'
import type { World } from './world.ts'

/** When a run is killed: at the n-th change of the disk, or at the n-th request of some kind. */
export type Moment =
  | { readonly on: 'disk'; readonly nth: number; readonly stops: 'before' | 'half-way' | 'after' }
  /**
   * `wire` counts all requests, `post` those that cost money. `unsent`: before it leaves; `arrived`: the
   * server has it; `answered`: the answer is there, and nobody read it.
   */
  | {
      readonly on: 'wire' | 'post'
      readonly nth: number
      readonly stops: 'unsent' | 'arrived' | 'answered'
    }

/** What became of one run. */
export type Life =
  | { readonly kind: 'killed'; readonly at: string }
  | { readonly kind: 'ended'; readonly result: RunResult; readonly steps: Steps }
  /** It gave up by itself: what a killed run leaves must never bring that about. */
  | { readonly kind: 'refused'; readonly why: string }

/** Changes of the disk, requests, and those of them that cost money. */
export interface Steps {
  readonly disk: number
  readonly wire: number
  readonly post: number
}

/**
 * One run of a world's set, until it ends by itself or is killed at a moment. Killing cuts off every
 * effect: no change of the disk and no request begins after it, and its connections break.
 */
export async function live(
  world: World,
  wish: { moment: Moment | null; jumps?: Jumps; lag?: (step: DiskStep) => number },
): Promise<Life> {
  const run = new MortalRun(world, wish)
  const running = run.toItsEnd()
  const told = running.catch((error: unknown) => ({ error }))
  const ended = await Promise.race([told, run.killed])
  if (typeof ended === 'string') {
    await run.buried()
    return { kind: 'killed', at: ended }
  }
  if ('error' in ended) return { kind: 'refused', why: String(ended.error) }
  return { kind: 'ended', result: ended, steps: run.steps }
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
  readonly #requests = { wire: 0, post: 0 }
  readonly #arrivals = { wire: 0, post: 0 }
  #kill: (at: string) => void = () => undefined

  constructor(
    world: World,
    {
      moment,
      jumps = noJumps,
      lag,
    }: { moment: Moment | null; jumps?: Jumps; lag?: (step: DiskStep) => number },
  ) {
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
      ...(lag === undefined ? {} : { lag }),
      onStep: (step) => this.#atStep(step),
      onStop: () => void this.#provider?.close(),
    })
    world.onArrival = (isPost) => this.#atArrival(isPost)
  }

  get steps(): Steps {
    return { disk: this.#files.steps, ...this.#requests }
  }

  async toItsEnd(): Promise<RunResult> {
    const { folder, simulator } = this.#world
    const project = await openProject(join(folder, 'mintage.yaml'), {
      cwd: folder,
      simulatedCounts: true,
      files: this.#files,
    })
    return runProject(project, {
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
      submit: (...given) => this.#request(() => provider.submit(...given), true),
      poll: (...given) => this.#request(() => provider.poll(...given)),
      list: (...given) => this.#request(() => provider.list(...given)),
      cancel: (...given) => this.#request(() => provider.cancel(...given)),
      download: (...given) => this.#request(() => provider.download(...given)),
    }
  }

  async #request<T>(send: () => Promise<T>, isPost = false): Promise<T> {
    this.#refuseKilled()
    const isLast = this.#count(this.#requests, isPost)
    if (this.#requests.wire === this.#jumps.nth) this.#clock.jump = this.#jumps.after
    const name = `request ${this.#requests.wire}${isPost ? ', a post' : ''}`
    if (isLast && this.#moment?.stops === 'unsent') this.#die(`before ${name}`)
    const answer = await this.#world.time.during('wire', send)
    if (isLast && this.#moment?.stops === 'answered') this.#die(`after ${name}`)
    this.#refuseKilled()
    return answer
  }

  #atArrival(isPost: boolean): void {
    const isLast = this.#count(this.#arrivals, isPost)
    if (isLast && this.#moment?.stops === 'arrived') {
      this.#stop(`when request ${this.#arrivals.wire}${isPost ? ', a post,' : ''} arrived`)
    }
  }

  /** Counts a request; whether it is the one at which the run is killed. */
  #count(counts: { wire: number; post: number }, isPost: boolean): boolean {
    counts.wire += 1
    if (isPost) counts.post += 1
    if (this.#moment === null || this.#moment.on === 'disk') return false
    const { on, nth } = this.#moment
    return counts[on] === nth && (on === 'wire' || isPost)
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
