import type { Engine } from './engine.ts'
import type { Item } from './item.ts'
import type { Resolver } from './resolver.ts'
import { staysUnknown } from './stays-unknown.ts'
import { naming } from './tally.ts'

/** The task list goes back 24 hours (facts 1.5); the last of them is left out, since times are only about right. */
const listedMs = 23 * 3_600_000
/** So far ahead of the server's clock a reservation may be by rounding. */
const aheadMs = 60_000

/**
 * Whether the account's task list would still show a task of this item's request. Where it would not,
 * an empty list says nothing: what it does not show may have been accepted all the same.
 */
export function isListed(engine: Engine, { reservedAt }: Item): boolean {
  const age = engine.parts.clock.now() - reservedAt
  return age < listedMs && age > -aheadMs
}

/**
 * A request that may have been accepted and whose answer was never seen. An asynchronous one is
 * looked for in the task list and keeps its slot meanwhile; a synchronous one leaves no trace to
 * look for, nor does one that is older than the list.
 */
export function doubter(
  resolver: Resolver,
): (engine: Engine, item: Item, reason: string) => Promise<void> {
  return async (engine, item, reason) => {
    engine.setPhase(item, 'unknown')
    if (item.mode === 'sync' || !isListed(engine, item)) {
      engine.laneOf(item).land(item)
      engine.vacate(item)
      return staysUnknown(engine, item, item.mode === 'sync' ? reason : unlisted(engine, item))
    }
    const cost = item.amount.cost
    engine.tell({ type: 'unknown', ...naming(item), reason, waiting: true, cost })
    return resolver.ask(engine, item)
  }
}

function unlisted(engine: Engine, { reservedAt }: Item): string {
  return reservedAt > engine.parts.clock.now()
    ? "its time is ahead of the server's clock, so the list of tasks cannot show it"
    : 'it was sent more than 23 hours ago, and the list of tasks goes back no further'
}
