import pLimit from 'p-limit'
import { latestDone } from '../lockfile/attempts.ts'
import type { LockStore } from '../lockfile/lockfile.ts'
import type { LockRecord, OutputRecord } from '../lockfile/records.ts'
import { jobsToGenerate } from '../plan/generating.ts'
import type { Plan, PlannedJob } from '../plan/plan.ts'
import type { Provider } from '../provider/provider.ts'
import { type Clock, timestamp } from './clock.ts'
import { createEngine } from './create-engine.ts'
import { DiskRefused, orDiskRefused } from './disk-refused.ts'
import type { RunEvent, RunResult } from './events.ts'
import { diskHalt, type Halt, interruptedHalt } from './halts.ts'
import type { Item } from './item.ts'
import { takeJobs } from './items.ts'
import { missingOutputs } from './missing.ts'
import type { RunOptions } from './options.ts'
import type { Pictures } from './pictures.ts'
import { type Probe, probe } from './probe.ts'
import { isRestorable, writeAgain } from './restore.ts'
import { ServerClock } from './server-clock.ts'
import { heedSignals } from './signals.ts'
import { Tally } from './tally.ts'
import { type Written, writeBounds } from './write-outputs.ts'

/** All that a run needs: a plan, an API, a checkpoint, a disk; clock and randomness arrive too. */
export interface RunInput {
  /** Without error findings, and checked against its budget (`checkBudget`). */
  readonly plan: Plan
  /** null only where no job needs it. */
  readonly provider: Provider | null
  /** Whether the API is known to be a simulator; else its answers tell. */
  readonly simulated: boolean
  /** Open, and held by this run alone. */
  readonly lockfile: LockStore
  readonly pictures: Pictures
  readonly options: RunOptions
  readonly clock: Clock
  /** 0 to 1, as Math.random. */
  readonly random: () => number
  readonly newId: () => string
  readonly onEvent: (event: RunEvent) => void
  /** Aborted with the signal's name: nothing new is sent, and what is paid for is brought in. */
  readonly graceful: AbortSignal
  /** Aborted by a second signal: out at once, still consistent. */
  readonly immediate: AbortSignal
  /**
   * Puts the files of the set into their final form, once nothing is under way any more.
   *
   * @throws {DiskRefused} which ends the run like every refusal of the disk: nothing is lost by it.
   */
  readonly finish?: () => Promise<void>
}

/**
 * Jobs that are restored at a time: enough that the encoder is never idle, and so few that pictures
 * which have just come wait for no more than these.
 */
const restoresAtATime = 2

/**
 * Does what a plan says, and returns when everything has ended one way or the other; never throws for
 * what the network, the API or the disk does. The lockfile is left appended, not compacted.
 */
export async function run(input: RunInput): Promise<RunResult> {
  const session = new Session(input)
  const [halt] = await Promise.all([session.ask(), session.restore()])
  await session.restoreInDoubt()
  return session.result(await session.finish(halt))
}

const c2paWords =
  'its original carries a C2PA manifest, whose signature no labelled copy keeps valid; the original stays untouched in the store (said once)'

type Ready = Extract<Probe, { kind: 'ready' }>

/** One run, while it lives: what its parts tell each other. */
class Session {
  readonly #input: RunInput
  readonly #clock: ServerClock
  readonly #tally: Tally
  readonly #restorable: readonly PlannedJob[]
  readonly #writeBounds = writeBounds()
  #items: readonly Item[] = []
  #written = 0
  #warnings = 0
  #isC2paTold = false
  readonly #failedOutputs: { output: string; why: string }[] = []

  constructor(input: RunInput) {
    this.#input = input
    this.#clock = new ServerClock(input.clock)
    const { jobs, estimate } = input.plan
    const asked = jobsToGenerate(input.plan).length
    const failed = jobs.filter((job) => job.action === 'blocked' && !isRestorable(job)).length
    this.#restorable = jobs.filter(isRestorable)
    const waiting = asked + this.#restorable.length
    const done = jobs.length - failed - waiting
    this.#tally = new Tally({ total: jobs.length, done, failed, currency: estimate.currency })
  }

  /** Everything that needs the API. Resolves to why it stopped early, or null. */
  async ask(): Promise<Halt | null> {
    const { plan, provider, clock, graceful } = this.#input
    if (jobsToGenerate(plan).length === 0 || provider === null) {
      this.#start(false)
      return null
    }
    const ready = await probe(provider, { clock, signal: graceful })
    this.#start(ready.kind === 'ready' && ready.simulated)
    if (ready.kind === 'halt') return ready.halt
    if (ready.warning !== null) this.#warn('RUN_NO_TASK_LIST', ready.warning)
    return this.#runEngine(provider, ready)
  }

  /** Outputs made again from originals at hand: free, and without the API. */
  async restore(): Promise<void> {
    const restoring = pLimit(restoresAtATime)
    await Promise.all(this.#restorable.map((job) => restoring(() => this.#restoreOne(job))))
  }

  async #restoreOne(job: PlannedJob): Promise<void> {
    if (this.#input.graceful.aborted) return
    const written = await this.#writeAgain(job)
    this.#takeWritten(written)
    this.#tally.moved('waiting', written.failed.length === 0 ? 'done' : 'failed')
    this.#tell({
      type: 'job',
      key: job.key,
      asset: job.asset,
      action: job.action,
      state: 'restored',
    })
  }

  /** Jobs whose new picture stays in doubt keep showing the one they have. */
  async restoreInDoubt(): Promise<void> {
    for (const { job, ending } of this.#items) {
      if (job.action !== 'resolve' || ending?.kind === 'done') continue
      if (latestDone(this.#input.lockfile.state, job.key)?.images == null) continue
      this.#takeWritten(await this.#writeAgain(job))
    }
  }

  #writeAgain(job: PlannedJob): Promise<Written> {
    const append = (line: OutputRecord) => this.#append(line)
    return writeAgain(job, { ...this.#input, append, bounds: this.#writeBounds })
  }

  /** Ends with the files; resolves to why the run stopped early, be it that the disk refused now. */
  async finish(halt: Halt | null): Promise<Halt | null> {
    try {
      await this.#input.finish?.()
      return halt
    } catch (error) {
      if (!(error instanceof DiskRefused)) throw error
      if (halt === null) return diskHalt(error)
      if (halt.ended !== 'disk') this.#warn('RUN_DISK', error.message)
      return halt
    }
  }

  result(halt: Halt | null): RunResult {
    const { plan, graceful, options } = this.#input
    const missing = missingOutputs(plan, this.#items, {
      failed: this.#failedOutputs,
      frozen: options.frozen,
    })
    const reason: unknown = graceful.reason
    const signal = reason === 'SIGINT' || reason === 'SIGTERM' ? reason : null
    const isInterrupted = graceful.aborted && halt?.ended !== 'account' && halt?.ended !== 'disk'
    const result: RunResult = {
      ended: isInterrupted ? 'interrupted' : this.#end(halt),
      stop: halt?.stop ?? null,
      signal: graceful.aborted ? (signal ?? 'SIGINT') : null,
      counts: this.#tally.counts,
      spend: this.#tally.spend,
      written: this.#written,
      missing,
      warnings: this.#warnings,
    }
    this.#emit({ type: 'end', at: this.#now(), result })
    return result
  }

  /** Being told to stop is no early end where nothing was left to send. */
  #end(halt: Halt | null): RunResult['ended'] {
    const { done, total } = this.#tally.counts
    if (halt === null || (halt.ended === 'stop-after' && done === total)) return 'complete'
    return halt.ended
  }

  async #runEngine(provider: Provider, { clockOffset, simulated }: Ready): Promise<Halt | null> {
    const { plan, lockfile, options, graceful } = this.#input
    const clock = this.#clock
    clock.align(clockOffset)
    const out = new AbortController()
    const { engine, steps } = createEngine({
      ...this.#input,
      clock,
      provider,
      lock: lockfile,
      append: (record) => this.#append(record),
      emit: (event) => this.#emit(event),
      tally: this.#tally,
      writeBounds: this.#writeBounds,
      immediate: out.signal,
      simulated,
      onWritten: (_item, written) => this.#takeWritten(written),
    })
    const callOff = heedSignals(this.#input, { stop: () => engine.halt(interruptedHalt), out })
    const stopTimer =
      options.stopAfterMs === null
        ? () => undefined
        : clock.after(options.stopAfterMs, () => engine.halt({ ended: 'stop-after', stop: null }))
    takeJobs(engine, { plan, lock: lockfile.state, steps })
    if (graceful.aborted) engine.halt(interruptedHalt)
    try {
      await engine.run()
    } finally {
      stopTimer()
      callOff()
      this.#items = engine.items
    }
    return engine.halted
  }

  #append(record: LockRecord): Promise<void> {
    return orDiskRefused('the lockfile could not be written', () =>
      this.#input.lockfile.append(record),
    )
  }

  #takeWritten({ written, failed, breakC2pa }: Written): void {
    this.#written += written.length
    this.#warnOfC2pa(breakC2pa)
    this.#failedOutputs.push(...failed)
    for (const { output, why, isMissing } of failed) {
      if (isMissing !== true) this.#warn('OUTPUT_NOT_WRITTEN', `${output}: ${why}`)
    }
  }

  /** Once: it is about how the set is labelled, not about the one file. */
  #warnOfC2pa([first]: readonly string[]): void {
    if (first === undefined || this.#isC2paTold) return
    this.#isC2paTold = true
    this.#warn('LABEL_BREAKS_C2PA', `${first}: ${c2paWords}`)
  }

  #start(simulated: boolean): void {
    const { plan } = this.#input
    const { name } = plan.manifest
    const isSimulated = simulated || this.#input.simulated
    const { seconds } = plan.estimate
    const { counts, spend } = this.#tally
    this.#emit({
      type: 'start',
      at: this.#now(),
      name,
      simulated: isSimulated,
      counts,
      spend,
      seconds,
    })
  }

  #tell(
    event: { type: 'job' } & Omit<Extract<RunEvent, { type: 'job' }>, 'at' | 'counts' | 'spend'>,
  ): void {
    const { counts, spend } = this.#tally
    this.#emit({ ...event, at: this.#now(), counts, spend })
  }

  #warn(code: string, message: string): void {
    this.#emit({ type: 'warning', at: this.#now(), code, message })
  }

  #emit(event: RunEvent): void {
    if (event.type === 'warning') this.#warnings += 1
    this.#input.onEvent(event)
  }

  #now(): string {
    return timestamp(this.#clock.now())
  }
}
