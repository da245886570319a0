import type { Micros } from '../catalog/money.ts'

/** An upper bound; null where none is set. */
export interface Bounds {
  readonly cost: Micros | null
  readonly images: number | null
}

export interface Amount {
  readonly cost: Micros
  readonly images: number
}

/**
 * The wall: money is put aside before a request leaves, and given back only when the API said that it
 * was not billed.
 *
 * `set` bounds the life of the lockfile, `call` what this call adds.
 */
export class Wallet {
  readonly #bounds: { readonly set: Bounds; readonly call: Bounds }
  readonly #set: { cost: Micros; images: number }
  readonly #call = { cost: 0, images: 0 }

  /** @param before what the lockfile's lines cost, and what is open in them. */
  constructor(bounds: { set: Bounds; call: Bounds }, before: Amount) {
    this.#bounds = bounds
    this.#set = { ...before }
  }

  /** Puts an amount aside; false, and nothing changes, when a bound would be passed. */
  reserve(amount: Amount): boolean {
    const { set, call } = this.#bounds
    if (!within(set, this.#set, amount) || !within(call, this.#call, amount)) return false
    add(this.#set, amount, 1)
    add(this.#call, amount, 1)
    return true
  }

  /** Gives back what was not billed; `ofThisCall` when this call had put it aside. */
  release(amount: Amount, ofThisCall: boolean): void {
    add(this.#set, amount, -1)
    if (ofThisCall) add(this.#call, amount, -1)
  }
}

function within(bounds: Bounds, have: Amount, more: Amount): boolean {
  return fits(bounds.cost, have.cost, more.cost) && fits(bounds.images, have.images, more.images)
}

/** What adds nothing fits, also where a budget was lowered below what is spent. */
function fits(bound: number | null, have: number, more: number): boolean {
  return bound === null || more === 0 || have + more <= bound
}

function add(total: { cost: Micros; images: number }, amount: Amount, sign: 1 | -1): void {
  total.cost += sign * amount.cost
  total.images += sign * amount.images
}
