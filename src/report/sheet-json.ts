import type { StateCounts } from '../images/sheet/header.ts'
import type { Span } from '../images/sheet/page.ts'
import { type SheetState, sheetStates } from '../images/sheet/pictures.ts'
import type { PlanJson } from './plan-json.ts'
import type { SheetPageFile } from './sheet-text.ts'

export interface SheetContext {
  /** Program and version: `mintage 0.1.0`. */
  readonly engine: string
  readonly name: string
  readonly manifestPath: string
  readonly lock: PlanJson['lock']
  readonly simulated: boolean
  readonly variant: string | null
}

interface SheetFiles {
  readonly pages: readonly SheetPageFile[]
  readonly missing: ReadonlySet<string>
}

/** `sheet --json`; the form is `schemas/sheet.schema.json`. */
export function sheetJson({ pages, missing }: SheetFiles, context: SheetContext) {
  return {
    sheet: 1,
    engine: context.engine,
    name: context.name,
    manifest: { path: context.manifestPath },
    lock: context.lock,
    simulated: context.simulated,
    variant: context.variant,
    pictures: countsJson(pages.map(({ counts }) => counts)),
    pages: pages.map(({ path, bytes, page, counts }) => ({
      path,
      bytes,
      width: page.width,
      height: page.height,
      values: Object.fromEntries(page.about.map(({ name, value }) => [name, value])),
      rows: spanJson(page.rows),
      columns: spanJson(page.columns),
      pictures: countsJson([counts]),
    })),
    undrawable: [...missing].sort().join(''),
  } as const
}

/** States that do not occur are left out. */
function countsJson(counts: readonly StateCounts[]) {
  const sums = sheetStates.map((state): [SheetState, number] => [
    state,
    counts.reduce((sum, each) => sum + each[state], 0),
  ])
  const total = sums.reduce((sum, [, count]) => sum + count, 0)
  return { total, ...Object.fromEntries(sums.filter(([, count]) => count > 0)) }
}

/** null: pictures one after the other, or one axis alone. */
function spanJson(span: Span | null) {
  if (span === null || span.name === '') return null
  const { name, from, to, of } = span
  return { axis: name, from, to, of }
}
