import type { Currency } from '../catalog/money.ts'
import type { Cost, ResponseFacts } from '../lockfile/records.ts'
import type { Json } from '../request/canonical-json.ts'
import type { Request, RequestKey } from '../request/request.ts'

/** Why there is no rewritten prompt to show. */
export type RewrittenUnavailable = 'prompt-extend-off' | 'sync-mode' | 'model-does-not-return-it'

/** Where one image file comes from. */
export interface ImageProvenance {
  readonly sha256: string
  readonly bytes: number
  readonly width: number
  readonly height: number
  readonly format: string
  readonly asset: string
  readonly variables: Readonly<Record<string, Json>>
  readonly variant: string | null
  /** SHA-256 of the original; the file's own where it is the original. */
  readonly derived_from: string
  readonly prompt: {
    readonly template: string
    readonly rendered: string
    /** The prompt as the API rewrote it. */
    readonly rewritten: string | null
    /** null where it is there. */
    readonly rewritten_unavailable: RewrittenUnavailable | null
  }
  readonly request: Request
  readonly request_key: RequestKey
  readonly response: Omit<ResponseFacts, 'actual_prompt' | 'simulated'>
  /** Price of this one image; files made from one image share it. */
  readonly cost: Cost | null
  readonly simulated: boolean
  /** Words about a picture that is not what was asked for. */
  readonly warning?: string
}

/** What provenance.json holds. */
export interface Provenance {
  readonly provenance: 1
  /** Who wrote it: `mintage 0.1.0`. */
  readonly generator: string
  readonly name: string
  readonly manifest: { readonly path: string; readonly digest: string }
  readonly totals: {
    /** Files listed here. */
    readonly files: number
    /** Requests that they come from. */
    readonly jobs: number
    /** What those requests cost, each once, per currency. */
    readonly cost: Readonly<Partial<Record<Currency, string>>>
  }
  /** By path below the output folder. */
  readonly images: Readonly<Record<string, ImageProvenance>>
}
