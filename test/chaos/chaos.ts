import { randomFrom } from '../support/random.ts'
import { lockOf, type Remains, remainsOf } from './inspect.ts'
import { buryOwner, type Jumps, type Life, live, type Moment, type Steps } from './life.ts'
import type { ChaosSet } from './set.ts'
import { type Found, violationsOf } from './violations.ts'
import { badNetwork, inWorld, type World } from './world.ts'

/** What a run of a set comes to when nothing disturbs it. */
export interface Undisturbed {
  readonly steps: Steps
  readonly remains: Remains
}

/** What became of one set whose runs were killed, and what is wrong with it. */
export interface ChaosReport {
  /** Where each run was killed. */
  readonly kills: readonly string[]
  readonly powerLosses: number
  readonly images: number
  /** Outcomes that stayed unknown: of calls, and of tasks that show no prompt. */
  readonly unknown: number
  readonly violations: readonly string[]
}

export function undisturbed(set: ChaosSet): Promise<Undisturbed> {
  return inWorld(
    set,
    () => undefined,
    async (world) => {
      const life = await live(world, { moment: null })
      if (life.kind !== 'ended') throw new Error('the undisturbed run was killed')
      return { steps: life.steps, remains: await remainsOf(world.folder) }
    },
  )
}

/**
 * Runs a set, kills the run at each moment in turn, each time starts the next one, lets the last one
 * end, and compares what is left and what the simulator's ledger says with the undisturbed run.
 */
export async function chaos(
  set: ChaosSet,
  wish: { seed: number; moments: Iterable<Moment>; calm: Undisturbed; badNetwork?: boolean },
): Promise<ChaosReport> {
  const random = randomFrom(wish.seed)
  const trouble = wish.badNetwork === true ? badNetwork(random) : () => undefined
  return inWorld(set, trouble, async (world) => {
    const killer = new Killer(world, random)
    await killer.killAll(wish.moments)
    return killer.report(set, wish.calm)
  })
}

/** Runs in a row that may end before they are killed: then the set is finished. */
const mostSpared = 3
const hourMs = 3_600_000

class Killer {
  readonly #world: World
  readonly #random: () => number
  readonly #kills: string[] = []
  readonly #violations: string[] = []
  #powerLosses = 0

  constructor(world: World, random: () => number) {
    this.#world = world
    this.#random = random
  }

  async killAll(moments: Iterable<Moment>): Promise<void> {
    let spared = 0
    for (const moment of moments) {
      const life = await this.#once(moment)
      if (life.kind !== 'killed') spared += 1
      if (spared >= mostSpared) return
    }
  }

  async report(
    { kind, images }: ChaosSet,
    { remains: expected }: Undisturbed,
  ): Promise<ChaosReport> {
    const last = await this.#once(null)
    if (last.kind !== 'ended') return this.#broken(last)
    const { folder, simulator } = this.#world
    const ledger = simulator.ledger()
    const found: Found = { last: last.result, remains: await remainsOf(folder), ledger }
    return {
      kills: this.#kills,
      powerLosses: this.#powerLosses,
      images: ledger.billed.images,
      unknown: last.result.counts.unknown,
      violations: [...this.#violations, ...violationsOf(found, { kind, images, expected })],
    }
  }

  #broken(last: Exclude<Life, { kind: 'ended' }>): ChaosReport {
    const why = last.kind === 'refused' ? last.why : `killed at ${last.at}`
    const violations = [...this.#violations, `the last run gave up: ${why}`]
    const counts = { kills: this.#kills, powerLosses: this.#powerLosses }
    return { ...counts, images: 0, unknown: 0, violations }
  }

  /** One run, with a lockfile on a slow disk or not, and what a machine may do after it: lose its power, wait a while. */
  async #once(moment: Moment | null): Promise<Life> {
    const { disk, folder, time } = this.#world
    const isSlow = this.#random() < 1 / 3
    const life = await live(this.#world, {
      moment,
      jumps: this.#jumps(),
      ...(isSlow ? { lag: ({ path }) => (path.endsWith('.lock') ? this.#random() * 50 : 0) } : {}),
    })
    if (life.kind === 'refused') this.#violations.push(`a run gave up: ${life.why}`)
    if (life.kind === 'killed') {
      this.#kills.push(life.at)
      if (this.#random() < 0.5) {
        this.#powerLosses += 1
        await disk.losePower(this.#random)
      }
    }
    await disk.forget()
    await buryOwner(folder)
    await lockOf(folder).catch((error) => this.#violations.push(`${error}`))
    await new Promise<void>((resolve) => time.after(this.#random() * 60_000, resolve))
    return life
  }

  /** Now and then the machine's clock is hours off, or is set while the run lives. */
  #jumps(): Jumps {
    const jump = () => (this.#random() < 0.2 ? Math.round((this.#random() - 0.5) * 12 * hourMs) : 0)
    const atStart = jump()
    return { atStart, nth: 1 + Math.floor(this.#random() * 60), after: atStart + jump() }
  }
}
