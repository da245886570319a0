import type { LockState } from '../lockfile/records.ts'
import { lanesOf } from '../plan/estimate.ts'
import type { Plan } from '../plan/plan.ts'
import { modes } from '../provider/provider.ts'
import type { Clock } from './clock.ts'
import { Flying } from './flying.ts'
import { Lane } from './lane.ts'
import { SlidingWindow } from './sliding-window.ts'

/**
 * A lane for each model and mode of the plan; the one that the run takes longest for comes first, and
 * so starts first. Reservations of an earlier run that are still inside a model's window count in it:
 * the server remembers them.
 */
export function createLanes(plan: Plan, lock: LockState, clock: Clock): ReadonlyMap<string, Lane> {
  const lanes = new Map<string, Lane>()
  const flying = new Flying()
  for (const [model, limits] of plan.limits) {
    const window = new SlidingWindow(limits.submit)
    for (const age of recentAges(lock, model, clock.now())) window.take(clock.monotonic() - age)
    for (const mode of modes) {
      const concurrent = limits.concurrent[mode]
      lanes.set(
        `${model} ${mode}`,
        new Lane({ model, mode, window, concurrent, flying, now: clock.monotonic() }),
      )
    }
  }
  return slowestFirst(lanes, plan)
}

function slowestFirst(lanes: ReadonlyMap<string, Lane>, plan: Plan): ReadonlyMap<string, Lane> {
  const seconds = new Map(
    lanesOf(plan.jobs, plan.limits).map((lane) => [`${lane.model.id} ${lane.mode}`, lane.seconds]),
  )
  const takes = ([name]: readonly [string, Lane]) => seconds.get(name) ?? 0
  return new Map([...lanes].sort((a, b) => takes(b) - takes(a)))
}

/** Milliseconds since each sending of a model in the last minute. */
function recentAges(lock: LockState, model: string, now: number): readonly number[] {
  const ages: number[] = []
  for (const { request, reservedAt } of lock.attempts.values()) {
    if (request?.model !== model || reservedAt === null) continue
    const age = now - Date.parse(reservedAt)
    if (age >= 0 && age < 60_000) ages.push(age)
  }
  return ages
}
