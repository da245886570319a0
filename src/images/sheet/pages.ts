import type { Grid } from './grids.ts'
import { loosePages } from './loose-pages.ts'
import type { SheetPage } from './page.ts'
import { tablePages } from './table-pages.ts'

/**
 * Grids as pages of bounded size.
 *
 * @param cell the longer side of a picture, in pixels.
 */
export function pagesOf(grids: readonly Grid[], cell: number): readonly SheetPage[] {
  return grids.flatMap((grid) =>
    grid.kind === 'table' ? tablePages(grid, cell) : loosePages(grid, cell),
  )
}
