import type { Clock } from './clock.ts'
import type { Item } from './item.ts'
import type { Lane } from './lane.ts'
import type { Throttle } from './throttle.ts'
import type { Wallet } from './wallet.ts'

/** What the dispatcher needs to know and tell. */
export interface Dispatch {
  readonly isStopping: () => boolean
  /** So much that was answered is yet to be brought in that nothing more is asked for. */
  readonly isFull: () => boolean
  /** The item has its money and may leave now. */
  readonly begin: (lane: Lane, item: Item) => void
  /** The item at the head of the line does not fit the budget; it is still in line. */
  readonly wallReached: () => void
}

/**
 * The one place that decides when a request leaves: a pump, not a pool. It starts what the limits, the
 * slots and the wallet allow now, and sets one timer a lane for the next moment something may.
 */
export class Dispatcher {
  readonly #parts: { readonly clock: Clock; readonly throttle: Throttle; readonly wallet: Wallet }
  readonly #dispatch: Dispatch

  constructor(parts: { clock: Clock; throttle: Throttle; wallet: Wallet }, dispatch: Dispatch) {
    this.#parts = parts
    this.#dispatch = dispatch
  }

  pump(lane: Lane): void {
    lane.callOff?.()
    lane.callOff = null
    while (!this.#dispatch.isStopping() && !this.#dispatch.isFull() && lane.isWaiting) {
      const now = this.#parts.clock.monotonic()
      const wait = this.#admission(lane, now)
      const next = wait > 0 ? { wait } : lane.next(now)
      if (!('item' in next)) {
        this.#later(lane, next.wait)
        return
      }
      if (!this.#parts.wallet.reserve(next.item.amount)) {
        lane.putBack(next.item)
        this.#dispatch.wallReached()
        return
      }
      this.#dispatch.begin(lane, next.item)
    }
  }

  /** Milliseconds until the limits let one more leave; Infinity: not before something else moves. */
  #admission(lane: Lane, now: number): number {
    const { throttle } = this.#parts
    return Math.max(throttle.wait(now), lane.slotWait(), lane.window.wait(now, throttle.pace))
  }

  #later(lane: Lane, wait: number): void {
    if (wait === Number.POSITIVE_INFINITY) return
    lane.callOff = this.#parts.clock.after(Math.ceil(wait), () => this.pump(lane))
  }
}
