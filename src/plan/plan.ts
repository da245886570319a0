import type { RateLimits } from '../catalog/model.ts'
import type { Currency, Micros } from '../catalog/money.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { Mode } from '../provider/provider.ts'
import type { Job, Output } from './job.ts'

/** What a run would do about a job; `engine.md` has the meaning of each. */
export const actions = [
  'create',
  'retry',
  'regenerate',
  'resume',
  'resolve',
  'restore',
  'keep',
  'changed',
  'absent',
  'blocked',
] as const
export type Action = (typeof actions)[number]

/** How one wanted file stands. */
export type OutputStatus =
  /** Here, with the bytes that were recorded for this very recipe. */
  | 'at-hand'
  /** To be written: not here, or made by other settings or from another image. */
  | 'to-write'
  /** Here, but not the bytes that were recorded: someone edited it. */
  | 'changed'
  /** Not here, and its original is not at hand. */
  | 'absent'
  /** Its image failed for good (n > 1). */
  | 'missing-image'
  /** A file that no record explains. */
  | 'unexplained'

export interface PlannedOutput extends Output {
  readonly status: OutputStatus
}

export interface PlannedJob extends Omit<Job, 'outputs'> {
  readonly action: Action
  /** Why, in words. */
  readonly reason: string
  readonly mode: Mode
  readonly outputs: readonly PlannedOutput[]
  /** What a run would pay for it now; 0 for keep. */
  readonly cost: Micros
}

/** Price of one image of a model, and where it is from. */
export interface UnitPrice {
  readonly amount: Micros
  readonly currency: Currency
  /** `2026-07`, or `manifest`. */
  readonly list: string
}

export interface Estimate {
  readonly images: number
  readonly cost: Micros
  readonly currency: Currency
  readonly priceList: string
  /** Seconds a run would take at the account's limits. */
  readonly seconds: number
  /** Which limit decides that time. */
  readonly bound: 'none' | 'submit' | 'concurrency' | 'latency'
  /** What open outcomes may turn out to have cost. */
  readonly unknown: { readonly jobs: number; readonly cost: Micros }
}

/** Jobs with their actions, outputs and the estimate: all that a run will do, as a value. */
export interface Plan {
  readonly manifest: Manifest
  readonly jobs: readonly PlannedJob[]
  /** All jobs of the manifest, whatever is selected or overridden: what the provenance tells of. */
  readonly everything: readonly Job[]
  /** Recorded outputs that the manifest no longer names, below the output folder. */
  readonly orphans: readonly string[]
  readonly findings: readonly Diagnostic[]
  readonly totals: {
    readonly outputs: number
    readonly jobs: number
    /** Cells minus jobs. */
    readonly duplicates: number
    readonly images: number
    readonly actions: Readonly<Partial<Record<Action, number>>>
  }
  readonly estimate: Estimate
  /** Per model id. */
  readonly limits: ReadonlyMap<string, RateLimits>
  readonly prices: ReadonlyMap<string, UnitPrice>
}

/** Files that are here, as a value: gathered by `images/at-hand.ts`, so that planning touches no disk. */
export interface FilesAtHand {
  /** SHA-256 of the file at each wanted or recorded output path; no entry: no file. */
  readonly outputs: ReadonlyMap<string, string>
  /** SHA-256 of every original that is here: in the store, or as an output that is one byte for byte. */
  readonly originals: ReadonlySet<string>
}
