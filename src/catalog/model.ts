import type { Mode } from '../provider/provider.ts'
import type { Currency, Micros } from './money.ts'

export const regions = ['singapore', 'beijing', 'virginia', 'frankfurt'] as const
export type Region = (typeof regions)[number]

/** The operation that serves a model in one mode; paths stand in `dashscope/` and, on their own, in `simulator/`. */
export type Route = 'text2image' | 'image-generation' | 'multimodal-generation'

/** Which `W*H` a model takes, in pixels. */
export type SizeRule =
  | { readonly kind: 'list'; readonly sizes: readonly string[] }
  | {
      readonly kind: 'area'
      readonly min: number
      readonly max: number
      /** Width over height, from `min` to `max`; null where no document names a bound. */
      readonly ratio: { readonly min: number; readonly max: number } | null
    }
  | { readonly kind: 'side'; readonly min: number; readonly max: number }

/** The account's limits for one model in one region. */
export interface RateLimits {
  readonly submit: { readonly count: number; readonly per: 'second' | 'minute' }
  /** Tasks (async) or calls (sync) in progress at a time; null where the documents name no limit. */
  readonly concurrent: { readonly [mode in Mode]: number | null }
}

/** List price of one successful image. */
export interface Price {
  readonly amount: Micros
  readonly currency: Currency
  /** Price list the figure is from, e.g. `2026-07`; `manifest` where a manifest spells the model out. */
  readonly list: string
  readonly source: string
}

/** A document or a capture that figures come from. `date` is `YYYY-MM` or `YYYY-MM-DD`. */
export interface Citation {
  readonly title: string
  readonly date: string
}

/** What a {@link ListedModel} says, as far as it was read somewhere; prices carry their own source. */
type Figure =
  | 'routes'
  | 'sizes'
  | 'ratios'
  | 'default'
  | 'maxImages'
  | 'promptLimit'
  | 'negativePromptLimit'
  | 'returnsActualPrompt'
  | 'limits'

/** What is known of one model id: by the documents, or by the manifest that spells it out. */
export interface Model {
  readonly id: string
  readonly family: 'qwen-image' | 'wan'
  /** Another name's snapshot behind this id; `moving` when it has been seen to change. */
  readonly alias: { readonly snapshot: string; readonly moving: boolean } | null
  readonly routes: { readonly [mode in Mode]: Route | null }
  readonly sizes: {
    readonly rule: SizeRule
    /** The model's own table: `16:9` to `1664*928`. */
    readonly ratios: Readonly<Record<string, string>>
    readonly default: string
  }
  /** Images one request may ask for. */
  readonly maxImages: number
  readonly promptLimit: { readonly count: number; readonly unit: 'characters' | 'tokens' }
  /** Characters. */
  readonly negativePromptLimit: number
  /** Whether the asynchronous answer carries `actual_prompt`. */
  readonly returnsActualPrompt: boolean
  /** Regions that offer the model, with its limits there. */
  readonly limits: { readonly [region in Region]?: RateLimits }
  readonly prices: { readonly [region in Region]?: readonly Price[] }
}

/** What the official documents know of one model id. Figures carry their source and date. */
export interface ListedModel extends Model {
  /** Where each figure was read; prices carry their own source. */
  readonly citations: { readonly [figure in Figure]: Citation }
  /** The document that names the model, and its date, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly source: string
  readonly date: string
}
