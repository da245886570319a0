/**
 * The candidate a misspelt name most likely meant, or null when none is near: at most one edit for
 * every three characters, with a swap of neighbours as one edit. Case does not count. Among equals the
 * first wins.
 */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  const wanted = name.toLowerCase()
  if (wanted.length > longest) return null
  let best: string | null = null
  let bound = allowed(wanted) + 1
  let looked = 0
  for (const candidate of candidates) {
    if (++looked > mostCandidates) break
    if (Math.abs(candidate.length - wanted.length) >= bound) continue
    const distance = editDistance(wanted, candidate.toLowerCase())
    if (distance < bound) {
      best = candidate
      bound = distance
    }
  }
  return best
}

/** A single letter is near to every other one: only its case may differ. */
function allowed(name: string): number {
  return name.length < 2 ? 0 : Math.max(1, Math.floor(name.length / 3))
}

/** A person chose from few; beyond these a suggestion is not worth its time. */
const mostCandidates = 1000

/** Longer names are no slip of a finger, and the table grows with their product. */
const longest = 100

/** Insertions, deletions, replacements and swaps of neighbours between two texts. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      current.push(cell({ a, b, row, column, beforeLast, last, left: current[column - 1] ?? 0 }))
    }
    beforeLast = last
    last = current
  }
  return last[b.length] ?? 0
}

interface Cell {
  readonly a: string
  readonly b: string
  readonly row: number
  readonly column: number
  readonly beforeLast: readonly number[]
  readonly last: readonly number[]
  readonly left: number
}

function cell({ a, b, row, column, beforeLast, last, left }: Cell): number {
  const above = last[column] ?? 0
  const diagonal = last[column - 1] ?? 0
  const same = a[row - 1] === b[column - 1]
  const least = Math.min(above + 1, left + 1, diagonal + (same ? 0 : 1))
  const swapped =
    row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
  return swapped ? Math.min(least, (beforeLast[column - 2] ?? 0) + 1) : least
}
