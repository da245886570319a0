import type { Overlay } from '../manifest/manifest.ts'
import { drawnSize, mostPixels, overlayBox, type Size } from '../plan/variant-size.ts'
import type { DrawnOverlay, DrawOverlay } from './draw-over.ts'
import { drawSvg } from './draw-svg.ts'
import { imageFormat } from './image-format.ts'
import { RecentBytes } from './recent-bytes.ts'

/** Bytes of drawn overlays that are kept for the next variants: a canvas of them has up to 200 MB. */
const mostKept = 64 * 1024 * 1024

/**
 * Draws overlays from their files, by the SHA-256 of their bytes. While one is kept, it is not drawn
 * again in the same size and opacity, however many variants show it.
 *
 * @param most bytes of pixels that are kept
 */
export function overlayPainter(
  files: ReadonlyMap<string, Uint8Array>,
  most: number = mostKept,
): DrawOverlay {
  const recent = new RecentBytes<DrawnOverlay & { readonly byteLength: number }>(most)
  // Those that are being drawn, and those that cannot be: trying again would take as long again.
  const known = new Map<string, Promise<DrawnOverlay>>()
  return (overlay, canvas) => {
    const bytes = files.get(overlay.sha256)
    if (bytes === undefined) return Promise.reject(new Error('an overlay of it was not read'))
    const box = overlayBox(overlay, canvas)
    const id = JSON.stringify([overlay.sha256, overlay.opacity, box])
    const kept = recent.get(id)
    if (kept !== undefined) return Promise.resolve(kept)
    const drawing =
      known.get(id) ??
      draw(bytes, overlay, box).then((drawn) => {
        const sized = { ...drawn, byteLength: drawn.pixels.byteLength }
        recent.set(id, sized)
        known.delete(id)
        return sized
      })
    known.set(id, drawing)
    return drawing
  }
}

type Box = ReturnType<typeof overlayBox>

async function draw(bytes: Uint8Array, { opacity }: Overlay, box: Box): Promise<DrawnOverlay> {
  const isSvg = imageFormat(bytes) === null
  const { pixels, width, height } = await decode(isSvg ? await drawSvg(bytes, box) : bytes, box)
  return { pixels: faded(pixels, opacity), width, height }
}

/** A picture of pixels, in the size that fills a box one way. */
async function decode(bytes: Uint8Array, box: Box): Promise<DrawnOverlay> {
  const { default: sharp } = await import('sharp')
  const image = sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels }).autoOrient()
  const { autoOrient: own } = await image.metadata()
  const size = bounded(drawnSize(own, box))
  const { data, info } = await image
    .resize({ ...size, fit: 'fill' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { pixels: data, width: info.width, height: info.height }
}

function bounded(size: Size): Size {
  if (size.width * size.height <= mostPixels) return size
  throw new Error(
    `an overlay of it would be ${size.width}×${size.height}, more pixels than are drawn`,
  )
}

function faded(pixels: Uint8Array, opacity: number): Uint8Array {
  if (opacity === 1) return pixels
  for (let alpha = 3; alpha < pixels.length; alpha += 4) {
    pixels[alpha] = Math.round((pixels[alpha] ?? 0) * opacity)
  }
  return pixels
}
