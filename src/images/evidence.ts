import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pLimit from 'p-limit'
import type { LockState } from '../lockfile/records.ts'
import { hashFile, isNoFile, stampOf, unreadable } from './hash-file.ts'
import type { Store } from './store.ts'

/** A file as it is, whatever was known of it. */
export interface FoundFile {
  readonly bytes: number
  readonly sha256: string
  /** What a Git LFS pointer stands for, where the file is one; null: it is not. */
  readonly pointsAt: { readonly bytes: number; readonly sha256: string } | null
}

/** Files that a lockfile tells of and that are here, each read from its first byte to its last. */
export interface Evidence {
  /** By path below the output folder. */
  readonly outputs: ReadonlyMap<string, FoundFile>
  /** By the hash that names them in the store. */
  readonly originals: ReadonlyMap<string, FoundFile>
}

const atATime = 4

/**
 * Reads every recorded output and every paid original that is here. Believes no index: sizes and
 * times say nothing about bytes that somebody else brought.
 *
 * @throws {UserError} OUTPUT_READ for a file that is there and cannot be read.
 */
export async function readEvidence(
  lock: LockState,
  { outputs, store }: { outputs: string; store: Store },
): Promise<Evidence> {
  const recorded = [...lock.outputs.keys()].map((path): Named => [path, join(outputs, path)])
  const stored = await store.list()
  const originals = [...paidOriginals(lock)]
    .filter((sha256) => stored.has(sha256))
    .map((sha256): Named => [sha256, store.path(sha256)])
  return { outputs: await findAll(recorded), originals: await findAll(originals) }
}

type Named = readonly [name: string, file: string]

/** Every picture that the lockfile says was paid for. */
export function paidOriginals(lock: LockState): ReadonlySet<string> {
  const hashes = new Set<string>()
  for (const { images } of lock.attempts.values()) {
    for (const image of images ?? []) if (image !== null) hashes.add(image.sha256)
  }
  return hashes
}

/** Bytes of a Git LFS pointer, by its specification. */
const mostPointerBytes = 1024

/** A checkout without the pictures of Git LFS has a few lines in the place of each. */
function readPointer(text: string): FoundFile['pointsAt'] {
  if (!text.startsWith('version https://git-lfs.github.com/spec/v1\n')) return null
  const sha256 = /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1]
  const bytes = Number(/^size (\d{1,15})$/m.exec(text)?.[1] ?? Number.NaN)
  return sha256 === undefined || Number.isNaN(bytes) ? null : { sha256, bytes }
}

async function findAll(files: readonly Named[]): Promise<ReadonlyMap<string, FoundFile>> {
  const limit = pLimit(atATime)
  const found = await Promise.all(
    files.map(([name, file]) => limit(async () => [name, await find(file)] as const)),
  )
  return new Map(found.flatMap(([name, file]) => (file === null ? [] : [[name, file] as const])))
}

async function find(file: string): Promise<FoundFile | null> {
  const stamp = stampOf(file)
  if (stamp === null) return null
  try {
    const pointsAt =
      stamp.size < mostPointerBytes ? readPointer(await readFile(file, 'utf8')) : null
    return { bytes: stamp.size, sha256: await hashFile(file, stamp.size), pointsAt }
  } catch (error) {
    if (isNoFile(error)) return null
    throw unreadable(file, error)
  }
}
