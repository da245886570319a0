import type { Labels } from '../../manifest/manifest.ts'
import { maxPixels } from '../verify.ts'
import { withPropagator } from './aigc.ts'
import {
  type LabelName,
  type LabelSubject,
  type LabelValues,
  labelValues,
  pictureId,
} from './label-values.ts'
import { withXmpChunk } from './png-chunks.ts'
import { firstTexts, readXmp, type XmpReading } from './read-xmp.ts'
import { extendPacket, xmpPacket } from './xmp-packet.ts'

/** What is to be said of which picture. */
export interface Labelling {
  readonly labels: Labels
  readonly subject: LabelSubject
}

/**
 * A PNG original with its labels, no pixel encoded anew and every other chunk as it came. What it says
 * of itself already stays: only what it lacks is added.
 *
 * @throws {Error} when what it carries as XMP cannot be read, since a label may be in it.
 */
export async function labelledPng(png: Uint8Array, labelling: Labelling): Promise<Uint8Array> {
  const there = await xmpOf(png)
  const { added, replaced } = compare(there, labelling)
  if (there === null) return withXmpChunk(png, xmpPacket(added))
  if (added.size === 0 && replaced.size === 0) return png
  return withXmpChunk(png, extendPacket(there, { added, replaced }))
}

/**
 * The XMP packet for a file that is encoded anew from an original, which loses what that carried: its
 * labels are taken over, and those that it lacks are added.
 *
 * @throws {Error} as {@link labelledPng}
 */
export async function labelPacket(original: Uint8Array, labelling: Labelling): Promise<string> {
  const { added, kept, replaced } = compare(await xmpOf(original), labelling)
  return xmpPacket(new Map([...kept, ...replaced, ...added]))
}

/** Labels that an original lacks, those that it has, and those of them that get another text. */
interface Comparison {
  readonly added: LabelValues
  readonly kept: LabelValues
  readonly replaced: LabelValues
}

function compare(there: XmpReading | null, { labels, subject }: Labelling): Comparison {
  const kept = there === null ? new Map<LabelName, string>() : firstTexts(there)
  const wanted = [...labelValues(labels, subject)]
  const aigc = kept.get('AIGC')
  const filled =
    aigc === undefined
      ? undefined
      : withPropagator(aigc, labels.aigc?.contentPropagator ?? null, pictureId(subject))
  return {
    added: new Map(wanted.filter(([name]) => !kept.has(name))),
    kept,
    replaced: new Map(filled === undefined || filled === aigc ? [] : [['AIGC', filled]]),
  }
}

/** null: the original carries no XMP. */
async function xmpOf(original: Uint8Array): Promise<XmpReading | null> {
  const packet = await readPacket(original)
  if (packet === null) return null
  const reading = readXmp(packet)
  if (reading !== null) return reading
  throw new Error(
    'its original carries XMP that cannot be read, and a label may be in it: no other is added',
  )
}

/** The text of the XMP packet in an image's bytes; null: there is none. */
export async function readPacket(bytes: Uint8Array): Promise<string | null> {
  const { default: sharp } = await import('sharp')
  const { xmp } = await sharp(bytes, { limitInputPixels: maxPixels }).metadata()
  return xmp === undefined ? null : xmp.toString('utf8')
}
