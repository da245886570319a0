import { sha256Hex } from '../request/key.ts'

/** A stream of numbers in [0, 1) that depends on nothing but the text it was made from. */
export type Random = () => number

/** Makes a {@link Random} (the sfc32 generator, seeded with the SHA-256 of the text). */
export function randomFrom(text: string): Random {
  const digest = sha256Hex(text)
  const word = (index: number): number =>
    Number.parseInt(digest.slice(index * 8, index * 8 + 8), 16)
  let [a, b, c, counter] = [word(0), word(1), word(2), word(3)]
  return () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
}

/** A number from `low` to `high`. */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random()
}

/** One element of a list that has at least one. */
export function pick<T>(random: Random, from: readonly [T, ...T[]]): T {
  return from[Math.floor(random() * from.length)] ?? from[0]
}

/** The same elements in another order. */
export function shuffled<T>(random: Random, from: readonly T[]): T[] {
  return from
    .map((element) => ({ element, rank: random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ element }) => element)
}
