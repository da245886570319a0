import type { Micros } from '../catalog/money.ts'

/** What a call may do, beyond its plan. */
export interface RunOptions {
  /** What this call may add; null: no bound of its own. */
  readonly maxCost: Micros | null
  readonly maxImages: number | null
  /** Stop sending after so many jobs failed for good; null: never. 1 is fail-fast. */
  readonly maxFailures: number | null
  /** What to do about outcomes that stay unknown: send again and perhaps pay twice, or leave them. */
  readonly resolveUnknown: 'retry' | 'skip'
  /** Milliseconds after which nothing new is sent; null: never. */
  readonly stopAfterMs: number | null
  /** Nothing may be sent, resumed or looked up, and pictures that are not here count as existing. */
  readonly frozen: boolean
}

export const defaultRunOptions: RunOptions = {
  maxCost: null,
  maxImages: null,
  maxFailures: null,
  resolveUnknown: 'skip',
  stopAfterMs: null,
  frozen: false,
}
