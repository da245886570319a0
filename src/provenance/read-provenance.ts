import {
  anyObject,
  type Check,
  integer,
  isObject,
  oneOf,
  optional,
  orNull,
  pattern,
  shape,
  text,
} from '../lockfile/checks.ts'
import type { ImageProvenance, Provenance } from './provenance.ts'

/** What of a provenance.json follows from the lockfile. */
export interface WrittenProvenance extends Pick<Provenance, 'name' | 'totals'> {
  /** By path below the output folder. */
  readonly images: ReadonlyMap<string, WrittenImage>
}

export type WrittenImage = Omit<ImageProvenance, 'asset' | 'variables' | 'variant'>

const hash = pattern('64 lower-case hex digits', /^[0-9a-f]{64}$/)
const count = integer(0, 2 ** 40)
const cost = shape({
  amount: pattern('an amount with six decimals', /^\d{1,9}\.\d{6}$/),
  currency: oneOf('USD', 'CNY'),
  price_list: text(64),
})

const image = shape({
  sha256: hash,
  bytes: count,
  width: count,
  height: count,
  format: text(16),
  derived_from: hash,
  prompt: shape({ rendered: text(200_000), rewritten: orNull(text(1_000_000)) }),
  request: anyObject,
  request_key: hash,
  response: anyObject,
  cost: orNull(cost),
  simulated: oneOf(true, false),
  warning: optional(text(4096)),
})

const wholeShape = shape({
  provenance: oneOf(1),
  name: text(200),
  totals: shape({ files: count, jobs: count, cost: anyObject }),
  images: images(image),
})

/**
 * Reads the text of a provenance.json as input from a stranger.
 *
 * @returns why it is none, as the end of a sentence, where it is none. Never throws.
 */
export function readProvenance(
  json: string,
): { readonly provenance: WrittenProvenance } | { readonly reason: string } {
  const value = parse(json)
  if (!isObject(value)) return { reason: 'it is not a JSON object' }
  const fault = wholeShape(value)
  if (fault !== null) return { reason: fault.slice(1) }
  const { name, totals, images } = value as unknown as Provenance
  return { provenance: { name, totals, images: new Map(Object.entries(images)) } }
}

/** An object by path. */
function images(check: Check): Check {
  return (value) => {
    if (!isObject(value)) return ': expected an object'
    for (const [path, member] of Object.entries(value)) {
      const fault = check(member)
      if (fault !== null) return `[${JSON.stringify(path.slice(0, 200))}]${fault}`
    }
    return null
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
