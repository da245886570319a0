import type { OverlayOptions, Sharp } from 'sharp'
import type { Overlay, Recipe } from '../manifest/manifest.ts'
import { mostPixels, overlayPlace, type Size } from '../plan/variant-size.ts'

/** An overlay in the size in which it is laid over: RGBA, eight bits each. */
export interface DrawnOverlay extends Size {
  readonly pixels: Uint8Array
}

/** Draws an overlay for a canvas. @throws when it cannot be drawn. */
export type DrawOverlay = (overlay: Overlay, canvas: Size) => Promise<DrawnOverlay>

/**
 * Adds what comes around a resized picture and over it. A picture that gets neither is handed back
 * as it came.
 *
 * @throws when an overlay cannot be drawn or does not fit.
 */
export async function drawOver(
  image: Sharp,
  { recipe, background, overlay }: { recipe: Recipe; background: string; overlay: DrawOverlay },
): Promise<Sharp> {
  const { pad, overlays = [] } = recipe
  if (pad === undefined && overlays.length === 0) return image
  const { default: sharp } = await import('sharp')
  // The size is known for certain only once the pixels are there.
  const { data, info } = await image
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const canvas = padded(info, pad)
  refuseHuge(canvas)
  const placed: OverlayOptions[] = []
  // One after the other: drawing an SVG takes a process of its own.
  for (const each of overlays) placed.push(await place(each, canvas, overlay))
  const whole = sharp(data, { raw: { width, height, channels }, limitInputPixels: mostPixels })
  const extended = pad === undefined ? whole : whole.extend({ ...pad, background })
  if (placed.length === 0) return extended
  const laidOver = extended.composite(placed)
  const isOpaque = channels === 3 && (pad === undefined || background.length === '#rrggbb'.length)
  return isOpaque ? laidOver.removeAlpha() : laidOver
}

function padded({ width, height }: Size, pad: Recipe['pad']): Size {
  const { top, right, bottom, left } = pad ?? { top: 0, right: 0, bottom: 0, left: 0 }
  return { width: width + left + right, height: height + top + bottom }
}

function refuseHuge({ width, height }: Size): void {
  if (width * height <= mostPixels) return
  throw new Error(`it comes to ${width}×${height}, more than ${mostPixels} pixels to draw over`)
}

async function place(overlay: Overlay, canvas: Size, draw: DrawOverlay): Promise<OverlayOptions> {
  const { pixels, width, height } = await draw(overlay, canvas)
  const { left, top } = overlayPlace(overlay, { width, height }, canvas)
  if (left < 0 || top < 0) {
    throw new Error(
      `its overlay is ${width}×${height} with a margin of ${overlay.margin}, and has to lie within ${canvas.width}×${canvas.height}: lower its \`width\`, \`height\` or \`margin\``,
    )
  }
  return { input: Buffer.from(pixels), raw: { width, height, channels: 4 }, left, top }
}
