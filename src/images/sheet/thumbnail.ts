import { resolve } from 'node:path'
import sharp from 'sharp'
import { errorCode, type FileSystem } from '../../lockfile/file-system.ts'
import { imageFormat } from '../image-format.ts'
import { leadsOut, type OutputFolder } from '../output-folder.ts'
import type { Store } from '../store.ts'
import { maxPixels } from '../verify.ts'
import { hasPicture, type SheetPicture } from './pictures.ts'
import type { Shape } from './shapes.ts'

/** A small picture as pixels, three channels. */
export interface Thumbnail extends Shape {
  readonly pixels: Buffer
}

/** Where pictures are read. */
export interface PictureSource {
  readonly folder: OutputFolder
  readonly store: Store
  readonly files: FileSystem
}

/** Bytes of a file that is read: more than any picture of `maxPixels` has in practice. */
const maxBytes = 128 * 1024 * 1024

/**
 * A picture as large as it fits into a box: its file, or the paid original where that is not here.
 * Null: neither can be decoded. Bounded in memory whatever the bytes claim to be; nothing but what a run
 * writes reaches a decoder, and no link out of the manifest's folder is followed.
 */
export async function readThumbnail(
  { path, original, state }: SheetPicture,
  box: Shape,
  source: PictureSource,
): Promise<Thumbnail | null> {
  if (!hasPicture(state)) return null
  const written = await readOutput(path, source)
  const made = written === null ? null : await shrink(written, box)
  if (made !== null || original === null) return made
  const paid = await source.store.read(original)
  return paid === null ? null : shrink(paid, box)
}

async function readOutput(
  path: string,
  { folder, files }: PictureSource,
): Promise<Uint8Array | null> {
  try {
    const file = await realOutput(path, folder, files)
    const facts = file === null ? null : await files.facts(file)
    if (file === null || facts?.kind !== 'file' || facts.size > maxBytes) return null
    return await files.read(file)
  } catch (error) {
    // What cannot be read is shown as such; a sheet is no check of files.
    if (errorCode(error) === null) throw error
    return null
  }
}

/** The output's own file, links resolved; null where there is none, or it is elsewhere. */
async function realOutput(
  path: string,
  folder: OutputFolder,
  files: FileSystem,
): Promise<string | null> {
  const real = await files.realPath(resolve(folder.path, path))
  if (real === null) return null
  const root = (await files.realPath(folder.root)) ?? folder.root
  return (await leadsOut(real, { path: root, root }, files)) ? null : real
}

async function shrink(bytes: Uint8Array, { width, height }: Shape): Promise<Thumbnail | null> {
  if (!isDecodable(bytes)) return null
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

/** The formats of outputs: those of originals, and AVIF. */
function isDecodable(bytes: Uint8Array): boolean {
  if (imageFormat(bytes) !== null) return true
  return /^ftypavi[fs]$/.test(Buffer.from(bytes.subarray(4, 12)).toString('latin1'))
}
