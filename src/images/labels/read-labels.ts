import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pLimit from 'p-limit'
import { isNoFile, stampOf, unreadable } from '../hash-file.ts'
import { isPicture } from '../image-format.ts'
import { loadDecoder } from '../verify.ts'
import { hasC2pa } from './has-c2pa.ts'
import { readPacket } from './label-original.ts'
import type { LabelName } from './label-values.ts'
import { readXmp } from './read-xmp.ts'

/** What a file says of itself, whoever wrote it. */
export interface FoundLabels {
  /** `none`: it carries no XMP. `damaged`: it carries some that cannot be read. `no-image`: as it says. */
  readonly xmp: 'read' | 'none' | 'damaged' | 'no-image'
  /** Every occurrence of each property that is not empty everywhere. */
  readonly texts: ReadonlyMap<LabelName, readonly string[]>
  /** Whether it carries a C2PA manifest. */
  readonly c2pa: boolean
}

const atATime = 4

/** Bytes; more than any picture that is made has, whatever its format. */
const mostBytes = 512 * 1024 * 1024

/**
 * Reads the labels of files below a folder, each from the file itself. Those that are not here have no
 * entry.
 *
 * @throws {UserError} OUTPUT_READ for a file that is there and cannot be read.
 */
export async function readLabels(
  folder: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, FoundLabels>> {
  // A decoder that cannot be loaded is no damage of any file.
  if (paths.length > 0) await loadDecoder()
  const limit = pLimit(atATime)
  const found = await Promise.all(
    paths.map((path) =>
      limit(async () => [path, await readFileLabels(join(folder, path))] as const),
    ),
  )
  return new Map(found.flatMap(([path, labels]) => (labels === null ? [] : [[path, labels]])))
}

async function readFileLabels(file: string): Promise<FoundLabels | null> {
  const stamp = stampOf(file)
  if (stamp === null) return null
  if (stamp.size > mostBytes) return noImage
  try {
    return await labelsOf(await readFile(file))
  } catch (error) {
    if (isNoFile(error)) return null
    throw unreadable(file, error)
  }
}

const noImage: FoundLabels = { xmp: 'no-image', texts: new Map(), c2pa: false }

/** What an image's bytes say of themselves. Never throws for what the bytes are. */
export async function labelsOf(bytes: Uint8Array): Promise<FoundLabels> {
  if (!isPicture(bytes)) return noImage
  // Whatever the decoder says of bytes that it cannot read.
  const packet = await readPacket(bytes).catch(() => undefined)
  if (packet === undefined) return noImage
  const c2pa = hasC2pa(bytes)
  if (packet === null) return { xmp: 'none', texts: new Map(), c2pa }
  const reading = readXmp(packet)
  if (reading === null) return { xmp: 'damaged', texts: new Map(), c2pa }
  const texts = [...reading.properties]
    .map(([name, all]) => [name, all.map(({ text }) => text)] as const)
    .filter(([, all]) => all.some((text) => text !== ''))
  return { xmp: 'read', texts: new Map(texts), c2pa }
}
