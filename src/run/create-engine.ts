import pLimit from 'p-limit'
import { isExpired, isOpen } from '../lockfile/attempts.ts'
import type { LockRecord, LockState } from '../lockfile/records.ts'
import { committed } from '../plan/budget.ts'
import type { Plan } from '../plan/plan.ts'
import type { Provider } from '../provider/provider.ts'
import { aligner } from './align.ts'
import { windowOf } from './candidates.ts'
import { deliverer, expire } from './deliver.ts'
import { orDiskRefused } from './disk-refused.ts'
import { doubter } from './doubt.ts'
import { Engine } from './engine.ts'
import type { RunEvent } from './events.ts'
import { accountHalt } from './halts.ts'
import type { Item } from './item.ts'
import { createLanes } from './lanes.ts'
import type { RunOptions } from './options.ts'
import type { Pictures } from './pictures.ts'
import { QueryPacer } from './query-pacer.ts'
import { Resolver } from './resolver.ts'
import { sender } from './send.ts'
import type { ServerClock } from './server-clock.ts'
import type { Tally } from './tally.ts'
import { Throttle } from './throttle.ts'
import { Wallet } from './wallet.ts'
import { watcher } from './watch.ts'
import { type WriteBounds, type Written, writeOutputs } from './write-outputs.ts'

/** What an engine is made of. */
export interface EngineInput {
  readonly plan: Plan
  readonly options: RunOptions
  readonly provider: Provider
  readonly simulated: boolean
  /** Shows every record as soon as it is on disk. */
  readonly lock: { readonly state: LockState }
  readonly append: (record: LockRecord) => Promise<void>
  readonly pictures: Pictures
  readonly writeBounds: WriteBounds
  readonly clock: ServerClock
  readonly random: () => number
  readonly newId: () => string
  readonly emit: (event: RunEvent) => void
  readonly tally: Tally
  readonly immediate: AbortSignal
  /** Told what became of the outputs of a job that was delivered. */
  readonly onWritten: (item: Item, written: Written) => void
}

/** Pictures in memory at a time, while they are downloaded, checked and stored. */
const deliveriesAtATime = 8

/** The steps that an engine hands its items through. */
export interface Steps {
  readonly watch: (engine: Engine, item: Item) => Promise<void>
  readonly deliver: ReturnType<typeof deliverer>
  readonly doubt: ReturnType<typeof doubter>
}

/** Puts an engine and its steps together. */
export function createEngine(input: EngineInput): { engine: Engine; steps: Steps } {
  const steps = createSteps(input)
  const { plan, options, clock, random } = input
  const wallet = new Wallet(
    {
      set: {
        cost: plan.manifest.budget?.maxCost?.amount ?? null,
        images: plan.manifest.budget?.maxImages ?? null,
      },
      call: { cost: options.maxCost, images: options.maxImages },
    },
    committed(input.lock.state, plan.estimate.currency),
  )
  const pacer = new QueryPacer(clock)
  const parts = {
    ...input,
    wallet,
    throttle: new Throttle(random),
    pacer,
    align: aligner({
      ...input,
      pacer,
      onRefused: (failure) => engine.halt(accountHalt(failure)),
    }),
    lanes: createLanes(plan, input.lock.state, clock),
  }
  const engine: Engine = new Engine(parts, { send: sender(steps) })
  return { engine, steps }
}

function createSteps(input: EngineInput): Steps {
  const { pictures, append, writeBounds: bounds } = input
  const deliver = deliverer({
    bounded: pLimit(deliveriesAtATime),
    keep: (bytes) => orDiskRefused('a picture could not be stored', () => pictures.keep(bytes)),
    writeOutputs: async (item, images) => {
      const parts = { pictures, append, bounds, isNew: true }
      const written = await writeOutputs(item.job, images, parts)
      input.onWritten(item, written)
      return written
    },
  })
  const watch = watcher({ deliver, expire })
  const resolver = new Resolver({
    isOwned: ownership(input),
    rivals: (item) => rivals(input.lock.state, item),
    hasOtherDoubt: (item) => hasOtherDoubt(input.lock.state, item),
    measure: (bytes) => pictures.measure(bytes),
    watch,
  })
  return { watch, deliver, doubt: doubter(resolver) }
}

/** Whether any attempt of the lockfile has a task, asked of the state as it is now. */
function ownership({ lock }: EngineInput): (taskId: string) => boolean {
  let owned = new Set<string>()
  let size = -1
  return (taskId) => {
    const { attempts } = lock.state
    if (attempts.size !== size || !owned.has(taskId)) {
      owned = new Set([...attempts.values()].flatMap((attempt) => attempt.taskId ?? []))
      size = attempts.size
    }
    return owned.has(taskId)
  }
}

/** Another attempt of the same request, later than its picture, that is open or expired. */
function hasOtherDoubt(lock: LockState, { job, attempt }: Item): boolean {
  const attempts = lock.byKey.get(job.key) ?? []
  const since = attempts.findLastIndex(({ state }) => state === 'done') + 1
  return attempts
    .slice(since)
    .some((other) => other.id !== attempt && (isOpen(other) || isExpired(other)))
}

/** Other asynchronous requests of unknown outcome that a task of this one could belong to. */
function rivals(lock: LockState, item: Item): number {
  const { model, prompt, size } = item.job.request
  const own = windowOf({ reservedAt: item.reservedAt, until: item.sentUntil })
  let count = 0
  for (const attempt of lock.attempts.values()) {
    const { state, request, reservedAt, mode, id } = attempt
    if (state !== 'reserved' || mode !== 'async' || id === item.attempt) continue
    if (request?.model !== model || request.prompt !== prompt || request.size !== size) continue
    const until = attempt.sentUntil === undefined ? null : Date.parse(attempt.sentUntil)
    const other = windowOf({ reservedAt: Date.parse(reservedAt ?? attempt.at), until })
    if (own.from <= other.to && other.from <= own.to) count += 1
  }
  return count
}
