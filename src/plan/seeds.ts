import { largestSeed } from '../manifest/seeds.ts'
import { canonicalJson, type Json } from '../request/canonical-json.ts'
import { sha256Hex } from '../request/key.ts'

/**
 * Seeds that follow from an asset's id and a combination: seed i, from 0, is the first four bytes of
 * SHA-256 over the canonical JSON of `[asset, identity, i]`, big-endian, shifted right by one.
 */
export function deriveSeeds(
  asset: string,
  identity: Readonly<Record<string, Json>>,
  count: number,
): readonly number[] {
  return Array.from({ length: count }, (_, index) => {
    const hash = sha256Hex(canonicalJson([asset, identity, index]))
    return Number.parseInt(hash.slice(0, 8), 16) >>> 1
  })
}

/** A seed as a template prints it, or null where it is none. */
export function parseSeed(text: string): number | null {
  if (!/^\d{1,10}$/.test(text)) return null
  const seed = Number(text)
  return seed <= largestSeed ? seed : null
}
