import type { Model } from '../catalog/model.ts'
import type { Recipe } from '../manifest/manifest.ts'
import type { Mode } from '../provider/provider.ts'
import type { Json } from '../request/canonical-json.ts'
import type { Request, RequestKey } from '../request/request.ts'

/** One file that a job's image becomes. */
export interface Output {
  /** Below the output folder, with `/`. */
  readonly path: string
  /** 1-based image of the request. */
  readonly image: number
  readonly asset: string
  /** Axis values and keys that an include added; rows whole, without `_row`. */
  readonly variables: Readonly<Record<string, Json>>
  /** What stands for each axis value in captions: printed scalars and row ids. */
  readonly captions: Readonly<Record<string, string>>
  /** Name of the variant; null for the main output. */
  readonly variant: string | null
  /** null: the original, byte for byte. */
  readonly recipe: Recipe | null
  /** The prompt as written, before rendering. */
  readonly template: string
}

/** One request to be paid for once, with all the outputs that want its image. In manifest order. */
export interface Job {
  readonly key: RequestKey
  readonly request: Request
  /** The model that the request names: the catalogue's, or the manifest's own. */
  readonly model: Model
  /** The asset whose cell came first. */
  readonly asset: string
  /** The mode the first cell's asset asked for. */
  readonly wantedMode: 'auto' | Mode
  readonly outputs: readonly Output[]
  /** Cells that share this request. */
  readonly cells: number
}
