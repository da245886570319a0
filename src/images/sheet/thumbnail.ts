import sharp from 'sharp'
import { isPicture } from '../image-format.ts'
import type { PictureReader } from '../picture-source.ts'
import { maxPixels } from '../verify.ts'
import type { SheetPicture } from './pictures.ts'
import type { Shape } from './shapes.ts'

/** A small picture as pixels, three channels. */
export interface Thumbnail extends Shape {
  readonly pixels: Buffer
}

/**
 * A picture as large as it fits into a box, from the first of its sources that can be decoded; null:
 * none can. Bounded in memory whatever the bytes claim to be; nothing but what a run writes reaches a
 * decoder.
 */
export async function readThumbnail(
  { sources }: SheetPicture,
  box: Shape,
  read: PictureReader,
): Promise<Thumbnail | null> {
  for (const source of sources) {
    const bytes = await read(source)
    const made = bytes === null ? null : await shrink(bytes, box)
    if (made !== null) return made
  }
  return null
}

async function shrink(bytes: Uint8Array, { width, height }: Shape): Promise<Thumbnail | null> {
  if (!isPicture(bytes)) return null
  try {
    const { data, info } = await sharp(bytes, { failOn: 'error', limitInputPixels: maxPixels })
      .autoOrient()
      .resize({ width, height, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return info.channels === 3 ? { pixels: data, width: info.width, height: info.height } : null
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}
