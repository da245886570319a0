import { isExpired } from '../lockfile/attempts.ts'
import type { Attempt, LockState } from '../lockfile/records.ts'
import { jobsToGenerate } from '../plan/generating.ts'
import type { Plan, PlannedJob } from '../plan/plan.ts'
import type { Answer, Provider } from '../provider/provider.ts'
import type { Steps } from './create-engine.ts'
import { isListed } from './doubt.ts'
import type { Engine } from './engine.ts'
import { type Item, openItem, pendingItem } from './item.ts'
import { priceOfAttempt, priceOfJob } from './prices.ts'
import { staysUnknown } from './stays-unknown.ts'
import { naming } from './tally.ts'

/** Hands every such job to the engine: open attempts first, since they are paid for, then what is to be sent. */
export function takeJobs(
  engine: Engine,
  { plan, lock, steps }: { plan: Plan; lock: LockState; steps: Steps },
): void {
  const jobs = jobsToGenerate(plan)
  const isOpen = ({ action }: PlannedJob) => action === 'resume' || action === 'resolve'
  const opened = jobs.filter(isOpen).flatMap((job) => {
    const attempt = openAttempt(lock, job)
    if (attempt === null) return []
    const item = openItem(job, attempt, priceOfAttempt(plan, job, attempt))
    return [{ item, attempt }]
  })
  // All of them take their places before the first one moves, since that may send something.
  for (const { item, attempt } of opened) place(engine, item, attempt)
  for (const { item, attempt } of opened) begin(engine, item, { attempt, steps })
  for (const job of jobs) {
    if (isOpen(job)) continue
    const item = pendingItem(job, priceOfJob(plan, job))
    engine.take(item)
    engine.lineUp(item)
  }
}

/**
 * The attempt that a resume or resolve is about: the latest of the furthest kind, as the plan's reason
 * says. An open one from before the latest picture is not asked about any more.
 */
function openAttempt(lock: LockState, job: PlannedJob): Attempt | null {
  const all = lock.byKey.get(job.key) ?? []
  const attempts = all.slice(all.findLastIndex(({ state }) => state === 'done') + 1)
  const last = (isIt: (attempt: Attempt) => boolean) => attempts.findLast(isIt) ?? null
  return (
    last(({ state }) => state === 'generated') ??
    last(({ state }) => state === 'submitted') ??
    last(({ state }) => state === 'reserved') ??
    last(isExpired)
  )
}

/** Takes an open attempt in: its money is at risk, its task has a slot, and so has one that may exist. */
function place(engine: Engine, item: Item, { state }: Attempt): void {
  engine.take(item)
  engine.parts.tally.risked(item.amount.cost)
  const lane = engine.laneOf(item)
  const isLookedFor = state === 'reserved' && item.mode === 'async' && isListed(engine, item)
  if (isLookedFor) lane.takeOff(item)
  if (isLookedFor || (state === 'submitted' && item.task !== null)) lane.occupy(item)
}

function begin(
  engine: Engine,
  item: Item,
  { attempt, steps }: { attempt: Attempt; steps: Steps },
): void {
  if (isExpired(attempt)) {
    engine.setPhase(item, 'unknown')
    staysUnknown(engine, item, 'it may have been paid, and its picture has expired')
    return
  }
  const elsewhere = sentElsewhere(attempt, engine.parts.provider)
  if (elsewhere !== null && attempt.state !== 'generated') {
    const why = `it was sent to ${elsewhere}; only a run there can find out what became of it`
    engine.laneOf(item).land(item)
    if (attempt.state === 'submitted') engine.settle(item, { kind: 'left', why })
    else staysUnknown(engine, item, why)
    return
  }
  const { action } = item.job
  if (attempt.state === 'reserved') {
    engine.own(item, steps.doubt(engine, item, 'an earlier run sent it and never saw the answer'))
  } else if (attempt.state === 'submitted' && item.task !== null) {
    const { clock } = engine.parts
    item.task.startedAt = clock.monotonic() - Math.max(0, clock.now() - item.reservedAt)
    engine.tell({ type: 'job', ...naming(item), action, state: 'resumed', taskId: item.task.id })
    engine.own(item, steps.watch(engine, item))
  } else {
    engine.tell({ type: 'job', ...naming(item), action, state: 'resumed' })
    engine.own(item, steps.deliver(engine, item, recordedAnswer(attempt)))
  }
}

/** Where an attempt was sent, if that is not where this run's requests go; null: here, or not recorded. */
function sentElsewhere({ response }: Attempt, { region, endpoint }: Provider): string | null {
  if (response?.region === undefined) return null
  const there = response.endpoint ?? null
  if (response.region === region && there === endpoint) return null
  return there === null ? `region ${response.region}` : there
}

/** The answer of a synchronous call as the lockfile kept it. */
function recordedAnswer({ urls, response, requestId }: Attempt): Answer {
  const missing = { kind: 'failed', code: 'NO_IMAGE', message: 'the answer held no URL' } as const
  return {
    images: (urls ?? []).map((url) => (url === null ? missing : { kind: 'url', url })),
    requestId: response?.request_id ?? requestId,
    taskId: response?.task_id ?? null,
    origPrompt: null,
    actualPrompt: response?.actual_prompt ?? null,
    submittedAt: response?.submitted_at ?? null,
    scheduledAt: response?.scheduled_at ?? null,
    endedAt: response?.ended_at ?? null,
    usage: response?.usage ?? null,
    simulated: response?.simulated === true,
  }
}
