import type { Model } from '../catalog/model.ts'
import { invalidParameter, rows } from './api-error.ts'
import { readSize } from './sizes.ts'

/** The `parameters` of a request, complete. */
export interface Parameters {
  /** `W*H`. */
  readonly size: string
  readonly n: number
  /** 0..2147483647. */
  readonly seed: number
  readonly prompt_extend: boolean
  readonly watermark: boolean
}

/**
 * What the official SDKs leave in `parameters` though it means nothing here (facts 5): options of
 * their own that they pass on with all others.
 */
const ignored = ['result_format', 'stream', 'is_async']
const known = ['size', 'n', 'seed', 'prompt_extend', 'watermark']

/**
 * Reads `parameters` by the rules of facts 2.1 and 3.1. The service takes unknown names in silence;
 * here they are refused, since a misspelt parameter is a paid picture that nobody asked for.
 *
 * @param alsoKnown further names that the protocol allows.
 * @throws {ApiError} 400 for a parameter that breaks its rule.
 */
export function readParameters(
  written: Readonly<Record<string, unknown>>,
  model: Model,
  { alsoKnown, randomSeed }: { alsoKnown: readonly string[]; randomSeed: () => number },
): Parameters {
  const allowed = [...known, ...ignored, ...alsoKnown]
  const stranger = Object.keys(written).find((name) => !allowed.includes(name))
  if (stranger !== undefined) throw invalidParameter(`unexpected parameter "${stranger}"`)
  const { width, height } = readSize(written['size'] ?? model.sizes.default, model)
  return {
    size: `${width}*${height}`,
    n: readCount(written['n'], model),
    seed: readSeed(written['seed']) ?? randomSeed(),
    prompt_extend: readFlag('prompt_extend', written['prompt_extend'], true),
    watermark: readFlag('watermark', written['watermark'], false),
  }
}

/** `parameters` as an object: it may be left out, but not be something else (facts 2.1). */
export function parametersOf(written: unknown): Readonly<Record<string, unknown>> {
  if (written === undefined) return {}
  if (!isObject(written)) throw rows.emptyParameters()
  return written
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The Wan models make four pictures when nobody says how many (facts 3.4 row 9). */
function readCount(written: unknown, model: Model): number {
  if (written === undefined) return model.family === 'wan' ? 4 : 1
  if (isIntegerWithin(written, 1, model.maxImages)) return written
  if (model.maxImages === 1) throw invalidParameter('num_images_per_prompt must be 1')
  throw invalidParameter(`num_images_per_prompt must be between 1 and ${model.maxImages}`)
}

function readSeed(written: unknown): number | null {
  if (written === undefined) return null
  if (isIntegerWithin(written, 0, 2_147_483_647)) return written
  throw invalidParameter('seed must be an integer between 0 and 2147483647')
}

function readFlag(name: string, written: unknown, otherwise: boolean): boolean {
  if (written === undefined) return otherwise
  if (typeof written === 'boolean') return written
  throw invalidParameter(`${name} must be a boolean`)
}

function isIntegerWithin(value: unknown, low: number, high: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high
}
