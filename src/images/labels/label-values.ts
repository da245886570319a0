import type { Model } from '../../catalog/model.ts'
import type { Labels } from '../../manifest/manifest.ts'
import type { Request, RequestKey } from '../../request/request.ts'
import { aigcText } from './aigc.ts'

/** Properties that a label is made of, by their names in XMP. */
export const labelNames = [
  'DigitalSourceType',
  'AISystemUsed',
  'AISystemVersionUsed',
  'AIPromptInformation',
  'AIPromptWriterName',
  'AIGC',
] as const
export type LabelName = (typeof labelNames)[number]

/** What a file says of itself, by property; texts as they are read, not as they are encoded. */
export type LabelValues = ReadonlyMap<LabelName, string>

/** The picture that a label is about. */
export interface LabelSubject {
  readonly key: RequestKey
  readonly request: Request
  readonly family: Model['family']
  /** 1-based image of the request. */
  readonly image: number
  /** The prompt as the API rewrote it; null: not known. */
  readonly rewritten: string | null
}

/** IPTC NewsCodes: made by a model that was trained on samples. */
export const trainedAlgorithmicMedia =
  'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'

/** What the labels of a manifest say of a picture. A pure function: the same words for the same picture. */
export function labelValues({ iptc, aigc }: Labels, subject: LabelSubject): LabelValues {
  return new Map<LabelName, string>([
    ...(iptc === null ? [] : iptcValues(iptc, subject)),
    ...(aigc === null ? [] : [['AIGC', aigcText(aigc, pictureId(subject))] as const]),
  ])
}

function iptcValues(
  { prompt, promptWriter }: NonNullable<Labels['iptc']>,
  { request, family, rewritten }: LabelSubject,
): [LabelName, string][] {
  return [
    ['DigitalSourceType', trainedAlgorithmicMedia],
    ['AISystemUsed', systems[family]],
    ['AISystemVersionUsed', request.model],
    ...(prompt ? [['AIPromptInformation', promptWords(request, rewritten)] as const] : []),
    ...(promptWriter === null ? [] : [['AIPromptWriterName', promptWriter] as const]),
  ].map(([name, text]) => [name as LabelName, text as string])
}

const systems: { readonly [family in Model['family']]: string } = {
  'qwen-image': 'Qwen-Image',
  wan: 'Wan',
}

/** Unique for each picture of a request; files made from one picture share it. */
export function pictureId({
  key,
  request,
  image,
}: Pick<LabelSubject, 'key' | 'request' | 'image'>): string {
  return request.n === 1 ? key : `${key}-${image}`
}

function promptWords({ prompt, negative_prompt }: Request, rewritten: string | null): string {
  return [
    bounded(prompt, most.prompt),
    ...(negative_prompt === ''
      ? []
      : [`Negative prompt: ${bounded(negative_prompt, most.negative)}`]),
    ...(rewritten === null || rewritten === prompt
      ? []
      : [`Prompt as rewritten by the service: ${bounded(rewritten, most.prompt)}`]),
  ].join('\n\n')
}

/**
 * Bytes of each prompt as a packet holds it: more than any model of the catalogue reads, and together
 * as much as a JPEG has room for.
 */
const most = { prompt: 24_000, negative: 6_000 }

/** The beginning of a text, cut between characters where it has more bytes. */
function bounded(text: string, bytes: number): string {
  let end = 0
  let size = 0
  for (const character of text) {
    size += encodedBytes(character)
    if (size > bytes) return `${text.slice(0, end)}…`
    end += character.length
  }
  return text
}

function encodedBytes(character: string): number {
  return character === '&' || character === '<' || character === '>'
    ? '&amp;'.length
    : Buffer.byteLength(character)
}
