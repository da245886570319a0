import type { ProviderFailure } from '../provider/provider.ts'
import type { Engine } from './engine.ts'
import { accountHalt, outageHalt, throttledHalt } from './halts.ts'
import type { Item } from './item.ts'
import { type Failing, failedRecord } from './records.ts'
import { retryDelay } from './retry-policy.ts'
import { naming } from './tally.ts'

/** A request that never left: no connection could be made. */
export interface NotSent extends Omit<ProviderFailure, 'scope'> {
  readonly scope: 'not-sent'
}

/** The API said no: recorded, its money given back, and sent again or ended by the rules. */
export async function refused(
  engine: Engine,
  item: Item,
  failure: ProviderFailure | NotSent,
): Promise<void> {
  const { clock, random } = engine.parts
  const now = clock.monotonic()
  const lane = engine.laneOf(item)
  const stalled = lane.stall.lasting(now)
  if (failure.scope === 'throttle' || failure.scope === 'not-sent') {
    item.throttled += 1
    item.singledOut += stalled > 0 ? 0 : 1
    slowDown(engine, item, { scope: failure.scope, now })
  } else {
    hear(engine, item)
  }
  const elapsed = now - (item.firstSentAt ?? now)
  const sends = item.sends + item.sentBefore
  const delay = retryDelay(failure.scope, { ...item, sends, elapsed, stalled }, random)
  await fail(engine, item, toFailing(failure, delay !== null))
  lane.land(item)
  engine.vacate(item)
  if (failure.scope === 'run' || failure.scope === 'model') engine.halt(accountHalt(failure))
  haltIfStalled(engine, failure)
  if (delay === null) return giveUp(engine, item, failure)
  engine.enqueue(item, delay)
  if (item.phase !== 'pending') return
  engine.tell({ type: 'job', ...naming(item), action: item.job.action, state: 'retrying' })
}

/** Pauses and paces the run; the refusal of a task queued ahead only ends queueing ahead. */
function slowDown(
  engine: Engine,
  item: Item,
  { scope, now }: { scope: 'throttle' | 'not-sent'; now: number },
): void {
  const { throttle } = engine.parts
  const lane = engine.laneOf(item)
  if (scope === 'throttle' && lane.stopQueueingAhead()) return
  lane.stall.refused(now)
  if (scope === 'not-sent') throttle.unreachable(now, item.sentAt)
  else throttle.refused(now, { sentAt: item.sentAt, leastMs: leastPause(engine, item) })
}

function hear(engine: Engine, item: Item): void {
  engine.parts.throttle.heard(item.sentAt)
  engine.laneOf(item).stall.passed(item.sentAt)
}

/** Writes that an attempt failed, and gives its money back unless it was billed. */
export async function fail(engine: Engine, item: Item, failing: Failing): Promise<void> {
  await engine.record(failedRecord(item, failing, engine.parts.clock.now()))
  if (!failing.billed) engine.parts.wallet.release(item.amount, item.ofThisCall)
  engine.parts.tally.settled(item.amount.cost, failing.billed ? item.amount.cost : 0)
}

/** A job failed, for this run. */
export function giveUp(
  engine: Engine,
  item: Item,
  failure: { code: string; message: string; hint: string | null },
): void {
  const { code, message, hint } = failure
  engine.settle(item, { kind: 'failed', why: `${code}: ${message}` })
  engine.tell({ type: 'failed', ...naming(item), code, message, hint })
  engine.failed()
}

/** So long nothing is accepted before a run gives up: without a connection, and refused as too fast. */
const mostUnreachableMs = 15 * 60_000
const mostThrottledMs = 30 * 60_000

/** Nothing has been accepted for so long that waiting on is no use: a later run goes on. */
function haltIfStalled(engine: Engine, { scope }: ProviderFailure | NotSent): void {
  const stalled = engine.parts.throttle.stalledFor(engine.parts.clock.monotonic())
  if (scope === 'not-sent' && stalled > mostUnreachableMs) engine.halt(outageHalt)
  if (scope === 'throttle' && stalled > mostThrottledMs) engine.halt(throttledHalt)
}

/** Per-minute limits recover slowly: a refusal there waits half a minute at the least (facts 10.8). */
function leastPause(engine: Engine, item: Item): number {
  const limits = engine.parts.plan.limits.get(item.job.request.model)
  return limits?.submit.per === 'minute' ? 30_000 : 0
}

/** Failures that a later run may try again: passing ones, and those of the account, once it is mended. */
const laterScopes: ReadonlySet<string> = new Set(['throttle', 'retry', 'not-sent', 'run', 'model'])

function toFailing(failure: ProviderFailure | NotSent, isRetried: boolean): Failing {
  const { code, message, httpStatus, requestId, scope } = failure
  const retriable = isRetried || laterScopes.has(scope)
  return { code, message, httpStatus, requestId, retriable, billed: false }
}
