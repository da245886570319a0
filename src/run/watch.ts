import { unreachable } from '../diagnostics/user-error.ts'
import type { Answer, PollOutcome } from '../provider/provider.ts'
import type { Engine } from './engine.ts'
import { accountHalt } from './halts.ts'
import type { Item, Task } from './item.ts'
import type { Failing } from './records.ts'
import { fail, giveUp, refused } from './refused.ts'

/** What follows a task that ended. */
export interface AfterWatching {
  readonly deliver: (engine: Engine, item: Item, answer: Answer) => Promise<void>
  readonly expire: (engine: Engine, item: Item, reason: string) => Promise<void>
}

/** A task neither done nor failed so long after it can have begun gives up its slot; a later run resumes it. */
const patienceMs = 15 * 60_000
/** A task that the API does not know is asked for this long, since it may only not know it yet. */
const goneMs = 5 * 60_000
const goneIntervalMs = 10_000

/** Looks at a task until it ended, as rarely as idles no slot; a failed look never fails the job. */
export function watcher(after: AfterWatching): (engine: Engine, item: Item) => Promise<void> {
  return async (engine, item) => {
    engine.setPhase(item, 'watching')
    const { task } = item
    if (task === null) throw new Error('a job without a task is not watched')
    for (;;) {
      const outcome = await look(engine, item, task)
      if (outcome === 'left') return engine.settle(item, leftOnServer)
      if (outcome === 'patience') return engine.settle(item, outOfPatienceWith(task))
      const isOver = await react(engine, item, { task, outcome, after })
      if (isOver) return
    }
  }
}

const leftOnServer = {
  kind: 'left',
  why: 'still running on the server; the next run fetches it',
} as const
const stuck = {
  kind: 'left',
  why: 'not finished after 15 minutes on the server; a later run looks again',
} as const

const silent = {
  kind: 'left',
  why: 'the server gave no answer about its task for 15 minutes; a later run looks again',
} as const

function outOfPatienceWith({ failedLooks }: Task): typeof silent | typeof stuck {
  return failedLooks > 0 ? silent : stuck
}

/** Waits for the next time that a look is worth while, and looks. */
async function look(
  engine: Engine,
  item: Item,
  task: Task,
): Promise<PollOutcome | 'left' | 'patience'> {
  const { clock, pacer, provider, immediate } = engine.parts
  for (let wait = nextLook(engine, item, task); wait > 0; wait = nextLook(engine, item, task)) {
    await clock.sleep(Math.max(1, wait), engine.leaving)
    if (engine.leaving.aborted) return 'left'
    if (outOfPatience(engine, item, task)) return 'patience'
  }
  await pacer.turn(engine.leaving)
  if (engine.leaving.aborted) return 'left'
  task.lastLook = clock.monotonic()
  task.firstLook ??= task.lastLook
  return provider.poll(task.id, { signal: immediate })
}

/** Milliseconds until the next look; 0 is now. A task queued ahead is not looked at, only waited for. */
function nextLook(engine: Engine, item: Item, task: Task): number {
  const now = engine.parts.clock.monotonic()
  const lane = engine.laneOf(item)
  const since = task.lastLook === null ? Number.POSITIVE_INFINITY : now - task.lastLook
  if (task.goneSince !== null) return goneIntervalMs - since
  if (task.failedLooks > 0) return Math.min(30_000, 500 * 2 ** task.failedLooks) - since
  if (task.startedAt === null) return queuedStepMs
  const age = now - task.startedAt
  const earliest = lane.durations.earliest - age
  if (earliest > 0) return earliest
  return lane.durations.interval(age, lane.hasQueuedAhead) - since
}

/** How often a task queued ahead checks whether its turn has come. */
const queuedStepMs = 50

/**
 * A task that runs is given its time from when it was scheduled; one that was not seen running, from when
 * its lane last moved, since it may wait behind others there, and where it does not, from its first look.
 */
function outOfPatience(engine: Engine, item: Item, task: Task): boolean {
  const lane = engine.laneOf(item)
  const since = task.runningSince ?? (lane.isOvertaken(item) ? task.firstLook : null)
  return engine.parts.clock.monotonic() - (since ?? lane.movedAt) > patienceMs
}

async function react(
  engine: Engine,
  item: Item,
  { task, outcome, after }: { task: Task; outcome: PollOutcome; after: AfterWatching },
): Promise<boolean> {
  const { pacer, clock } = engine.parts
  if (outcome.kind === 'unanswered') return failedLook(engine, item, { task, outcome })
  pacer.answered()
  task.failedLooks = 0
  if (outcome.kind !== 'gone') task.goneSince = null
  switch (outcome.kind) {
    case 'pending':
      task.startedAt = clock.monotonic()
      return settleIfStuck(engine, item, task)
    case 'running':
      task.runningSince ??= clock.monotonic() - runningFor(outcome.scheduledAt, clock.now())
      return settleIfStuck(engine, item, task)
    case 'succeeded':
      learn(engine, item, outcome.answer)
      engine.setPhase(item, 'delivering')
      ended(engine, item)
      // The picture comes after the next request: nothing waits for it.
      await engine.begun()
      await after.deliver(engine, item, outcome.answer)
      return true
    case 'failed':
      ended(engine, item)
      await refused(engine, item, outcome.failure)
      return true
    case 'canceled':
      ended(engine, item)
      await fail(engine, item, canceled)
      giveUp(engine, item, { ...canceled, hint: 'run again to send it again' })
      return true
    case 'gone':
      return gone(engine, item, { task, after })
    default:
      return unreachable(outcome)
  }
}

/** Its slot is free for the next. */
function ended(engine: Engine, item: Item): void {
  engine.laneOf(item).taskEnded(item)
  engine.vacate(item)
}

function settleIfStuck(engine: Engine, item: Item, task: Task): boolean {
  if (!outOfPatience(engine, item, task)) return false
  engine.settle(item, stuck)
  return true
}

/** Milliseconds that a task has run already when it is first seen; 0 where the API does not say. */
function runningFor(scheduledAt: string | null, now: number): number {
  return scheduledAt === null ? 0 : Math.max(0, now - Date.parse(scheduledAt))
}

/** A look that got no answer, or a refusal: the task lives on. Only an account that says stop ends the run. */
function failedLook(
  engine: Engine,
  item: Item,
  { task, outcome }: { task: Task; outcome: Extract<PollOutcome, { kind: 'unanswered' }> },
): boolean {
  const { failure } = outcome
  task.failedLooks += 1
  if (failure?.scope === 'throttle') engine.parts.pacer.refused()
  if (failure?.scope === 'run') engine.halt(accountHalt(failure))
  if (outOfPatience(engine, item, task)) {
    engine.settle(item, silent)
    return true
  }
  return false
}

async function gone(
  engine: Engine,
  item: Item,
  { task, after }: { task: Task; after: AfterWatching },
): Promise<boolean> {
  const now = engine.parts.clock.monotonic()
  task.goneSince ??= now
  if (now - task.goneSince < goneMs) return false
  engine.vacate(item)
  await after.expire(engine, item, `the API no longer knows task ${task.id}`)
  return true
}

/** The API's own times hold neither our polling nor the queue. */
function learn(engine: Engine, item: Item, { scheduledAt, endedAt }: Answer): void {
  if (scheduledAt === null || endedAt === null) return
  engine.laneOf(item).durations.learn(Date.parse(endedAt) - Date.parse(scheduledAt))
}

const canceled: Failing = {
  code: 'TASK_CANCELED',
  message: 'the task was canceled before it began; it cost nothing',
  httpStatus: null,
  requestId: null,
  retriable: true,
  billed: false,
}
