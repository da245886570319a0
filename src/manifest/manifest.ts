import type { RateLimits, Region } from '../catalog/model.ts'
import type { UnlistedModels } from '../catalog/models.ts'
import type { Currency, Micros } from '../catalog/money.ts'
import type { Span } from '../diagnostics/diagnostic.ts'
import type { Mode } from '../provider/provider.ts'
import type { Json } from '../request/canonical-json.ts'

/** Where a value stands in the manifest: `['assets', 'poster', 'prompt']`. */
export type SourcePath = readonly (string | number)[]

/** The manifest's text with positions, so that later steps can point into it. */
export interface ManifestSource {
  /** Path as shown to the user. */
  readonly file: string
  /** The value at a path, or its key. Falls back to the nearest parent that exists. */
  span(path: SourcePath, part?: 'key' | 'value'): Span
  /**
   * A place inside a template: `needle` within its `mustache`-th `{{` (from 0), in whichever scalar
   * style or prompt file it is written. Falls back to the whole value.
   */
  templateSpan(template: Template, mustache: number, needle: string): Span
}

/** Template text as written. */
export interface Template {
  readonly text: string
  readonly at: SourcePath
  /** Shown path of the prompt file that holds the text; null when it stands in the manifest. */
  readonly file: string | null
}

/** One value of an axis. */
export interface AxisValue {
  readonly value: Json
  /** Id that stands for a row in names, seeds, samples and excludes; null for scalars and rows without one. */
  readonly id: string | null
  /** `_row`: 1-based number in its data file; null for values written inline. */
  readonly row: number | null
}

export interface Axis {
  readonly name: string
  readonly values: readonly AxisValue[]
  /** Column names of the data file, in its order; null for values written inline. */
  readonly columns: readonly string[] | null
  readonly at: SourcePath
}

/** One `exclude` or `include` entry, keys in the order written. */
export interface MatrixEntry {
  readonly values: ReadonlyMap<string, AxisValue>
  readonly at: SourcePath
}

export interface Matrix {
  readonly axes: readonly Axis[]
  readonly exclude: readonly MatrixEntry[]
  readonly include: readonly MatrixEntry[]
}

/** A setting that is a list of values, or a singular template rendered for each combination. */
export type Setting<T> =
  | { readonly kind: 'list'; readonly values: readonly T[]; readonly at: SourcePath }
  | { readonly kind: 'template'; readonly template: Template }

/** Seeds also come derived from the combination: `count` of them. */
export type SeedSetting =
  | Setting<number>
  | { readonly kind: 'derive'; readonly count: number; readonly at: SourcePath }

export const formats = ['png', 'jpeg', 'webp', 'avif'] as const
export type Format = (typeof formats)[number]

/** What a file says of itself: that it is AI-generated. At least one of the two is there. */
export interface Labels {
  /** The fields of the IPTC; null: none. */
  readonly iptc: {
    /** Whether the prompt is told. */
    readonly prompt: boolean
    /** null: not told. */
    readonly promptWriter: string | null
  } | null
  /** TC260's property AIGC; null: none. */
  readonly aigc: {
    readonly contentProducer: string
    /** null: left empty. */
    readonly contentPropagator: string | null
  } | null
}

/** A picture laid over a variant, by its bytes: a file that is renamed stays the same one. */
export interface Overlay {
  readonly sha256: string
  readonly gravity: Gravity
  /** Pixels, or a share of the variant's own side such as `20%`; null: follows from the other side, or its own. */
  readonly width: number | string | null
  readonly height: number | string | null
  /** 0 to 1. */
  readonly opacity: number
  /** Pixels from the sides that it is placed at. */
  readonly margin: number
}

export type Gravity =
  | 'centre'
  | 'north'
  | 'northeast'
  | 'east'
  | 'southeast'
  | 'south'
  | 'southwest'
  | 'west'
  | 'northwest'

/**
 * How a variant is made from the original. Every key that changes its bytes, and nothing else. What
 * may be left out is there only when it is set: a hash of what older versions wrote stays what it is.
 */
export interface Recipe {
  /** Pixels; null: follows from the other side, or unchanged. */
  readonly width: number | null
  readonly height: number | null
  readonly fit: 'cover' | 'contain' | 'fill' | 'inside' | 'outside'
  /** sharp's position or gravity, e.g. `centre`, `top`, `attention`. */
  readonly position: string
  readonly format: Format
  /** 1..100; null: the format's own default. */
  readonly quality: number | null
  /** Pixels of the original; cut out before it is resized. */
  readonly crop?: {
    readonly left: number
    readonly top: number
    readonly width: number
    readonly height: number
  }
  /** Pixels added after it was resized. */
  readonly pad?: {
    readonly top: number
    readonly right: number
    readonly bottom: number
    readonly left: number
  }
  /** `#rrggbb` or `#rrggbbaa`, in small letters. */
  readonly background?: string
  /** As far as the format has it. */
  readonly effort?: number
  /** Laid over the padded picture, the last one on top. */
  readonly overlays?: readonly Overlay[]
  /** Only where some are written: recipes without have the hashes that they always had. */
  readonly labels?: Labels
}

export interface Variant {
  readonly name: string
  readonly recipe: Recipe
  /** null: `{{stem}}.{{variant}}.<ext>`. */
  readonly output: Template | null
  readonly at: SourcePath
}

export interface Asset {
  readonly id: string
  readonly at: SourcePath
  readonly prompt: Template
  readonly negativePrompt: Template | null
  readonly matrix: Matrix
  readonly sample: { readonly count: number; readonly seed: number } | null
  readonly models: Setting<string>
  /** As written: `W*H`, `WxH` or a ratio. An empty list: none was given, each model makes its default size. */
  readonly sizes: Setting<string>
  readonly seeds: SeedSetting
  readonly n: number
  readonly promptExtend: boolean
  readonly watermark: boolean
  readonly mode: 'auto' | Mode
  /** null: the default, which depends on the unit of the model's limit. */
  readonly onLongPrompt: 'error' | 'warn' | null
  readonly onUnlistedSize: 'error' | 'warn'
  /** null: the default file name. */
  readonly output: Template | null
  /** Quality of a converted main output, 1..100; null: the format's default. */
  readonly quality: number | null
  readonly variants: readonly Variant[]
  /** Of every file of the asset; null: none. */
  readonly labels: Labels | null
}

/** What the user wrote, complete and checked. Deep readonly; made by `normalizeManifest`. */
export interface Manifest {
  readonly name: string
  /** Absolute path of the file, and of its folder. */
  readonly path: string
  readonly folder: string
  /** `sha256:<hex>` of the file's bytes. */
  readonly digest: string
  /** Every data, prompt and overlay file that was read, path relative to the manifest's folder with `/`, sorted. */
  readonly data: readonly { readonly path: string; readonly digest: string }[]
  /** Bytes of the overlays that recipes name, by their SHA-256. */
  readonly overlays: ReadonlyMap<string, Uint8Array>
  readonly provider: {
    readonly kind: 'dashscope'
    readonly region: Region
    readonly currency: Currency
    readonly workspace: string | null
  }
  /** Relative to the folder, with `/`, no trailing slash. */
  readonly outputDir: string
  /** Bounds what this lockfile may ever cost. */
  readonly budget: {
    readonly maxCost: { readonly amount: Micros; readonly currency: Currency } | null
    readonly maxImages: number | null
  } | null
  /** Over the catalogue's, per model id; only what was given. */
  readonly limits: ReadonlyMap<
    string,
    { readonly submit?: RateLimits['submit']; readonly concurrent?: number }
  >
  /** Price of an image in the manifest's currency, over the catalogue's, per model id. */
  readonly prices: ReadonlyMap<string, Micros>
  /** Models that the catalogue does not have, spelled out. */
  readonly unlistedModels: UnlistedModels
  readonly vars: ReadonlyMap<string, Json>
  readonly partials: ReadonlyMap<string, Template>
  readonly assets: readonly Asset[]
  readonly source: ManifestSource
}
