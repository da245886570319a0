import type { Currency } from '../../catalog/money.ts'
import type { Cost } from '../../lockfile/records.ts'
import type { Dimension, Position } from '../../plan/dimensions.ts'
import type { Action } from '../../plan/plan.ts'
import type { ImageProvenance, RewrittenUnavailable } from '../../provenance/provenance.ts'
import type { Request } from '../../request/request.ts'

/** How a picture stands, the best first. */
export const pictureStatuses = [
  /** Here, with the bytes that were recorded. */
  'done',
  /** A file is not here as wanted; a run makes it from its original, for free. */
  'to-restore',
  /** Not asked for yet. */
  'waiting',
  /** Submitted, or generated and not fetched. */
  'under-way',
  /** Sent, perhaps paid, and the answer was never seen. */
  'unknown',
  /** Failed; the next run tries again. */
  'failed',
  /** Failed for good. */
  'blocked',
  /** Its image of a request for several never came. */
  'missing',
  /** Paid for, and neither the file nor its original is here. */
  'absent',
  /** A file is here that is not the one that was written. */
  'changed',
  /** A file is here that no record explains. */
  'unexplained',
] as const
export type PictureStatus = (typeof pictureStatuses)[number]

/** A set as its gallery shows it; the form is `schemas/gallery.schema.json`. */
export interface GalleryData {
  readonly gallery: 1
  /** Program and version: `mintage 0.1.0`. */
  readonly engine: string
  readonly name: string
  readonly manifest: { readonly path: string; readonly digest: string }
  /** Whether pictures of a simulator are among these. */
  readonly simulated: boolean
  /** What pictures can be laid out by. */
  readonly dimensions: readonly Dimension[]
  /** What they can be filtered by: the same, and the model where there are several. */
  readonly filters: readonly Dimension[]
  readonly totals: GalleryTotals
  /** Prompt templates by asset. */
  readonly templates: Readonly<Record<string, string>>
  readonly requests: readonly GalleryRequest[]
  /** In the order of the manifest. */
  readonly pictures: readonly GalleryPicture[]
}

export interface GalleryTotals {
  readonly pictures: number
  readonly files: number
  readonly requests: number
  /** Pictures by status; only those that occur. */
  readonly statuses: Readonly<Partial<Record<PictureStatus, number>>>
  /** As the lockfile has it, per currency. */
  readonly spend: readonly {
    readonly currency: Currency
    readonly images: number
    readonly paid: string
    readonly open_jobs: number
    readonly open: string
  }[]
  /** What was paid, by the asset that asked first; the sum is `paid`. */
  readonly assets: readonly AssetCost[]
}

export interface AssetCost {
  /** null: of requests that the manifest no longer makes. */
  readonly asset: string | null
  readonly currency: Currency
  readonly images: number
  readonly paid: string
}

/** One request with what came of it; pictures that were made by one share it. */
export interface GalleryRequest {
  readonly key: string
  readonly action: Action
  readonly reason: string
  readonly request: Request
  /** The prompt as the API rewrote it. */
  readonly rewritten: string | null
  /** null where it is there, or nothing came yet. */
  readonly rewritten_unavailable: RewrittenUnavailable | null
  /** null: nothing came yet. */
  readonly response: ImageProvenance['response'] | null
  /** Price of one of its images; null where none came. */
  readonly cost: Cost | null
  /** Why the last attempt gave nothing. */
  readonly error: { readonly code: string; readonly message: string; readonly at: string } | null
  /** Words about a picture that is not what was asked for. */
  readonly warning: string | null
  readonly simulated: boolean
}

/** One picture that the manifest wants, with the files that are made of it. */
export interface GalleryPicture {
  /** Index into `requests`. */
  readonly request: number
  /** 1-based image of the request. */
  readonly image: number
  /** Its asset, axis values, model, size, seed and index, as printed. */
  readonly position: Position
  readonly status: PictureStatus
  /** Pixels; those that were asked for where nothing is here. */
  readonly width: number
  readonly height: number
  /** SHA-256 of what its thumbnails were made from, which names them; null: there are none. */
  readonly thumbnail: string | null
  /** The main output first. */
  readonly files: readonly GalleryFile[]
}

export interface GalleryFile {
  /** Below the output folder. */
  readonly path: string
  /** Where it is from the gallery's folder; null: it is not here, or out of a link's reach. */
  readonly href: string | null
  /** Name of the variant; null for the main output. */
  readonly variant: string | null
  readonly status: PictureStatus
  /** What was recorded of it; null: nothing was. */
  readonly recorded: {
    readonly sha256: string
    readonly bytes: number
    readonly width: number
    readonly height: number
    readonly format: string
  } | null
}
