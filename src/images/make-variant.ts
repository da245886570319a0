import type { ResizeOptions, Sharp } from 'sharp'
import type { Recipe } from '../manifest/manifest.ts'
import { isWithin } from '../plan/variant-size.ts'
import { type DrawOverlay, drawOver } from './draw-over.ts'
import { withXmpChunk } from './labels/png-chunks.ts'
import { maxPixels } from './verify.ts'

/** A file made from an original. */
export interface VariantImage {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

/** What a file gets besides what its recipe says. */
interface VariantParts {
  /** Draws what the recipe lays over; needed where it does. */
  readonly overlay?: DrawOverlay
  /** The XMP packet that the file is to carry; null: none. */
  readonly xmp?: string | null
}

/**
 * Makes a variant: cropped, resized, padded, laid over, converted, in that order. The same original,
 * recipe and overlays give the same bytes with the same image library. Its colours are sRGB, whatever
 * profile the original has; metadata is not carried over.
 *
 * @throws when the original or an overlay cannot be decoded, or does not go with the recipe.
 */
export async function makeVariant(
  original: Uint8Array,
  recipe: Recipe,
  { overlay = noOverlay, xmp = null }: VariantParts = {},
): Promise<VariantImage> {
  const { default: sharp } = await import('sharp')
  const image = sharp(original, { failOn: 'error', limitInputPixels: maxPixels })
  if (recipe.crop !== undefined) refuseBeyond(recipe, await image.metadata())
  const resized = resize(await behind(cut(image, recipe), recipe), recipe)
  const whole = await drawOver(resized, { recipe, background: letterbox(recipe), overlay })
  const encoded = encode(whole, recipe)
  // The library would compress it in a PNG, where XMP is to be found by readers that only look for it.
  const isPng = recipe.format === 'png'
  const labelled = xmp === null || isPng ? encoded : encoded.withXmp(xmp)
  const { data, info } = await labelled.toBuffer({ resolveWithObject: true })
  const bytes = xmp !== null && isPng ? withXmpChunk(data, xmp) : data
  return { bytes, width: info.width, height: info.height }
}

const noOverlay: DrawOverlay = () => Promise.reject(new Error('its overlays were not read'))

/** A picture may come in another size than was asked for and planned with. */
function refuseBeyond(recipe: Recipe, picture: { width: number; height: number }): void {
  if (isWithin(recipe, picture)) return
  const { left = 0, top = 0, width = 0, height = 0 } = recipe.crop ?? {}
  throw new Error(
    `its crop goes on to ${left + width}×${top + height}, and the picture is ${picture.width}×${picture.height}`,
  )
}

function cut(image: Sharp, { crop }: Recipe): Sharp {
  return crop === undefined ? image : image.extract(crop)
}

/** Puts a colour behind what is transparent. In grey pictures it would turn grey. */
async function behind(image: Sharp, { background, format }: Recipe): Promise<Sharp> {
  if (background === undefined) return image
  const coloured = image.pipelineColourspace('srgb')
  if (isOpaque(background)) return coloured.flatten({ background })
  if (format === 'jpeg') return coloured.flatten({ background: paper })
  const { hasAlpha } = await image.metadata()
  return hasAlpha ? shiningThrough(coloured, background) : coloured
}

/** Drawn at once, since the library lays pictures over each other only after it has resized them. */
async function shiningThrough(image: Sharp, background: string): Promise<Sharp> {
  const { default: sharp } = await import('sharp')
  const colour = { create: { width: 1, height: 1, channels: 4, background } } as const
  const { data, info } = await image
    .composite([{ input: colour, tile: true, blend: 'dest-over' }])
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: maxPixels })
}

function isOpaque(background: string): boolean {
  return background.length === '#rrggbb'.length
}

function resize(image: Sharp, recipe: Recipe): Sharp {
  const { width, height, fit, position } = recipe
  if (width === null && height === null) return image
  const options: ResizeOptions = {
    ...(width === null ? {} : { width }),
    ...(height === null ? {} : { height }),
    fit,
    position,
    background: letterbox(recipe),
  }
  return image.resize(options)
}

const paper = '#ffffff'

/** What is beside the picture: nothing where the format can show it, else white paper. */
function letterbox({ background, format }: Recipe): string {
  if (format === 'jpeg')
    return background !== undefined && isOpaque(background) ? background : paper
  return background ?? '#ffffff00'
}

/**
 * Qualities where the recipe names none were chosen for pictures with lettering, which these models
 * are bought for: colour at full resolution, since halving it frays coloured text. AVIF effort 3 is
 * the last that takes a second or two for 1328 pixels square; 4, the library's own, takes four times
 * that for a tenth fewer bytes.
 */
function encode(image: Sharp, recipe: Recipe): Sharp {
  const { format, quality, effort } = recipe
  switch (format) {
    case 'png':
      return image.png(quality === null ? {} : { palette: true, quality })
    case 'jpeg':
      return image
        .flatten({ background: letterbox(recipe) })
        .jpeg({ quality: quality ?? 85, chromaSubsampling: '4:4:4' })
    case 'webp':
      return image.webp({
        quality: quality ?? 82,
        smartSubsample: true,
        ...(effort === undefined ? {} : { effort: Math.min(effort, mostEffortOfWebp) }),
      })
    case 'avif':
      return image.avif({ quality: quality ?? 60, effort: effort ?? 3, chromaSubsampling: '4:4:4' })
  }
}

/** The manifest allows more only where it cannot tell which format a template comes to. */
const mostEffortOfWebp = 6
