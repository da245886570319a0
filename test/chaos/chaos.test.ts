import { expect, test } from 'vitest'
import { randomFrom } from '../support/random.ts'
import { type ChaosReport, chaos, undisturbed } from './chaos.ts'
import { randomMoments } from './moments.ts'
import { chaosSet, type Kind } from './set.ts'

// The short form; `npm run chaos` is the long one.

async function killed(
  kind: Kind,
  { images, kills, seed }: { images: number; kills: number; seed: number },
): Promise<ChaosReport> {
  const set = chaosSet(kind, images)
  const calm = await undisturbed(set)
  const moments = randomMoments(kills, { steps: calm.steps, random: randomFrom(seed) })
  return chaos(set, { seed, moments, calm, badNetwork: kind === 'tasks' })
}

test('a set whose runs are killed at random moments is whole in the end, and paid once', async () => {
  const { kills, images, violations } = await killed('tasks', { images: 40, kills: 12, seed: 1 })
  expect(violations).toEqual([])
  expect(images).toBe(40)
  expect(kills.length).toBeGreaterThan(5)
})

test.each(['mute tasks', 'calls'] as const)(
  '%s that were killed are here or unknown, and never sent again unasked',
  async (kind) => {
    const { kills, violations } = await killed(kind, { images: 24, kills: 5, seed: 3 })
    expect(violations).toEqual([])
    expect(kills.length).toBeGreaterThan(1)
  },
)
