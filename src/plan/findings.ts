import type { Diagnostic } from '../diagnostics/diagnostic.ts'

/** Combinations that are named one by one before the rest is only counted. */
const namedOneByOne = 10

/** Collects findings in the order of their first occurrence. */
export interface Findings {
  /** Drops one that says the same of the same place, as for settings that assets share. */
  add(diagnostic: Diagnostic): void
  /**
   * Counts what goes wrong for many combinations in one place: one finding, worded at the end, that
   * names the first of them and how many more there are.
   */
  tally(place: object, kind: string, occurrence: Occurrence): void
  /** Names each of the first ten combinations on its own, then counts. */
  each(place: object, kind: string, occurrence: Occurrence): void
  list(): readonly Diagnostic[]
}

interface Occurrence {
  /** Words for the combination. */
  readonly where: () => string
  /** `where` says for which combinations: `{city: Tokyo} and 3 more`; `more` is that number. */
  readonly word: (where: string, more: number) => Diagnostic
}

interface Tally {
  count: number
  readonly first: string
  readonly word: Occurrence['word']
}

export function createFindings(): Findings {
  const entries: (Diagnostic | Tally)[] = []
  const added = new Set<string>()
  const tallies = new Map<object, Map<string, Tally>>()
  const named = new Map<object, Map<string, number>>()
  const tally: Findings['tally'] = (place, kind, { where, word }) => {
    const ofPlace = tallies.get(place) ?? new Map<string, Tally>()
    tallies.set(place, ofPlace)
    const known = ofPlace.get(kind)
    if (known !== undefined) {
      known.count += 1
      return
    }
    const fresh = { count: 1, first: where(), word }
    ofPlace.set(kind, fresh)
    entries.push(fresh)
  }
  return {
    add: (diagnostic) => {
      const key = keyOf(diagnostic)
      if (!added.has(key)) entries.push(diagnostic)
      added.add(key)
    },
    tally,
    each: (place, kind, occurrence) => {
      const counts = named.get(place) ?? new Map<string, number>()
      named.set(place, counts)
      const before = counts.get(kind) ?? 0
      counts.set(kind, before + 1)
      tally(place, `${kind} ${Math.min(before, namedOneByOne)}`, occurrence)
    },
    list: () => distinct(entries.map(worded)),
  }
}

function worded(entry: Diagnostic | Tally): Diagnostic {
  if (!('word' in entry)) return entry
  const more = entry.count - 1
  return entry.word(more === 0 ? entry.first : `${entry.first} and ${more} more`, more)
}

function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [keyOf(diagnostic), diagnostic])).values()]
}

function keyOf({ code, span, message }: Diagnostic): string {
  return JSON.stringify([code, span?.file, span?.line, span?.column, message])
}
