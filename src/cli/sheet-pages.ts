import { nearest } from '../diagnostics/suggest.ts'
import { UserError } from '../diagnostics/user-error.ts'
import type { AxisWishes } from '../images/sheet/choose-axes.ts'
import { axesOf, gridsOf } from '../images/sheet/grids.ts'
import type { SheetPage } from '../images/sheet/page.ts'
import { pagesOf } from '../images/sheet/pages.ts'
import { type SheetPicture, sheetPictures } from '../images/sheet/pictures.ts'
import type { LockState } from '../lockfile/records.ts'
import type { FilesAtHand, PlannedJob } from '../plan/plan.ts'

/** More files than anybody looks through. */
const mostPages = 200

/**
 * The pictures that a sheet is to show; at least one.
 *
 * @throws {UserError} SHEET_VARIANT, SHEET_EMPTY
 */
export function picturesOf(
  jobs: readonly PlannedJob[],
  facts: { readonly lock: LockState; readonly files: FilesAtHand },
  variant: string | null,
): readonly SheetPicture[] {
  const pictures = sheetPictures(jobs, facts, variant)
  if (pictures.length > 0) return pictures
  const variants = new Set(jobs.flatMap(({ outputs }) => outputs.flatMap((o) => o.variant ?? [])))
  if (variant !== null && jobs.length > 0) {
    throw new UserError('SHEET_VARIANT', `no picture here has a variant \`${variant}\``, {
      hint: variants.size === 0 ? 'the manifest has no `variants`' : hintFor(variant, variants),
    })
  }
  throw new UserError('SHEET_EMPTY', 'there is no picture to show', {
    hint: 'no output matches --only and --where',
  })
}

/**
 * Pictures on pages.
 *
 * @throws {UserError} SHEET_AXIS, SHEET_TOO_LARGE
 */
export function layOut(
  pictures: readonly SheetPicture[],
  wishes: AxisWishes & { readonly cell: number },
): readonly SheetPage[] {
  checkAxes(pictures, wishes)
  const pages = pagesOf(gridsOf(pictures, wishes), wishes.cell)
  if (pages.length <= mostPages) return pages
  throw new UserError(
    'SHEET_TOO_LARGE',
    `the sheet would have ${pages.length} pages, and ${mostPages} are the most`,
    {
      hint: 'choose a part with --only or --where, other --rows and --columns, or a smaller --cell',
    },
  )
}

function checkAxes(pictures: readonly SheetPicture[], { rows, columns }: AxisWishes): void {
  const axes = axesOf(pictures)
  const single = new Set(pictures.flatMap(({ at }) => Object.keys(at)))
  for (const name of [rows, columns]) {
    if (name === null || axes.includes(name)) continue
    const values = new Set(pictures.map(({ at }) => at[name]))
    // One value for all makes one row, as after `--where`.
    if (single.has(name) && values.size === 1) continue
    throw new UserError('SHEET_AXIS', `\`${name}\` tells no pictures apart here`, {
      hint:
        axes.length === 0 ? 'there is nothing to tell apart: leave it out' : hintFor(name, axes),
    })
  }
  if (rows === null || rows !== columns) return
  throw new UserError('SHEET_AXIS', `\`${rows}\` cannot be both rows and columns`, {
    hint: `choose two of ${axes.map((axis) => `\`${axis}\``).join(', ')}, or leave one out`,
  })
}

function hintFor(wrong: string, known: Iterable<string>): string {
  const names = [...known]
  const near = nearest(wrong, names)
  const all = `there ${names.length === 1 ? 'is' : 'are'} ${names.map((name) => `\`${name}\``).join(', ')}`
  return near === null ? all : `did you mean \`${near}\`? ${all}`
}
