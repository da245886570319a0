import { setMaxListeners } from 'node:events'
import type { LockRecord } from '../lockfile/records.ts'
import type { Plan } from '../plan/plan.ts'
import type { Provider, ProviderFailure } from '../provider/provider.ts'
import { type Clock, timestamp } from './clock.ts'
import { DiskRefused } from './disk-refused.ts'
import { Dispatcher } from './dispatcher.ts'
import type { RunEvent, RunResult } from './events.ts'
import type { Ending, Item, Phase } from './item.ts'
import type { Lane } from './lane.ts'
import type { RunOptions } from './options.ts'
import { priceOfJob } from './prices.ts'
import type { QueryPacer } from './query-pacer.ts'
import { type Failing, failedRecord } from './records.ts'
import { retryDelay } from './retry-policy.ts'
import { naming, placeOf, placeOfEnding, type Tally, type Told } from './tally.ts'
import type { Throttle } from './throttle.ts'
import type { Wallet } from './wallet.ts'

/** What the engine needs of the world; all of it arrives from outside. */
export interface EngineParts {
  readonly plan: Plan
  readonly options: RunOptions
  readonly provider: Provider
  /** Whether its answers carried the simulator's mark. */
  readonly simulated: boolean
  /** Writes one record; resolves once it is on disk. @throws {DiskRefused} when it cannot be written. */
  readonly append: (record: LockRecord) => Promise<void>
  readonly clock: Clock
  readonly random: () => number
  /** A new attempt id. */
  readonly newId: () => string
  readonly emit: (event: RunEvent) => void
  readonly tally: Tally
  readonly wallet: Wallet
  readonly throttle: Throttle
  readonly pacer: QueryPacer
  /** By `model mode`. */
  readonly lanes: ReadonlyMap<string, Lane>
  /** Aborted by a second signal: out at once. */
  readonly immediate: AbortSignal
}

/** What is done with an item in each phase; given to the engine so that no file needs another in a circle. */
export interface Steps {
  readonly send: (engine: Engine, item: Item) => Promise<void>
}

/** Why a run stopped early. */
export type Halt = Pick<RunResult, 'ended' | 'stop'>

/**
 * The map of open items and the moves between them. Each item has one owner at a time; a set that
 * becomes empty ends the run.
 */
export class Engine {
  readonly parts: EngineParts
  readonly #steps: Steps
  readonly #dispatch: Dispatcher
  readonly #open = new Set<Item>()
  readonly #ended: Item[] = []
  readonly #leaving = new AbortController()
  #halt: Halt | null = null
  #failures = 0
  #finish: () => void = () => undefined
  #fault: unknown = null

  constructor(parts: EngineParts, steps: Steps) {
    this.parts = parts
    this.#steps = steps
    // Every task that is watched and every call in flight listens: many are no leak.
    setMaxListeners(0, this.#leaving.signal, parts.immediate)
    this.#dispatch = new Dispatcher(parts, {
      isStopping: () => this.isStopping,
      begin: (lane, item) => this.#begin(lane, item),
      wallReached: () => this.#wallReached(),
    })
    parts.immediate.addEventListener('abort', () => this.halt({ ended: 'interrupted', stop: null }))
  }

  /** Nothing new is sent any more. */
  get isStopping(): boolean {
    return this.#halt !== null
  }

  /** Aborted when tasks are to be left to a later run: by a signal, or when the account said stop. */
  get leaving(): AbortSignal {
    return this.#leaving.signal
  }

  get halted(): Halt | null {
    return this.#halt
  }

  get items(): readonly Item[] {
    return this.#ended
  }

  /** Takes items in; `begin` starts those that are not merely pending. */
  take(item: Item): void {
    this.#open.add(item)
  }

  /** Resolves when every item has ended. */
  async run(): Promise<void> {
    const finished = new Promise<void>((resolve) => {
      this.#finish = resolve
    })
    this.pump()
    this.#endWhenIdle()
    await finished
    for (const lane of this.parts.lanes.values()) lane.callOff?.()
    if (this.#fault !== null) throw this.#fault
  }

  laneOf(item: Item): Lane {
    const lane = this.parts.lanes.get(`${item.job.request.model} ${item.mode}`)
    if (lane === undefined) throw new Error(`no lane for ${item.job.request.model} ${item.mode}`)
    return lane
  }

  /** Runs an item's next step; what it throws stops the run, since then the disk or we are at fault. */
  own(item: Item, step: Promise<void>): void {
    step.catch((error: unknown) => {
      if (error instanceof DiskRefused) this.halt(diskHalt(error))
      else this.#fault ??= error
      if (this.#fault !== null) this.halt({ ended: 'interrupted', stop: null })
      if (item.phase !== 'ended') this.settle(item, { kind: 'left', why: 'the run stopped' })
    })
  }

  /** Writes a record. @throws {DiskRefused} when the lockfile cannot be written: nothing more may be sent. */
  record(record: LockRecord): Promise<void> {
    return this.parts.append(record)
  }

  tell(event: Told): void {
    const { clock, tally, emit } = this.parts
    const { counts, spend } = tally
    emit({ ...event, at: timestamp(clock.now()), counts, spend } as RunEvent)
  }

  setPhase(item: Item, phase: Phase): void {
    const from = placeOf(item.phase)
    item.phase = phase
    if (phase !== 'ended' && from !== placeOf(phase)) this.parts.tally.moved(from, placeOf(phase))
  }

  /** Puts a job in line to be sent, not before `delayMs` from now. */
  enqueue(item: Item, delayMs = 0): void {
    item.notBefore = this.parts.clock.monotonic() + delayMs
    item.task = null
    item.adopted = false
    item.mode = item.job.mode
    // An attempt of an earlier run may have been reserved at another price.
    Object.assign(item, priceOfJob(this.parts.plan, item.job))
    item.ofThisCall = true
    this.setPhase(item, 'pending')
    if (this.isStopping) {
      this.settle(item, notSentAgain(item))
    } else {
      this.laneOf(item).add(item)
      this.pump()
    }
  }

  /** Gives an item's slot back, and lets the next begin. */
  vacate(item: Item): void {
    this.laneOf(item).vacate(item, this.parts.clock.monotonic())
    this.pump()
  }

  /** An item's time in this run is over. */
  settle(item: Item, ending: Ending): void {
    if (item.phase === 'ended') return
    this.parts.tally.moved(placeOf(item.phase), placeOfEnding(ending))
    item.phase = 'ended'
    item.ending = ending
    this.#open.delete(item)
    this.#ended.push(item)
    if (ending.kind !== 'unknown') this.laneOf(item).land(item)
    this.vacate(item)
    this.#endWhenIdle()
  }

  /** The API said no: recorded, its money given back, and sent again or ended by the rules. */
  async refused(item: Item, failure: ProviderFailure | NotSent): Promise<void> {
    const { clock, random, throttle } = this.parts
    const now = clock.monotonic()
    const refusedAhead = failure.scope === 'throttle' && this.laneOf(item).stopQueueingAhead()
    if (failure.scope === 'throttle' && !refusedAhead) {
      throttle.refused(now, { sentAt: item.sentAt, leastMs: this.#leastPause(item) })
    }
    if (failure.scope === 'not-sent') throttle.unreachable(now, item.sentAt)
    if (failure.scope === 'throttle' || failure.scope === 'not-sent') item.throttled += 1
    const elapsed = now - (item.firstSentAt ?? now)
    const delay = retryDelay(failure.scope, { ...item, elapsed }, random)
    await this.fail(item, toFailing(failure, delay !== null))
    this.laneOf(item).land(item)
    this.vacate(item)
    if (failure.scope === 'run' || failure.scope === 'model') this.halt(accountHalt(failure))
    if (delay !== null) this.enqueue(item, delay)
    else this.giveUp(item, failure)
  }

  /** Writes that an attempt failed, and gives its money back unless it was billed. */
  async fail(item: Item, failing: Failing): Promise<void> {
    await this.record(failedRecord(item, failing, this.parts.clock.now()))
    if (!failing.billed) this.parts.wallet.release(item.amount, item.ofThisCall)
    this.parts.tally.settled(item.amount.cost, failing.billed ? item.amount.cost : 0)
  }

  /**
   * An outcome that cannot be found out: sent again only when asked to, since it may be paid twice.
   * Its money stays put aside, and requests that could be taken for it are not sent.
   */
  staysUnknown(item: Item, reason: string): void {
    const { options } = this.parts
    const again = options.resolveUnknown === 'retry' && item.doubts < mostDoubts && !this.isStopping
    this.tell({
      type: 'unknown',
      ...naming(item),
      reason,
      waiting: false,
      cost: item.amount.cost,
    })
    if (again) {
      item.doubts += 1
      this.laneOf(item).land(item)
      this.vacate(item)
      this.enqueue(item)
    } else {
      this.settle(item, { kind: 'unknown', why: reason })
      for (const twin of this.laneOf(item).takeTwins(item)) this.settle(twin, heldBack)
    }
  }

  /** A job failed, for this run. */
  giveUp(item: Item, failure: { code: string; message: string; hint: string | null }): void {
    const { code, message, hint } = failure
    this.#failures += 1
    this.settle(item, { kind: 'failed', why: `${code}: ${message}` })
    this.tell({ type: 'failed', ...naming(item), code, message, hint })
    const most = this.parts.options.maxFailures
    if (most !== null && this.#failures >= most) this.halt({ ended: 'failures', stop: null })
  }

  /**
   * Sends nothing more. A signal, an account that said stop and a refusing disk also leave tasks to a
   * later run; otherwise what runs is waited for.
   */
  halt(halt: Halt): void {
    const leaves = leavesTasks.has(halt.ended)
    if (this.#halt === null || (leaves && !this.#leaving.signal.aborted)) this.#halt = halt
    if (leaves) this.#leaving.abort()
    for (const lane of this.parts.lanes.values()) {
      for (const item of lane.takeAll()) this.settle(item, notSentAgain(item))
    }
    this.#endWhenIdle()
  }

  /** Starts what may start; called whenever something moved. */
  pump(): void {
    for (const lane of this.parts.lanes.values()) this.#dispatch.pump(lane)
  }

  #begin(lane: Lane, item: Item): void {
    lane.occupy(item)
    lane.takeOff(item)
    item.place = lane.window.take()
    item.sends += 1
    item.simulated = this.parts.simulated
    this.parts.tally.risked(item.amount.cost)
    this.setPhase(item, 'submitting')
    this.own(item, this.#steps.send(this, item))
  }

  /** The next job does not fit the budget. What is in flight may yet give money back; else that is the end. */
  #wallReached(): void {
    const inFlight = [...this.#open].some(({ phase }) => phase !== 'pending')
    if (!inFlight) this.halt(budgetHalt)
  }

  /** Per-minute limits recover slowly: a refusal there waits half a minute at the least (facts 10.8). */
  #leastPause(item: Item): number {
    const limits = this.parts.plan.limits.get(item.job.request.model)
    return limits?.submit.per === 'minute' ? 30_000 : 0
  }

  #endWhenIdle(): void {
    if (this.#open.size === 0) this.#finish()
  }
}

/** A request that never left: no connection could be made. */
export interface NotSent extends Omit<ProviderFailure, 'scope'> {
  readonly scope: 'not-sent'
}

/** How often one job is sent again after its outcome stayed unknown. */
const mostDoubts = 3

const notBegun: Ending = { kind: 'waiting', why: 'the run stopped before it' }

/** An item that has not left again: what was sent before, and may have been paid, stays unknown. */
function notSentAgain({ doubts }: Item): Ending {
  if (doubts === 0) return notBegun
  return {
    kind: 'unknown',
    why: 'it may have been paid, and the run stopped before sending it again',
  }
}

const heldBack: Ending = {
  kind: 'waiting',
  why: 'another request that could be taken for it has an unknown outcome',
}

const leavesTasks: ReadonlySet<RunResult['ended']> = new Set(['interrupted', 'account', 'disk'])

/** Failures that a later run may try again: passing ones, and those of the account, once it is mended. */
const laterScopes: ReadonlySet<string> = new Set(['throttle', 'retry', 'not-sent', 'run', 'model'])

function toFailing(failure: ProviderFailure | NotSent, isRetried: boolean): Failing {
  const { code, message, httpStatus, requestId, scope } = failure
  const retriable = isRetried || laterScopes.has(scope)
  return { code, message, httpStatus, requestId, retriable, billed: false }
}

function accountHalt({ code, message, hint }: ProviderFailure | NotSent): Halt {
  return { ended: 'account', stop: { code, message, hint } }
}

function diskHalt({ message }: DiskRefused): Halt {
  const hint = 'make room or mend the permissions, then run again: what was paid for is picked up'
  return { ended: 'disk', stop: { code: 'RUN_DISK', message, hint } }
}

const budgetHalt: Halt = {
  ended: 'budget',
  stop: {
    code: 'RUN_BUDGET',
    message: 'the next image would pass the budget',
    hint: 'raise `budget:` in the manifest or the cap of this call, or leave it at what is there',
  },
}
