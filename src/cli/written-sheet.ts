import type { AxisWishes } from '../images/sheet/choose-axes.ts'
import type { SheetPageFile } from '../report/sheet-text.ts'

export interface SheetWishes extends AxisWishes {
  /** File of the first page, as written. */
  readonly out: string
  /** The longer side of a picture, in pixels. */
  readonly cell: number
  /** Name of the variant to show; null: the main output. */
  readonly variant: string | null
}

export interface WrittenSheet {
  readonly pages: readonly SheetPageFile[]
  /** Characters in captions that no font of this machine has. */
  readonly missing: ReadonlySet<string>
  /** A page of an earlier, longer sheet that is still there, as shown to the user; null: none. */
  readonly leftOver: string | null
}
