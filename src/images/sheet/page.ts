import type { NamedValue } from './grids.ts'
import type { SheetPicture } from './pictures.ts'

/** Pixels on a page. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface Caption {
  readonly text: string
  readonly box: Box
  readonly align: 'left' | 'centre'
  readonly valign: 'top' | 'middle' | 'bottom'
}

export interface Cell {
  readonly picture: SheetPicture
  readonly box: Box
}

/** A strip over the whole width; boxes are relative to it. */
export interface Band {
  readonly top: number
  readonly height: number
  readonly captions: readonly Caption[]
  readonly cells: readonly Cell[]
}

/** Which of an axis's values a page has; `from` and `to` count from 1. */
export interface Span {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly of: number
}

export interface SheetPage {
  /** Pixels. */
  readonly width: number
  readonly height: number
  readonly margin: number
  readonly about: readonly NamedValue[]
  /** null: pictures one after the other, told apart by `names`. */
  readonly rows: Span | null
  readonly columns: Span | null
  readonly names: readonly string[]
  /** Below the header. */
  readonly bands: readonly Band[]
}
