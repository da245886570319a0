import { setMaxListeners } from 'node:events'
import { latestAttempt } from '../lockfile/attempts.ts'
import type { LockRecord, LockState } from '../lockfile/records.ts'
import type { Plan } from '../plan/plan.ts'
import type { Provider } from '../provider/provider.ts'
import { timestamp } from './clock.ts'
import { DiskRefused } from './disk-refused.ts'
import { Dispatcher } from './dispatcher.ts'
import { brokenOff, heldBack, notFoundOut, notSentAgain } from './endings.ts'
import type { RunEvent } from './events.ts'
import { budgetHalt, diskHalt, type Halt, interruptedHalt, leavesTasks } from './halts.ts'
import type { Ending, Item, Phase } from './item.ts'
import type { Lane } from './lane.ts'
import type { RunOptions } from './options.ts'
import { priceOfJob } from './prices.ts'
import type { QueryPacer } from './query-pacer.ts'
import type { ServerClock } from './server-clock.ts'
import { placeOf, placeOfEnding, type Tally, type Told } from './tally.ts'
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
  /** What the lockfile says by now. */
  readonly lock: { readonly state: LockState }
  readonly clock: ServerClock
  /** Asks for the server's time where it has become doubtful. */
  readonly align: () => Promise<void>
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

/**
 * Answers whose pictures are not here yet. More of them bring no picture sooner, take memory, and are
 * paid before anybody knows that pictures can be fetched at all; far more than a run at the limits has.
 */
const mostDelivering = 1000

/** What is done with an item in each phase; given to the engine so that no file needs another in a circle. */
export interface Steps {
  readonly send: (engine: Engine, item: Item) => Promise<void>
}

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
  readonly #reserving = new Set<Promise<void>>()
  #delivering = 0
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
      isFull: () => this.#delivering >= mostDelivering,
      begin: (lane, item) => this.#begin(lane, item),
      wallReached: () => this.#wallReached(),
    })
    parts.immediate.addEventListener('abort', () => this.halt(interruptedHalt))
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

  /** Takes an item in: the run does not end before it has. */
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
      if (this.#fault !== null) this.halt(interruptedHalt)
      if (item.phase !== 'ended') this.#abandon(item)
    })
  }

  /** An item whose step broke off: what has not left costs nothing, what has is for a later run. */
  #abandon(item: Item): void {
    if (item.isSent) {
      this.settle(item, item.phase === 'unknown' ? notFoundOut : brokenOff)
      return
    }
    this.parts.wallet.release(item.amount, item.ofThisCall)
    this.parts.tally.settled(item.amount.cost, 0)
    this.settle(item, notSentAgain(item))
  }

  /**
   * The time of a reservation, epoch milliseconds: now, and later than every attempt of its key before
   * it, since the order of attempts is that of their reservations.
   */
  reservationTime({ job }: Item): number {
    const before = latestAttempt(this.parts.lock.state, job.key)
    const now = this.parts.clock.now()
    return before === null ? now : Math.max(now, Date.parse(before.reservedAt ?? before.at) + 1)
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
    this.#enter(item, phase)
    if (phase !== 'ended' && from !== placeOf(phase)) this.parts.tally.moved(from, placeOf(phase))
  }

  #enter(item: Item, phase: Phase): void {
    if (item.phase === 'delivering') this.#delivering -= 1
    if (phase === 'delivering') this.#delivering += 1
    item.phase = phase
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
    this.lineUp(item)
    this.pump()
  }

  /**
   * Puts a pending item in its line. One that could be taken for a request whose outcome stayed unknown
   * is not sent in this run.
   */
  lineUp(item: Item): void {
    const lane = this.laneOf(item)
    if (this.isStopping) this.settle(item, notSentAgain(item))
    else if (lane.isHeldBack(item)) this.settle(item, heldBack)
    else lane.add(item)
  }

  /** Gives an item's slot back, and lets the next begin. */
  vacate(item: Item): void {
    this.laneOf(item).vacate(item, this.parts.clock.monotonic())
    this.pump()
  }

  /** Notes a reservation that is being written. */
  async reserving(written: Promise<void>): Promise<void> {
    this.#reserving.add(written)
    try {
      await written
    } finally {
      this.#reserving.delete(written)
    }
  }

  /** Resolves when every request that has begun is reserved: a slot idles until its next one leaves. */
  async begun(): Promise<void> {
    await Promise.allSettled(this.#reserving)
  }

  /** An item's time in this run is over. */
  settle(item: Item, ending: Ending): void {
    if (item.phase === 'ended') return
    this.parts.tally.moved(placeOf(item.phase), placeOfEnding(ending))
    this.#enter(item, 'ended')
    item.ending = ending
    this.#open.delete(item)
    this.#ended.push(item)
    if (ending.kind !== 'unknown') this.laneOf(item).land(item)
    this.vacate(item)
    this.#endWhenIdle()
  }

  /** A job has ended as failed, for this run; too many of them stop it. */
  failed(): void {
    this.#failures += 1
    const most = this.parts.options.maxFailures
    if (most !== null && this.#failures >= most) this.halt({ ended: 'failures', stop: null })
  }

  /**
   * Sends nothing more. A signal, an account that said stop and a refusing disk also leave tasks to a
   * later run; otherwise what runs is waited for.
   */
  halt(halt: Halt): void {
    const leaves = leavesTasks(halt)
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
    item.isSent = false
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

  #endWhenIdle(): void {
    if (this.#open.size === 0) this.#finish()
  }
}
