import type { Labels } from '../../manifest/manifest.ts'

type Aigc = NonNullable<Labels['aigc']>

/** Fields of the property AIGC, in the order of the practice guide TC260-PG-20258A. */
const fields = [
  'Label',
  'ContentProducer',
  'ProduceID',
  'ReservedCode1',
  'ContentPropagator',
  'PropagateID',
  'ReservedCode2',
] as const

/** The text of a property AIGC: a JSON object of seven texts. Label 1: is AI-generated. */
export function aigcText({ contentProducer, contentPropagator }: Aigc, id: string): string {
  const values: { readonly [field in (typeof fields)[number]]: string } = {
    Label: '1',
    ContentProducer: contentProducer,
    ProduceID: id,
    ReservedCode1: '',
    ContentPropagator: contentPropagator ?? '',
    PropagateID: contentPropagator === null ? '' : id,
    ReservedCode2: '',
  }
  return JSON.stringify(values, [...fields])
}

/** A property AIGC that was read: an object of texts. */
export type AigcLabel = Readonly<Record<string, string>>

/** Reads a property AIGC, whoever wrote it; null: it is no JSON object of texts. */
export function readAigc(text: string): AigcLabel | null {
  const value = parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const isTexts = Object.values(value).every((each) => typeof each === 'string')
  return isTexts ? (value as AigcLabel) : null
}

/**
 * A label that is there already, its propagator filled in where it has none: nothing else of it is
 * ever changed. One that cannot be read, or names a propagator, stays as it is.
 */
export function withPropagator(text: string, propagator: string | null, id: string): string {
  const label = readAigc(text)
  if (label === null || propagator === null) return text
  if ((label['ContentPropagator'] ?? '') !== '' || (label['PropagateID'] ?? '') !== '') return text
  return JSON.stringify({ ...label, ContentPropagator: propagator, PropagateID: id })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
