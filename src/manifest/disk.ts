import { constants } from 'node:fs'
import { type FileHandle, open, realpath, stat } from 'node:fs/promises'

export type FileRead =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  /** A folder, a pipe, a device. */
  | { readonly kind: 'not-a-file' }
  | { readonly kind: 'too-large' }
  /** The system's error code, e.g. `EACCES`. */
  | { readonly kind: 'unreadable'; readonly reason: string }

/** Reads a file of at most `limit` bytes. Nothing that is not a plain file is opened. */
export async function readFileUpTo(path: string, limit: number): Promise<FileRead> {
  try {
    const facts = await stat(path)
    if (!facts.isFile()) return { kind: 'not-a-file' }
    if (facts.size > limit) return { kind: 'too-large' }
    const file = await open(path, constants.O_RDONLY)
    try {
      return await readAll(file, limit)
    } finally {
      await file.close()
    }
  } catch (error) {
    return notRead(error)
  }
}

/** The path with all symbolic links followed, or null where nothing is there or it may not be seen. */
export async function realPath(path: string): Promise<string | null> {
  try {
    return await realpath(path)
  } catch (error) {
    notRead(error)
    return null
  }
}

/** The size may have grown since it was looked at, so the limit holds here too. */
async function readAll(file: FileHandle, limit: number): Promise<FileRead> {
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(chunkSize) })
    if (bytesRead === 0) return { kind: 'bytes', bytes: Buffer.concat(chunks) }
    size += bytesRead
    if (size > limit) return { kind: 'too-large' }
    chunks.push(buffer.subarray(0, bytesRead))
  }
}

const chunkSize = 1 << 18

function notRead(error: unknown): FileRead {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' }
  if (/^E[A-Z0-9]+$/.test(code)) return { kind: 'unreadable', reason: code }
  throw error
}
