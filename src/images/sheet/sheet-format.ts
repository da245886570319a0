import sharp from 'sharp'
import type { FileSystem } from '../../lockfile/file-system.ts'
import { imageFormat } from '../image-format.ts'
import type { DrawnPage } from './draw-page.ts'

export const sheetExtensions = ['png', 'jpg', 'jpeg', 'webp'] as const
export type SheetExtension = (typeof sheetExtensions)[number]

/** The format that a file's name asks for; null: none that a sheet can have. */
export function sheetExtension(file: string): SheetExtension | null {
  const [, ending = ''] = /\.([a-z]+)$/i.exec(file) ?? []
  return sheetExtensions.find((extension) => extension === ending.toLowerCase()) ?? null
}

/** Stands in the metadata of each sheet, so that one can be told from every other picture. */
const mark = 'mintage sheet'

/** The bytes of a page's file. */
export function encodePage(
  { pixels, width, height }: Pick<DrawnPage, 'pixels' | 'width' | 'height'>,
  { extension, name }: { readonly extension: SheetExtension; readonly name: string },
): Promise<Buffer> {
  const image = sharp(pixels, { raw: { width, height, channels: 3 } }).withExif({
    IFD0: { Software: mark, ImageDescription: name },
  })
  switch (extension) {
    case 'png':
      return image.png({ compressionLevel: 6 }).toBuffer()
    case 'webp':
      return image.webp({ quality: 84, smartSubsample: true }).toBuffer()
    case 'jpg':
    case 'jpeg':
      // Colour at full resolution: halving it frays small lettering.
      return image.jpeg({ quality: 86, chromaSubsampling: '4:4:4' }).toBuffer()
  }
}

/** More than a sheet has: what is larger is none. */
const maxBytes = 256 * 1024 * 1024

/** Whether a file is a sheet that was made before. */
export async function isSheet(file: string, files: FileSystem): Promise<boolean> {
  const facts = await files.facts(file)
  if (facts?.kind !== 'file' || facts.size > maxBytes) return false
  const bytes = await files.read(file)
  if (bytes === null || imageFormat(bytes) === null) return false
  try {
    const { exif } = await sharp(bytes).metadata()
    return exif?.includes(mark) === true
  } catch (error) {
    if (error instanceof Error) return false
    throw error
  }
}
