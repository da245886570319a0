import { readdir } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { UserError } from '../diagnostics/user-error.ts'
import { leadsOut } from '../images/output-folder.ts'
import { errorCode, type FileSystem } from '../lockfile/file-system.ts'
import { makePrivateFolder } from '../lockfile/private-folder.ts'
import { replaceFile } from '../lockfile/replace-file.ts'
import type { Places } from '../run/places.ts'

/** A folder for the gallery of a set. */
export interface GalleryPlace {
  /** Absolute path. */
  readonly folder: string
  /** As messages show it. */
  readonly shown: string
  /** Name of the set. */
  readonly name: string
  /** Whether a person named the folder: then a link may lead to it. */
  readonly isChosen: boolean
}

/** Where the pictures of a gallery are. */
export const picturesFolder = 'pictures'

/** The file by which a gallery's folder is known. */
const marker = 'gallery.json'
/** Bytes of a marker that is read; ours has a hundred. */
const mostBytes = 4096

/**
 * Makes the folder of a gallery, or makes sure that it is that of an earlier gallery of this set: no
 * other file is ever replaced or removed. A new one is kept out of git, as everything that can be
 * made again; whoever removes its `.gitignore` commits it.
 *
 * @throws {UserError} GALLERY_TAKEN
 */
export async function claimGalleryFolder(
  place: GalleryPlace,
  places: SetPlaces,
  files: FileSystem,
): Promise<void> {
  const { folder, name, isChosen } = place
  await checkApart(place, places, files)
  if (
    !isChosen &&
    (await leadsOut(join(folder, marker), { path: folder, root: places.folder }, files))
  ) {
    throw taken(place, 'is a link that leads elsewhere')
  }
  const entries = await entriesOf(place)
  const owner = entries.length === 0 ? name : await ownerOf(join(folder, marker), files)
  if (owner === null) throw taken(place, 'holds files, and is no gallery')
  if (owner !== name) throw taken(place, `holds the gallery of the set \`${owner}\``)
  const inside = join(folder, picturesFolder, marker)
  if (entries.length > 0 && (await leadsOut(inside, { path: folder, root: folder }, files))) {
    throw taken(place, `has a link in the place of ${picturesFolder}/`)
  }
  if (entries.length === 0) await makePrivateFolder(files, folder)
  const text = `${JSON.stringify({ mintage_gallery: 1, name })}\n`
  if (!entries.includes(marker)) await replaceFile(files, join(folder, marker), text)
}

type SetPlaces = Pick<Places, 'folder' | 'outputs' | 'store'>

/**
 * A gallery and what is kept of a set must not be in each other, also where a link leads there: git
 * would ignore the set's files with the gallery, and nobody would be told.
 */
async function checkApart(place: GalleryPlace, places: SetPlaces, files: FileSystem) {
  const folder = await realPlace(place.folder, files)
  const real = (path: string) => realPlace(path, files)
  const outputs = await Promise.all(outputsOfBothModes(places.outputs).map(real))
  if (outputs.some((path) => isInside(folder, path))) {
    throw taken(place, 'belongs to the outputs of the set')
  }
  if (isInside(await real(places.folder), folder)) {
    throw taken(place, 'holds the manifest of the set')
  }
  if (outputs.some((path) => isInside(path, folder))) {
    throw taken(place, 'holds the output folder of the set, which git would ignore with it')
  }
  if (isInside(await real(places.store), folder)) {
    throw taken(place, 'holds the store of paid originals')
  }
}

/** Those of paid runs and of simulated ones, whichever of the two a gallery is of. */
function outputsOfBothModes(outputs: string): readonly [string, string] {
  const paid = outputs.replace(/\.simulated$/, '')
  return [paid, `${paid}.simulated`]
}

/** Where a path leads, links followed, also where its end does not exist yet. */
async function realPlace(path: string, files: FileSystem): Promise<string> {
  const above = dirname(path)
  const real = await files.realPath(path)
  return real ?? (above === path ? path : join(await realPlace(above, files), basename(path)))
}

/** Also where it is that very folder. */
function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && join(folder, way) === path)
}

async function entriesOf(place: GalleryPlace): Promise<readonly string[]> {
  try {
    return await readdir(place.folder)
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT') return []
    if (code === 'ENOTDIR') throw taken(place, 'is a file')
    throw error
  }
}

/** Name of the set whose gallery a folder is; null: it is none. */
async function ownerOf(path: string, files: FileSystem): Promise<string | null> {
  const facts = await files.facts(path)
  if (facts?.kind !== 'file' || facts.size > mostBytes) return null
  try {
    const found: unknown = JSON.parse(Buffer.from((await files.read(path)) ?? []).toString('utf8'))
    const isOurs = typeof found === 'object' && found !== null && 'mintage_gallery' in found
    return isOurs && 'name' in found && typeof found.name === 'string' ? found.name : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function taken({ shown }: GalleryPlace, why: string): UserError {
  return new UserError('GALLERY_TAKEN', `${shown} ${why}; nothing in it was touched`, {
    hint: 'give the gallery a folder of its own with --out',
  })
}
