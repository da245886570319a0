import type { Currency, Micros } from '../catalog/money.ts'
import type { Counts, RunEvent, Spend } from './events.ts'
import type { Ending, Item, Phase } from './item.ts'

type Place = Exclude<keyof Counts, 'total'>

/** Where the jobs of a run stand and what they cost, kept as they move, so that each event can say it. */
export class Tally {
  readonly #counts: { -readonly [place in keyof Counts]: number }
  readonly #currency: Currency
  #spent: Micros = 0
  #open: Micros = 0

  constructor(options: { total: number; done: number; failed: number; currency: Currency }) {
    const { total, done, failed } = options
    this.#counts = { total, waiting: total - done - failed, running: 0, unknown: 0, failed, done }
    this.#currency = options.currency
  }

  get counts(): Counts {
    return { ...this.#counts }
  }

  get spend(): Spend {
    return { currency: this.#currency, spent: this.#spent, open: this.#open }
  }

  moved(from: Place, to: Place): void {
    this.#counts[from] -= 1
    this.#counts[to] += 1
  }

  /** A request was sent that may cost this much. */
  risked(cost: Micros): void {
    this.#open += cost
  }

  /** What was at risk turned out to have cost this much. */
  settled(risk: Micros, paid: Micros): void {
    this.#open -= risk
    this.#spent += paid
  }
}

/** Which counter an open item is in. */
export function placeOf(phase: Phase): Place {
  if (phase === 'pending') return 'waiting'
  return phase === 'unknown' ? 'unknown' : 'running'
}

/** Which counter an ended item is in. */
export function placeOfEnding(ending: Ending): Place {
  return ending.kind === 'left' ? 'running' : ending.kind
}

/** Events as the engine words them: time, counts and spend are added where they are sent. */
export type Told = RunEvent extends infer E
  ? E extends RunEvent
    ? Omit<E, 'at' | 'counts' | 'spend'>
    : never
  : never

/** The part of an event that names its job. */
export function naming({ job }: Item): { key: Item['job']['key']; asset: string } {
  return { key: job.key, asset: job.asset }
}
