import type { RateLimits } from '../catalog/model.ts'
import type { Mode } from './submission.ts'

/** What the simulator enforces for one model instead of the catalogue's figures; what is left out stays. */
export interface LimitOverride {
  readonly submit?: RateLimits['submit']
  readonly concurrent?: { readonly [mode in Mode]?: number | null }
}

/** The catalogue's limits with what an override changes. */
export function withOverride(limits: RateLimits, override: LimitOverride | undefined): RateLimits {
  return {
    submit: override?.submit ?? limits.submit,
    concurrent: { ...limits.concurrent, ...override?.concurrent },
  }
}

/** Length of a submit window, in ms. */
export function windowMs({ per }: RateLimits['submit']): number {
  return per === 'second' ? 1000 : 60_000
}
