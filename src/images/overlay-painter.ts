import type { Overlay } from '../manifest/manifest.ts'
import { drawnSize, mostPixels, overlayBox, type Size } from '../plan/variant-size.ts'
import type { DrawnOverlay, DrawOverlay } from './draw-over.ts'
import { drawSvg } from './draw-svg.ts'
import { imageFormat } from './image-format.ts'

/**
 * Draws overlays from their files, by the SHA-256 of their bytes. Each is drawn once for each size
 * and opacity, however many variants show it.
 */
export function overlayPainter(files: ReadonlyMap<string, Uint8Array>): DrawOverlay {
  const known = new Map<string, Promise<DrawnOverlay>>()
  return (overlay, canvas) => {
    const bytes = files.get(overlay.sha256)
    if (bytes === undefined) return Promise.reject(new Error('an overlay of it was not read'))
    const box = overlayBox(overlay, canvas)
    const id = JSON.stringify([overlay.sha256, overlay.opacity, box])
    const drawn = known.get(id) ?? draw(bytes, overlay, box)
    known.set(id, drawn)
    return drawn
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
