import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { UserError } from '../diagnostics/user-error.ts'
import { errorCode } from '../lockfile/file-system.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { provenanceName } from '../provenance/provenance-name.ts'
import type { Ground } from './ground.ts'

/** Files in the way that belong to another set, or to this one under another name. */
export async function foreignFiles(manifest: Manifest, ground: Ground): Promise<Diagnostic[]> {
  return [...(await renamedLock(manifest, ground)), ...(await foreignProvenance(manifest, ground))]
}

/** The manifest was renamed and its lockfile was not: without it everything would be bought again. */
async function renamedLock({ name }: Manifest, { places, lock }: Ground): Promise<Diagnostic[]> {
  if (lock.digest !== null) return []
  const all = await readable(places.folder, () => readdir(places.folder))
  const others = all.filter((file) => file.endsWith('.lock') && !file.endsWith('.simulated.lock'))
  const isSimulated = places.lock.endsWith('.simulated.lock')
  if (isSimulated) return []
  for (const file of others) {
    if ((await nameInLock(join(places.folder, file))) !== name) continue
    const wanted = basename(places.lock)
    return [
      error('LOCK_RENAMED', `there is no ${wanted}, but ${file} holds the images of \`${name}\``, {
        help: `rename ${file} to ${wanted}; or give this manifest a \`name\` of its own`,
      }),
    ]
  }
  return []
}

/** The name in a lockfile's first line; null where it is no lockfile. */
async function nameInLock(path: string): Promise<string | null> {
  const stream = createReadStream(path, { encoding: 'utf8', end: 4096 })
  try {
    for await (const line of createInterface({ input: stream })) {
      const header: unknown = JSON.parse(line)
      const isHeader = typeof header === 'object' && header !== null && 'mintage_lock' in header
      return isHeader && 'name' in header && typeof header.name === 'string' ? header.name : null
    }
    return null
  } catch (error) {
    // Some other tool's lockfile, or a folder of that name.
    if (error instanceof SyntaxError || errorCode(error) !== null) return null
    throw error
  } finally {
    stream.destroy()
  }
}

/** Another set writes into this output folder. */
async function foreignProvenance(
  { name, outputDir }: Manifest,
  { places, files }: Ground,
): Promise<Diagnostic[]> {
  const bytes = await readable(places.provenance, () => files.read(places.provenance))
  if (bytes === null) return []
  const theirs = provenanceName(Buffer.from(bytes).toString('utf8'))
  if (theirs === name) return []
  const found = theirs === null ? 'is none of ours' : `is of the set \`${theirs}\``
  return [
    error(
      'OUTPUT_DIR_TAKEN',
      `${outputDir}/provenance.json ${found}, and \`${name}\` would replace it`,
      {
        help: 'give each set an `output_dir` of its own, or move the file away',
      },
    ),
  ]
}

/** @throws {UserError} OUTPUT_READ for what is there and cannot be read. */
async function readable<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    const code = errorCode(error)
    if (code === null) throw error
    throw new UserError('OUTPUT_READ', `could not read ${path} (${code})`, {
      stop: 'disk',
      hint: 'make it readable, or move it away',
      cause: error,
    })
  }
}

function error(code: string, message: string, { help }: { help: string }): Diagnostic {
  return { code, severity: 'error', message, span: null, help }
}
