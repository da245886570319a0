import type { Region } from '../../catalog/model.ts'
import type { Currency } from '../../catalog/money.ts'
import type { Mode } from '../../provider/provider.ts'
import type { Request, RequestKey } from '../../request/request.ts'
import type { Action } from '../plan.ts'

/** Version of the form. */
export const savedPlanVersion = 1

/**
 * A plan as `plan --out` writes it: what a run of it may do, and nothing more. It is compared with a
 * plan made anew, never carried out. The form is `schemas/saved-plan.schema.json`; amounts of money
 * are decimal texts, paths of outputs relative to the manifest's folder.
 */
export interface SavedPlan {
  readonly saved_plan: typeof savedPlanVersion
  /** Program and version: `mintage 0.1.0`. */
  readonly engine: string
  /** `path` is relative to the folder that the plan was made in, and is run in. */
  readonly manifest: { readonly path: string; readonly name: string; readonly digest: string }
  readonly data: readonly FileDigest[]
  readonly lock: { readonly path: string; readonly digest: string | null }
  readonly region: Region
  readonly workspace: string | null
  readonly options: SavedOptions
  /** One for each model of the jobs, by model id. */
  readonly prices: readonly SavedPrice[]
  readonly jobs: readonly SavedJob[]
  readonly estimate: SavedEstimate
}

interface FileDigest {
  readonly path: string
  readonly digest: string
}

/** Options of the command line that shaped the plan or bound its cost; only those that were given. */
export interface SavedOptions {
  readonly only?: readonly string[]
  readonly where?: readonly string[]
  readonly limit?: number
  readonly regenerate?: readonly string[]
  readonly overwrite?: true
  readonly retry_failed?: true
  readonly set?: readonly string[]
  readonly model?: string
  readonly region?: Region
  readonly mode?: 'auto' | Mode
  /** In the currency of the prices. */
  readonly max_cost?: string
  readonly max_images?: number
}

export interface SavedPrice {
  readonly model: string
  /** Of one image. */
  readonly amount: string
  readonly currency: Currency
  readonly price_list: string
}

export interface SavedJob {
  readonly key: RequestKey
  readonly action: Action
  readonly reason: string
  /** Attempt of this request that the lockfile held last; null: none. A later one means that a run got further. */
  readonly after: string | null
  readonly asset: string
  readonly request: Request
  readonly mode: Mode
  readonly outputs: readonly SavedOutput[]
  /** What a run would pay for it, at most. */
  readonly cost: string
}

export interface SavedOutput {
  readonly path: string
  /** 1-based image of the request. */
  readonly image: number
  /** Hash of the settings that it is made by; null for the original, byte for byte. */
  readonly recipe: string | null
}

export interface SavedEstimate {
  readonly images: number
  readonly cost: string
  readonly currency: Currency
  readonly seconds: number
  /** What open outcomes may turn out to have cost. */
  readonly unknown: { readonly jobs: number; readonly cost: string }
}
