import { access } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packageFolder } from '../package-folder.ts'

/** Where editors find the schema of a manifest. */
export interface SchemaReference {
  /** For the `$schema=` of the first line; relative to the manifest's folder, or a `file:` URL. */
  readonly text: string
  /** Whether it is the same on every machine that has the repository and its packages. */
  readonly isPortable: boolean
}

const schema = 'schemas/manifest.schema.json'

/**
 * The schema for a manifest in a folder: relative inside of Mintage's own repository, else that of
 * the `mintage` package installed in the folder or above it. With neither (a global install, or a
 * package runner's cache) the schema of the running program by its URL, which resolves on this machine.
 *
 * @param folder absolute.
 * @param home folder of the running program's package, absolute.
 */
export async function schemaReference(
  folder: string,
  home: string = packageFolder,
): Promise<SchemaReference> {
  const own = join(home, schema)
  if (isWithin(folder, home)) return { text: relativePath(folder, own), isPortable: true }
  for (const above of ancestors(folder)) {
    const installed = join(above, 'node_modules', 'mintage', schema)
    if (await exists(installed)) {
      return { text: relativePath(folder, installed), isPortable: true }
    }
  }
  return { text: pathToFileURL(own).href, isPortable: false }
}

function isWithin(folder: string, home: string): boolean {
  const path = relative(home, folder)
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path)
}

function relativePath(folder: string, file: string): string {
  const path = relative(folder, file).split(sep).join('/')
  return path.startsWith('..') ? path : `./${path}`
}

/** The folder and those above it, the nearest first. */
function ancestors(folder: string): string[] {
  const above = dirname(folder)
  return above === folder ? [folder] : [folder, ...ancestors(above)]
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
