import { canonicalJson, type Json } from '../request/canonical-json.ts'
import { sha256Hex } from '../request/key.ts'

/**
 * Keeps the `count` items whose SHA-256 over the canonical JSON of `[seed, identity]` is smallest, in
 * their order. Each item's place follows from itself alone, so an added value displaces few.
 */
export function sample<T>(
  items: readonly T[],
  { count, seed }: { readonly count: number; readonly seed: number },
  identity: (item: T) => Readonly<Record<string, Json>>,
): readonly T[] {
  if (count >= items.length) return items
  const hashes = items.map((item) => sha256Hex(canonicalJson([seed, identity(item)])))
  const ranked = [...hashes.keys()].sort((a, b) => order(hashes[a], hashes[b]) || a - b)
  const kept = new Set(ranked.slice(0, count))
  return items.filter((_, index) => kept.has(index))
}

function order(one = '', other = ''): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
