import type { ResizeOptions, Sharp } from 'sharp'
import type { Recipe } from '../manifest/manifest.ts'
import { withXmpChunk } from './labels/png-chunks.ts'
import { maxPixels } from './verify.ts'

/** A file made from an original. */
export interface VariantImage {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

/**
 * Makes a variant: resized, cropped, converted. The same original and recipe give the same bytes
 * with the same image library. Metadata is not carried over.
 *
 * @param xmp the packet that the file is to carry; null: none.
 * @throws when the original cannot be decoded or the recipe asks for what the library lacks.
 */
export async function makeVariant(
  original: Uint8Array,
  recipe: Recipe,
  xmp: string | null = null,
): Promise<VariantImage> {
  const { default: sharp } = await import('sharp')
  const image = sharp(original, { failOn: 'error', limitInputPixels: maxPixels })
  const encoded = encode(resize(image, recipe), recipe)
  // The library would compress it in a PNG, where XMP is to be found by readers that only look for it.
  const isPng = recipe.format === 'png'
  const labelled = xmp === null || isPng ? encoded : encoded.withXmp(xmp)
  const { data, info } = await labelled.toBuffer({ resolveWithObject: true })
  const bytes = xmp !== null && isPng ? withXmpChunk(data, xmp) : data
  return { bytes, width: info.width, height: info.height }
}

function resize(image: Sharp, { width, height, fit, position, format }: Recipe): Sharp {
  if (width === null && height === null) return image
  const options: ResizeOptions = {
    ...(width === null ? {} : { width }),
    ...(height === null ? {} : { height }),
    fit,
    position,
    background: letterbox(format),
  }
  return image.resize(options)
}

/** What fills the bars of `contain`: nothing where the format can show it, else white paper. */
function letterbox(format: Recipe['format']): { r: number; g: number; b: number; alpha: number } {
  return { r: 255, g: 255, b: 255, alpha: format === 'jpeg' ? 1 : 0 }
}

/**
 * Qualities where the recipe names none were chosen for pictures with lettering, which these models
 * are bought for: colour at full resolution, since halving it frays coloured text. AVIF effort 3 is
 * the last that takes under a second for 1328 pixels square; 4, the library's own, takes four.
 */
function encode(image: Sharp, { format, quality }: Recipe): Sharp {
  switch (format) {
    case 'png':
      return image.png(quality === null ? {} : { palette: true, quality })
    case 'jpeg':
      return image
        .flatten({ background: '#ffffff' })
        .jpeg({ quality: quality ?? 85, chromaSubsampling: '4:4:4' })
    case 'webp':
      return image.webp({ quality: quality ?? 82, smartSubsample: true })
    case 'avif':
      return image.avif({ quality: quality ?? 60, effort: 3, chromaSubsampling: '4:4:4' })
  }
}
