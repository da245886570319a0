import { randomFrom } from '../support/random.ts'
import type { Target } from './target.ts'
import { answers } from './targets/answers.ts'
import { locks } from './targets/locks.ts'
import { dataFiles, manifests } from './targets/manifests.ts'
import { savedPlans } from './targets/saved-plans.ts'

export interface FuzzCount {
  readonly name: string
  readonly taken: number
  readonly refused: number
  /** With the seed that makes the case again. */
  readonly violations: readonly string[]
}

/** Milliseconds that no case may take: all are small. */
const longest = 20_000

/**
 * Gives made-up inputs to everything that reads what strangers write. Every end has to be success,
 * or an error with its place; what else comes is a violation.
 *
 * @param seed Of the first case; each has its own, so that `{ cases: 1, seed }` makes one again.
 */
export async function fuzz({
  cases,
  seed,
  only,
}: {
  cases: number
  seed: number
  /** Name of a target; left out: all of them. */
  only?: string | undefined
}): Promise<FuzzCount[]> {
  const all = [await manifests(), await dataFiles(), locks(), savedPlans(), await answers()]
  const counts: FuzzCount[] = []
  for (const target of all) {
    const share = only === undefined ? Math.ceil((cases * target.share) / 100) : cases
    if (only === undefined || only === target.name) counts.push(await fuzzOne(target, share, seed))
    await target.close()
  }
  return counts
}

async function fuzzOne(target: Target, cases: number, seed: number): Promise<FuzzCount> {
  const ends = { taken: 0, refused: 0 }
  const violations: string[] = []
  for (let nth = seed; nth < seed + cases; nth += 1) {
    const started = performance.now()
    try {
      ends[await target.tryOne(randomFrom(nth))] += 1
      if (performance.now() - started > longest) throw new Error('it took too long')
    } catch (error) {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
      violations.push(`seed ${nth}: ${words.slice(0, 2000)}`)
    }
  }
  return { name: target.name, ...ends, violations }
}
