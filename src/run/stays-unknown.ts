import { heldBack } from './endings.ts'
import type { Engine } from './engine.ts'
import type { Item } from './item.ts'
import { naming } from './tally.ts'

/**
 * An outcome that cannot be found out: sent again only when asked to, since it may be paid twice.
 * Its money stays put aside, and requests that could be taken for it are not sent.
 */
export function staysUnknown(engine: Engine, item: Item, reason: string): void {
  const { options } = engine.parts
  const again = options.resolveUnknown === 'retry' && item.doubts < mostDoubts && !engine.isStopping
  engine.tell({
    type: 'unknown',
    ...naming(item),
    reason,
    waiting: false,
    cost: item.amount.cost,
  })
  if (again) {
    item.doubts += 1
    engine.laneOf(item).land(item)
    engine.vacate(item)
    engine.enqueue(item)
  } else {
    engine.settle(item, { kind: 'unknown', why: reason })
    for (const twin of engine.laneOf(item).takeTwins(item)) engine.settle(twin, heldBack)
  }
}

/** How often one job is sent again after its outcome stayed unknown. */
const mostDoubts = 3
