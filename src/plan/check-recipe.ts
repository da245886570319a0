import { finding } from '../diagnostics/codes.ts'
import type { Overlay, SourcePath, Variant } from '../manifest/manifest.ts'
import type { Cell } from './cell.ts'
import type { Linking } from './templates/link.ts'
import {
  isWithin,
  mostPixels,
  overlayBox,
  overlayPlace,
  type Size,
  variantSize,
} from './variant-size.ts'

/**
 * Looks at whether variants can be made of pictures of the size that is asked for, before they are
 * paid for. What an overlay's own size decides shows when the variant is made.
 */
export function recipeChecker(
  variants: readonly Variant[],
  { source, findings }: Linking,
): (cell: Cell) => void {
  const known = new Map<string, readonly Problem[]>()
  return ({ setting, where }) => {
    const size = setting.size.request
    const problems = known.get(size) ?? variants.flatMap((each) => problemOf(each, sizeOf(size)))
    known.set(size, problems)
    for (const problem of problems) {
      const { code, message, help, at } = problem
      findings.tally(problem, code, {
        where,
        word: (which) => finding(code, `${message}, for ${which}`, { span: source.span(at), help }),
      })
    }
  }
}

interface Problem {
  readonly code: 'VARIANT_CROP' | 'VARIANT_TOO_LARGE' | 'OVERLAY_TOO_LARGE'
  readonly message: string
  readonly at: SourcePath
  readonly help: string
}

/** `W*H`, as a request has it. */
function sizeOf(written: string): Size {
  const [width = 1, height = 1] = written.split('*').map(Number)
  return { width, height }
}

function problemOf(variant: Variant, picture: Size): Problem[] {
  const { recipe, name, at } = variant
  const subject = `variant \`${name}\``
  if (!isWithin(recipe, picture)) return [cropProblem(variant, picture)]
  const canvas = variantSize(recipe, picture)
  const isDrawnOver = recipe.pad !== undefined || recipe.overlays !== undefined
  if (isDrawnOver && canvas.width * canvas.height > mostPixels) {
    const most = mostPixels.toLocaleString('en-US')
    const message = `${subject} comes to ${words(canvas)}, and what is padded or drawn over has ${most} pixels at most`
    return [{ code: 'VARIANT_TOO_LARGE', message, at, help: 'make it smaller' }]
  }
  const overlays = recipe.overlays ?? []
  const wide = overlays.findIndex((overlay) => !fits(overlay, canvas))
  return overlays.slice(wide, wide === -1 ? 0 : wide + 1).map((overlay) => ({
    code: 'OVERLAY_TOO_LARGE',
    message: `${subject} is ${words(canvas)}, which has no room for an overlay ${extentOf(overlay, canvas)} a margin of ${overlay.margin}`,
    at: [...at, ...(overlays.length === 1 ? ['overlay'] : ['overlays', wide])],
    help: 'lower its `width`, `height` or `margin`; a share such as `20%` goes with every size',
  }))
}

function cropProblem({ recipe, name, at }: Variant, picture: Size): Problem {
  const { left = 0, top = 0, width = 0, height = 0 } = recipe.crop ?? {}
  const end = words({ width: left + width, height: top + height })
  return {
    code: 'VARIANT_CROP',
    message: `variant \`${name}\` keeps a part that goes on to ${end} of a picture of ${words(picture)}`,
    at: [...at, 'crop'],
    help: '`left` + `width` is at most the width of the picture, `top` + `height` its height',
  }
}

/** By the sides that are given; the others follow from the file. */
function fits(overlay: Overlay, canvas: Size): boolean {
  const { left, top } = overlayPlace(overlay, givenSize(overlay, canvas), canvas)
  return left >= 0 && top >= 0
}

function givenSize(overlay: Overlay, canvas: Size): Size {
  const box = overlayBox(overlay, canvas)
  // Of two sides one may come out smaller, since proportions are kept: neither is certain.
  if (box.width !== null && box.height !== null) return { width: 1, height: 1 }
  return { width: box.width ?? 1, height: box.height ?? 1 }
}

function extentOf(overlay: Overlay, canvas: Size): string {
  const { width, height } = givenSize(overlay, canvas)
  if (width > 1) return `of ${width} pixels in width and`
  return height > 1 ? `of ${height} pixels in height and` : 'with'
}

function words({ width, height }: Size): string {
  return `${width}×${height}`
}
