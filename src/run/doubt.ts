import type { Engine } from './engine.ts'
import type { Item } from './item.ts'
import type { Resolver } from './resolver.ts'
import { naming } from './tally.ts'

/**
 * A request that may have been accepted and whose answer was never seen. An asynchronous one is
 * looked for in the task list and keeps its slot meanwhile; a synchronous one leaves no trace to
 * look for.
 */
export function doubter(
  resolver: Resolver,
): (engine: Engine, item: Item, reason: string) => Promise<void> {
  return async (engine, item, reason) => {
    engine.setPhase(item, 'unknown')
    if (item.mode === 'sync') {
      engine.vacate(item)
      return engine.staysUnknown(item, reason)
    }
    const cost = item.amount.cost
    engine.tell({ type: 'unknown', ...naming(item), reason, waiting: true, cost })
    return resolver.ask(engine, item)
  }
}
