import { randomInt, randomUUID } from 'node:crypto'
import type { Model, Region } from '../catalog/model.ts'
import type { UnlistedModels } from '../catalog/models.ts'
import type { Request } from '../request/request.ts'
import { type AccountOf, anyKey } from './accounts.ts'
import { type SimulatorClock, scaledClock } from './clock.ts'
import { usualDuration } from './durations.ts'
import type { FaultHook } from './faults.ts'
import { createPainter, type Painter } from './pictures/picture.ts'
import type { LimitOverride } from './service-limits.ts'

export interface SimulatorOptions {
  /** Loopback port; 0, the default, takes a free one. */
  readonly port?: number
  /** Whose models exist, with whose limits; `singapore` unless given. */
  readonly region?: Region
  /**
   * How much faster than real time everything runs: tasks, rate windows, lifetimes and the `Date`
   * header alike, so a client must run on the same time. 1 unless given; not used with `clock`.
   */
  readonly timeScale?: number
  readonly clock?: SimulatorClock
  /** How long a request takes once it runs, in ms of the simulator's time. */
  readonly durationOf?: (request: Request, model: Model) => number
  /** A task beyond the number that may run at once waits as PENDING, or is refused with 429; `queue` unless given. */
  readonly overflow?: 'queue' | 'refuse'
  /** Models beside those of the catalogue. */
  readonly unlisted?: UnlistedModels
  /** By model id, over the documented limits. */
  readonly limits?: Readonly<Record<string, LimitOverride>>
  /** Looks, lists and cancels an account may send within any second; 20 unless given (facts 1.4). */
  readonly queriesPerSecond?: number
  /** Which key belongs to whom; every key but obviously wrong ones is good unless given. */
  readonly accountOf?: AccountOf
  /** How long after its submit the task list first shows a task, in ms; 0 unless given. */
  readonly listLagMs?: number
  /** What goes wrong; nothing unless given. */
  readonly faults?: FaultHook
  /** Names tasks and requests; random UUIDs unless given. */
  readonly newId?: () => string
  /** The seed of a request that names none. */
  readonly randomSeed?: () => number
  /** Draws the pictures; cards that show what was asked for unless given. */
  readonly painter?: Painter
}

/** Options with every default filled in. */
export type Settings = Required<Omit<SimulatorOptions, 'timeScale'>>

export function settingsOf({ timeScale = 1, ...options }: SimulatorOptions): Settings {
  return {
    port: 0,
    region: 'singapore',
    clock: options.clock ?? scaledClock(timeScale),
    durationOf: usualDuration,
    overflow: 'queue',
    unlisted: new Map(),
    limits: {},
    queriesPerSecond: 20,
    accountOf: anyKey,
    listLagMs: 0,
    faults: () => undefined,
    newId: randomUUID,
    randomSeed: () => randomInt(2 ** 31),
    painter: createPainter(),
    ...options,
  }
}
