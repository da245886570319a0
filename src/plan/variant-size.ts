import type { Overlay, Recipe } from '../manifest/manifest.ts'

/** Pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Pixels of a variant at most: what decoding and laying over takes stays below a gigabyte. */
export const mostPixels = 50_000_000

/** Whether the part to be kept lies within a picture. */
export function isWithin({ crop }: Recipe, picture: Size): boolean {
  return (
    crop === undefined ||
    (crop.left + crop.width <= picture.width && crop.top + crop.height <= picture.height)
  )
}

/**
 * Size of the file that a recipe makes of a picture, its crop and its padding included. A side that
 * follows from the other is one pixel off at the most: the library rounds a half now up, now down.
 */
export function variantSize(recipe: Recipe, picture: Size): Size {
  const { width, height } = resized(recipe, recipe.crop ?? picture)
  const { top, right, bottom, left } = recipe.pad ?? { top: 0, right: 0, bottom: 0, left: 0 }
  return { width: width + left + right, height: height + top + bottom }
}

function resized({ width, height, fit }: Recipe, from: Size): Size {
  if (width !== null && height !== null) {
    if (fit !== 'inside' && fit !== 'outside') return { width, height }
    const scales = [width / from.width, height / from.height]
    return scaled(from, fit === 'inside' ? Math.min(...scales) : Math.max(...scales))
  }
  if (width === null && height === null) return from
  // Stretched to one side alone, the other stays.
  if (fit === 'fill') return { width: width ?? from.width, height: height ?? from.height }
  return scaled(from, width === null ? (height ?? 1) / from.height : width / from.width)
}

function scaled({ width, height }: Size, scale: number): Size {
  const side = (pixels: number) => Math.max(1, Math.round(pixels * scale))
  return { width: side(width), height: side(height) }
}

/** The box that an overlay is drawn to fill one way; null: that side follows, or is its own. */
export function overlayBox(
  overlay: Overlay,
  canvas: Size,
): { readonly width: number | null; readonly height: number | null } {
  return {
    width: pixels(overlay.width, canvas.width),
    height: pixels(overlay.height, canvas.height),
  }
}

function pixels(written: number | string | null, whole: number): number | null {
  if (typeof written !== 'string') return written
  return Math.max(1, Math.round((whole * Number.parseFloat(written)) / 100))
}

/** Size that fills a box one way with the proportions kept; a picture's own where the box is open. */
export function drawnSize(own: Size, box: ReturnType<typeof overlayBox>): Size {
  const scales = [
    ...(box.width === null ? [] : [box.width / own.width]),
    ...(box.height === null ? [] : [box.height / own.height]),
  ]
  return scales.length === 0 ? own : scaled(own, Math.min(...scales))
}

/** Where the upper left corner of an overlay of this size comes to; negative where it does not fit. */
export function overlayPlace(
  { gravity, margin }: Overlay,
  size: Size,
  canvas: Size,
): { readonly left: number; readonly top: number } {
  return {
    left: along([gravity.endsWith('west'), gravity.endsWith('east')], {
      room: canvas.width - size.width,
      margin,
    }),
    top: along([gravity.startsWith('north'), gravity.startsWith('south')], {
      room: canvas.height - size.height,
      margin,
    }),
  }
}

/** The margin counts on the side it is placed at; in the middle, an odd pixel goes after it. */
function along(
  [atStart, atEnd]: readonly [boolean, boolean],
  { room, margin }: { room: number; margin: number },
): number {
  if (!atStart && !atEnd) return Math.floor(room / 2)
  if (room < margin) return -1
  return atStart ? margin : room - margin
}
