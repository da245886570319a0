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
  const { clock, random, throttle } = engine.parts
  const now = clock.monotonic()
  const isWave = throttle.stalledFor(now) > 0
  const refusedAhead = failure.scope === 'throttle' && engine.laneOf(item).stopQueueingAhead()
  if (failure.scope === 'throttle' && !refusedAhead) {
    throttle.refused(now, { sentAt: item.sentAt, leastMs: leastPause(engine, item) })
  }
  if (failure.scope === 'not-sent') throttle.unreachable(now, item.sentAt)
  if (failure.scope === 'throttle' || failure.scope === 'not-sent') {
    item.throttled += 1
    item.singledOut += isWave ? 0 : 1
  } else {
    throttle.heard()
  }
  const elapsed = now - (item.firstSentAt ?? now)
  const sends = item.sends + item.sentBefore
  const delay = retryDelay(failure.scope, { ...item, sends, elapsed }, random)
  await fail(engine, item, toFailing(failure, delay !== null))
  engine.laneOf(item).land(item)
  engine.vacate(item)
  if (failure.scope === 'run' || failure.scope === 'model') engine.halt(accountHalt(failure))
  haltIfStalled(engine, failure)
  if (delay === null) return giveUp(engine, item, failure)
  engine.enqueue(item, delay)
  if (item.phase !== 'pending') return
  engine.tell({ type: 'job', ...naming(item), action: item.job.action, state: 'retrying' })
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
