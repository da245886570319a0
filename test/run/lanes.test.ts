import { describe, expect, test } from 'vitest'
import type { Request } from '../../src/request/request.ts'
import { FakeClock } from '../support/fake-clock.ts'
import { FakeProvider, type FakeService } from '../support/fake-provider.ts'
import {
  type Harness,
  MemoryLock,
  MemoryPictures,
  planOf,
  request,
  requests,
  runPlan,
} from '../support/run-harness.ts'

function harness(service: Partial<FakeService> = {}): Harness {
  const clock = new FakeClock()
  const provider = new FakeProvider({ clock, ...service })
  return { clock, provider, lock: new MemoryLock(), pictures: new MemoryPictures() }
}

/** The most tasks of which the API knew at once, as its submits were answered. */
async function mostOpen(wanted: readonly Request[], h: Harness): Promise<number> {
  let most = 0
  const { submit } = h.provider
  h.provider.submit = async (...given) => {
    const outcome = await submit.apply(h.provider, given)
    const open = h.provider.tasks.filter(({ endsAt }) => endsAt > h.clock.monotonic())
    most = Math.max(most, open.length)
    return outcome
  }
  await runPlan(planOf(wanted, h), h)
  return most
}

describe('tasks beyond the limit', () => {
  test('wait at the server one at a time, never more', async () => {
    const h = harness({ duration: (_, nth) => 4000 + ((nth * 7919) % 9000) })
    expect(await mostOpen(requests(20), h)).toBe(3)
    expect(h.provider.ledger).toMatchObject({ billed: 20, throttled: 0 })
  })

  test('are not sent ahead any more after the first refusal, which pauses nothing', async () => {
    const durations = (_: unknown, nth: number) => 4000 + ((nth * 7919) % 9000)
    const h = harness({ overflow: 'refuse', duration: durations })
    expect(await mostOpen(requests(20), h)).toBe(2)
    expect(h.provider.ledger).toMatchObject({ billed: 20, throttled: 1 })
    const total = h.provider.tasks.reduce((sum, t) => sum + t.endsAt - (t.startedAt ?? 0), 0)
    expect(total / 2 / h.clock.monotonic()).toBeGreaterThan(0.9)
  })
})

describe('models beside each other', () => {
  const slow = (nth: number) => request({ model: 'wan2.2-t2i-plus', prompt: `slow ${nth}` })
  const quick = (nth: number) => request({ prompt: `quick ${nth}` })
  const both = [0, 1, 2].flatMap((nth) => [quick(nth), slow(nth)])

  test('each at its own limit: neither waits for the other', async () => {
    const h = harness({ rate: 100, concurrent: 100, duration: 8000 })
    const { result } = await runPlan(planOf(both, h), h)
    expect(result.ended).toBe('complete')
    expect(h.clock.monotonic()).toBeLessThan(8000 * 2 + 4000)
  })

  test('the one that takes longest starts first, and each goes by the order of the manifest', async () => {
    const h = harness({ rate: 100, concurrent: 100, duration: 8000 })
    await runPlan(planOf(both, h), h)
    const prompts = h.provider.ledger.sent.map(({ prompt }) => prompt)
    expect(prompts[0]).toBe('slow 0')
    expect(prompts.filter((prompt) => prompt.startsWith('slow'))).toEqual(
      [0, 1, 2].map((n) => `slow ${n}`),
    )
    expect(prompts.filter((prompt) => prompt.startsWith('quick'))).toEqual(
      [0, 1, 2].map((n) => `quick ${n}`),
    )
  })
})
