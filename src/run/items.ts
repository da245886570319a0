import { isExpired } from '../lockfile/attempts.ts'
import type { Attempt, LockState } from '../lockfile/records.ts'
import { jobsToGenerate } from '../plan/generating.ts'
import type { Plan, PlannedJob } from '../plan/plan.ts'
import type { Answer } from '../provider/provider.ts'
import type { Steps } from './create-engine.ts'
import type { Engine } from './engine.ts'
import { type Item, openItem, pendingItem } from './item.ts'
import { priceOfAttempt, priceOfJob } from './prices.ts'
import { naming } from './tally.ts'

/** Hands every such job to the engine: open attempts first, since they are paid for, then what is to be sent. */
export function takeJobs(
  engine: Engine,
  { plan, lock, steps }: { plan: Plan; lock: LockState; steps: Steps },
): void {
  const jobs = jobsToGenerate(plan)
  const isOpen = ({ action }: PlannedJob) => action === 'resume' || action === 'resolve'
  const opened = jobs.filter(isOpen).map((job) => ({ job, attempt: openAttempt(lock, job) }))
  for (const { job, attempt } of opened) {
    if (attempt !== null)
      begin(engine, openItem(job, attempt, priceOfAttempt(plan, job, attempt)), { attempt, steps })
  }
  for (const job of jobs) {
    if (isOpen(job)) continue
    const item = pendingItem(job, priceOfJob(plan, job))
    engine.take(item)
    engine.laneOf(item).add(item)
  }
}

/** The attempt that a resume or resolve is about: the latest of the furthest kind, as the plan's reason says. */
function openAttempt(lock: LockState, job: PlannedJob): Attempt | null {
  const attempts = lock.byKey.get(job.key) ?? []
  const last = (isIt: (attempt: Attempt) => boolean) => attempts.findLast(isIt) ?? null
  return (
    last(({ state }) => state === 'generated') ??
    last(({ state }) => state === 'submitted') ??
    last(({ state }) => state === 'reserved') ??
    last(isExpired)
  )
}

function begin(
  engine: Engine,
  item: Item,
  { attempt, steps }: { attempt: Attempt; steps: Steps },
): void {
  engine.take(item)
  engine.parts.tally.risked(item.amount.cost)
  if (isExpired(attempt)) {
    engine.setPhase(item, 'unknown')
    engine.staysUnknown(item, 'it may have been paid, and its picture has expired')
    return
  }
  const { action } = item.job
  if (attempt.state === 'reserved') {
    if (item.mode === 'async') engine.laneOf(item).takeOff(item)
    if (item.mode === 'async') engine.laneOf(item).occupy(item)
    engine.own(item, steps.doubt(engine, item, 'an earlier run sent it and never saw the answer'))
  } else if (attempt.state === 'submitted' && item.task !== null) {
    engine.laneOf(item).occupy(item)
    const { clock } = engine.parts
    item.task.startedAt = clock.monotonic() - Math.max(0, clock.now() - item.reservedAt)
    engine.tell({ type: 'job', ...naming(item), action, state: 'resumed', taskId: item.task.id })
    engine.own(item, steps.watch(engine, item))
  } else {
    engine.tell({ type: 'job', ...naming(item), action, state: 'resumed' })
    engine.own(item, steps.deliver(engine, item, recordedAnswer(attempt)))
  }
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
