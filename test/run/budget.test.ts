import fc from 'fast-check'
import pLimit from 'p-limit'
import { expect, test } from 'vitest'
import { committed } from '../../src/plan/budget.ts'
import type { RunResult } from '../../src/run/events.ts'
import { type Bounds, type Dropping, dropping, type Wish } from '../support/dropping-service.ts'

/** Randomised runs; each has a server of its own. */
const runs = Number(process.env['BUDGET_RUNS'] ?? 200)
/** Runs beside each other: they mostly wait. */
const atATime = 8
const price = 30_000

interface Drawn extends Wish {
  /** Images that the budget allows beyond those that are wanted. */
  readonly slack: number
  readonly wall: 'max_cost' | 'max_images' | '--max-cost' | '--max-images'
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  mode: fc.constantFrom('sync', 'async'),
  jobs: fc.integer({ min: 6, max: 9 }),
  phase: fc.constantFrom(0, 1, 2),
  durationMs: fc.integer({ min: 100, max: 2000 }),
  seed: fc.nat(1000),
  slack: fc.constantFrom(0, 1),
  wall: fc.constantFrom('max_cost', 'max_images', '--max-cost', '--max-images'),
})

function boundsOf({ wall, jobs, slack }: Drawn): Bounds {
  const images = jobs + slack
  const cost = { amount: images * price, currency: 'USD' } as const
  switch (wall) {
    case 'max_cost':
      return { budget: { maxCost: cost, maxImages: null } }
    case 'max_images':
      return { budget: { maxCost: null, maxImages: images } }
    case '--max-cost':
      return { options: { maxCost: cost.amount } }
    case '--max-images':
      return { options: { maxImages: images } }
  }
}

async function withService<T>(wish: Wish, use: (service: Dropping) => Promise<T>): Promise<T> {
  const service = await dropping(wish)
  try {
    return await use(service)
  } finally {
    await service.server.close()
  }
}

/** What the server billed when a set was run under a bound, and without one. */
async function billed(wish: Drawn) {
  const bounds = boundsOf(wish)
  const bounded = await withService(wish, async ({ server, lock, run }) => {
    const first: RunResult = await run(bounds)
    const after = server.ledger().billed.images
    // The life of the set goes on in the next run; a cap of the call would begin anew.
    if (bounds.budget !== undefined) await run(bounds)
    const { images, repeated } = server.ledger().billed
    return { first, after, images, repeated, counted: committed(lock.state, 'USD') }
  })
  const unbounded = await withService(wish, async ({ server, run }) => {
    await run({})
    return server.ledger().billed.images
  })
  return { wish, bounded, unbounded }
}

test(`images that are billed never exceed the budget in ${runs} runs that lose every third answer, and do without one`, async () => {
  const limit = pLimit(atATime)
  const wishes = fc.sample(drawn, runs)
  const results = await Promise.all(wishes.map((wish) => limit(() => billed(wish))))
  for (const { wish, bounded, unbounded } of results) {
    const most = wish.jobs + wish.slack
    const told = JSON.stringify(wish)
    expect(bounded.after, told).toBeLessThanOrEqual(most)
    expect(bounded.images, told).toBeLessThanOrEqual(most)
    expect(bounded.images, told).toBeLessThanOrEqual(bounded.counted.images)
    expect(bounded.counted.cost, told).toBe(bounded.counted.images * price)
    expect(bounded.first.ended, told).toBe('budget')
    expect(unbounded, told).toBeGreaterThan(most)
  }
  expect(results).toHaveLength(runs)
}, 300_000)
