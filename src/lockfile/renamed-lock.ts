import { open, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { UserError } from '../diagnostics/user-error.ts'
import { decodeLine } from './decode.ts'
import { diskFiles } from './file-system.ts'

/** Bytes of a file that are looked at for its first line. */
const headerBytes = 4096

/**
 * Refuses to begin a new lockfile beside one that carries the same name: most likely the manifest
 * was renamed, and everything would be paid again.
 *
 * @throws {UserError} LOCK_RENAMED, with the file to rename.
 */
export async function refuseRenamedLock(path: string, name: string): Promise<void> {
  if ((await diskFiles.facts(path)) !== null) return
  const folder = dirname(path)
  for (const entry of await lockNames(folder)) {
    if ((await nameIn(join(folder, entry))) !== name) continue
    throw new UserError(
      'LOCK_RENAMED',
      `${basename(path)} does not exist, but ${entry} has the same name "${name}"; was the manifest renamed?`,
      {
        hint: `rename ${entry} to ${basename(path)}; or give this manifest another \`name\` if it is a new set`,
      },
    )
  }
}

async function lockNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && isLock(entry.name))
    .map((entry) => entry.name)
    .sort()
}

function isLock(name: string): boolean {
  return name.endsWith('.lock') && !name.endsWith('.simulated.lock')
}

/** The name in the first line of a lockfile; null for any other file. */
async function nameIn(path: string): Promise<string | null> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0)
    const text = buffer.toString('utf8', 0, bytesRead)
    const decoded = decodeLine(text.slice(0, text.indexOf('\n') + 1).trimEnd())
    return decoded.kind === 'header' ? decoded.header.name : null
  } finally {
    await file.close()
  }
}
