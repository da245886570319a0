import { describe, expect, test } from 'vitest'
import type { LockRecord } from '../../src/lockfile/records.ts'
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

function harness(service: Partial<FakeService> = {}, before?: Harness): Harness {
  const clock = new FakeClock()
  return {
    clock,
    provider: new FakeProvider({ clock, ...service }),
    lock: before?.lock ?? new MemoryLock(),
    pictures: before?.pictures ?? new MemoryPictures(),
  }
}

const states = ({ lock }: Harness) => [...lock.state.attempts.values()].map(({ state }) => state)

test('no more is asked for while a thousand pictures are yet to be brought in', async () => {
  const clock = new FakeClock()
  const provider = new FakeProvider({ clock, rate: 10_000, duration: 10, answerMs: 2 })
  const stored: number[] = []
  /** A disk that is slower than the service. */
  class SlowStore extends MemoryPictures {
    override async keep(bytes: Uint8Array): ReturnType<MemoryPictures['keep']> {
      await clock.sleep(60_000)
      stored.push(provider.ledger.accepted - stored.length)
      return super.keep(bytes)
    }
  }
  const h = { clock, provider, lock: new MemoryLock(), pictures: new SlowStore() }
  const plan = planOf(requests(1200), h, { mode: 'sync' })
  const { result } = await runPlan(plan, h)
  expect(result).toMatchObject({ ended: 'complete', written: 1200 })
  expect(Math.max(...stored)).toBeGreaterThanOrEqual(1000)
  expect(Math.max(...stored)).toBeLessThan(1010)
  expect(provider.ledger.billed).toBe(1200)
})

/** A disk that takes its time, and knows the keys that it has reserved. */
class SlowLock extends MemoryLock {
  readonly reserved = new Set<string>()
  readonly #clock: FakeClock

  constructor(clock: FakeClock) {
    super()
    this.#clock = clock
  }

  override async append(record: LockRecord): Promise<void> {
    await this.#clock.sleep(200)
    if ('state' in record && record.state === 'reserved') this.reserved.add(record.key)
    return super.append(record)
  }
}

test('the next request is reserved before the picture of the last one is fetched', async () => {
  const clock = new FakeClock()
  const lock = new SlowLock(clock)
  const reserved: number[] = []
  const provider = new FakeProvider({
    clock,
    duration: (_, nth) => 10_000 + nth * 1000,
    downloads: () => {
      reserved.push(lock.reserved.size)
      return null
    },
  })
  const h = { clock, provider, lock, pictures: new MemoryPictures() }
  const { result } = await runPlan(planOf(requests(6), h), h)
  expect(result.ended).toBe('complete')
  // Two run and one waits at the server, all the time.
  expect(reserved).toEqual([4, 5, 6, 6, 6, 6])
})

describe('a run of tasks', () => {
  test('makes every image, pays each once, and keeps the limits', async () => {
    const h = harness()
    const { result } = await runPlan(planOf(requests(10), h), h)
    expect(result).toMatchObject({ ended: 'complete', missing: [], written: 10, warnings: 0 })
    expect(result.counts).toEqual({
      total: 10,
      waiting: 0,
      running: 0,
      unknown: 0,
      failed: 0,
      done: 10,
    })
    expect(result.spend).toEqual({ currency: 'USD', spent: 300_000, open: 0 })
    expect(h.provider.ledger).toMatchObject({ accepted: 10, billed: 10, throttled: 0 })
    expect(h.pictures.files.size).toBe(10)
    expect(states(h)).toEqual(Array(10).fill('done'))
  })

  test('intent is on disk before a request leaves, and the task id before it is polled', async () => {
    const h = harness()
    const seen: string[] = []
    const { submit, poll } = h.provider
    h.provider.submit = (wanted, options) => {
      const isRecorded = h.lock.records.some(
        (record) => 'request' in record && record.request.prompt === wanted.prompt,
      )
      seen.push(isRecorded ? 'submit recorded' : 'submit unrecorded')
      return submit.call(h.provider, wanted, options)
    }
    h.provider.poll = (id) => {
      const known = h.lock.records.some((r) => 'task_id' in r && r.task_id === id)
      seen.push(`poll ${known ? 'known' : 'unknown'}`)
      return poll.call(h.provider, id)
    }
    await runPlan(planOf(requests(2), h), h)
    expect(new Set(seen)).toEqual(new Set(['submit recorded', 'poll known']))
  })

  test('a second run has nothing to do and asks the API nothing', async () => {
    const first = harness()
    await runPlan(planOf(requests(3), first), first)
    const written = first.lock.records.length
    const second = harness({}, first)
    const { result } = await runPlan(planOf(requests(3), second), second)
    expect(result).toMatchObject({ ended: 'complete', written: 0 })
    expect(second.provider.ledger).toMatchObject({ accepted: 0, polls: 0, lists: 0 })
    expect(second.lock.records).toHaveLength(written)
  })

  test('a deleted output comes back from the store for free', async () => {
    const first = harness()
    await runPlan(planOf(requests(2), first), first)
    const [path = ''] = first.pictures.files.keys()
    first.pictures.files.delete(path)
    const second = harness({}, first)
    const { result } = await runPlan(planOf(requests(2), second), second)
    expect(result).toMatchObject({ ended: 'complete', written: 1 })
    expect(second.pictures.files.has(path)).toBe(true)
    expect(second.provider.ledger.accepted).toBe(0)
  })

  test('an edited output is left alone and said', async () => {
    const first = harness()
    await runPlan(planOf(requests(1), first), first)
    const [path = ''] = first.pictures.files.keys()
    first.pictures.files.set(path, Buffer.from('my own drawing'))
    const second = harness({}, first)
    const { result } = await runPlan(planOf(requests(1), second), second)
    expect(result.missing).toEqual([{ output: path, why: expect.stringContaining('left alone') }])
    expect(second.pictures.files.get(path)?.toString()).toBe('my own drawing')
  })

  test('no slot idles: 40 tasks two at a time take hardly longer than a perfect schedule', async () => {
    const durations = (_: unknown, nth: number) => 2100 + ((nth * 7919) % 1800)
    const h = harness({ duration: durations })
    const { result } = await runPlan(planOf(requests(40), h), h)
    expect(result.ended).toBe('complete')
    const total = h.provider.tasks.reduce((sum, t) => sum + t.endsAt - (t.startedAt ?? 0), 0)
    const perfect = total / 2
    expect(h.provider.ledger.throttled).toBe(0)
    expect(perfect / h.clock.monotonic()).toBeGreaterThan(0.9)
  })

  test('where the server refuses instead of queueing, one refusal teaches it', async () => {
    const h = harness({ overflow: 'refuse' })
    const { result } = await runPlan(planOf(requests(12), h), h)
    expect(result.ended).toBe('complete')
    expect(h.provider.ledger).toMatchObject({ accepted: 12, billed: 12, throttled: 1 })
  })

  test('a submit rate that is lower than we think slows everything down and still finishes', async () => {
    const h = harness({ rate: 1, concurrent: 2, duration: 100 })
    const { result } = await runPlan(planOf(requests(12), h), h)
    expect(result.ended).toBe('complete')
    expect(h.provider.ledger.accepted).toBe(12)
  })
})

describe('synchronous calls', () => {
  test('are held open side by side at the submit rate', async () => {
    const h = harness({ duration: 5000 })
    const { result } = await runPlan(planOf(requests(60), h, { mode: 'sync' }), h)
    expect(result.ended).toBe('complete')
    expect(h.provider.ledger).toMatchObject({ billed: 60, throttled: 0 })
    const bound = 29_500 + 5000
    expect(bound / h.clock.monotonic()).toBeGreaterThan(0.9)
  })

  test('are not sent too fast where connections take their time, at first more than later', async () => {
    const h = harness({ duration: 5000, connectMs: (nth) => (nth < 10 && nth > 0 ? 300 : 0) })
    await runPlan(planOf(requests(30), h, { mode: 'sync' }), h)
    expect(h.provider.ledger).toMatchObject({ billed: 30, throttled: 0 })
    expect((14_500 + 5000) / h.clock.monotonic()).toBeGreaterThan(0.8)
  })

  test('the URLs are on disk before the download', async () => {
    const h = harness()
    const { download } = h.provider
    const known: boolean[] = []
    h.provider.download = (url) => {
      known.push(h.lock.records.some((r) => 'state' in r && r.state === 'generated'))
      return download.call(h.provider, url)
    }
    await runPlan(planOf(requests(1), h, { mode: 'sync' }), h)
    expect(known).toEqual([true])
  })

  test('an answer that was lost stays unknown, and is named with its possible cost', async () => {
    const h = harness({ fate: (_, nth) => ({ kind: nth === 1 ? 'lose-answer' : 'accept' }) })
    const { result } = await runPlan(planOf(requests(3), h, { mode: 'sync' }), h)
    expect(result.counts).toMatchObject({ done: 2, unknown: 1 })
    expect(result.spend).toEqual({ currency: 'USD', spent: 60_000, open: 30_000 })
    expect(h.provider.ledger).toMatchObject({ accepted: 3, billed: 3 })
    const again = harness({}, h)
    const plan = planOf(requests(3), again, { mode: 'sync' })
    expect(plan.jobs.map(({ action }) => action)).toEqual(['keep', 'resolve', 'keep'])
    const skipped = await runPlan(plan, again)
    expect(skipped.result.counts.unknown).toBe(1)
    expect(again.provider.ledger.accepted).toBe(0)
    const retried = await runPlan(plan, again, { options: { resolveUnknown: 'retry' } })
    expect(retried.result.counts).toMatchObject({ done: 3, unknown: 0 })
    expect(again.provider.ledger.accepted).toBe(1)
  })
})

describe('an answer that was lost after acceptance', () => {
  test('is found again through the task list and paid once', async () => {
    const h = harness({ fate: (_, nth) => ({ kind: nth % 3 === 0 ? 'lose-answer' : 'accept' }) })
    const { result } = await runPlan(planOf(requests(9), h), h)
    expect(result.counts).toMatchObject({ done: 9, unknown: 0 })
    expect(h.provider.ledger).toMatchObject({ accepted: 9, billed: 9 })
    const adopted = [...h.lock.state.attempts.values()].filter((a) => a.response?.adopted === true)
    expect(adopted).toHaveLength(3)
  })

  test('two seeds of one prompt are never in flight together, so each gets its own picture', async () => {
    const seeds = Array.from({ length: 8 }, (_, seed) => request({ seed }))
    const h = harness({ fate: (_, nth) => ({ kind: nth % 2 === 0 ? 'lose-answer' : 'accept' }) })
    const { result } = await runPlan(planOf(seeds, h), h)
    expect(result.counts.done).toBe(8)
    for (const attempt of h.lock.state.attempts.values()) {
      const sha = attempt.images?.[0]?.sha256 ?? ''
      const shown = h.pictures.store.get(sha)?.toString() ?? ''
      expect(shown).toContain(`picture 1328*1328 ${attempt.request?.seed} `)
    }
  })

  test('a request that never arrived is sent again, after two lists and half a minute', async () => {
    const h = harness({ fate: (_, nth) => ({ kind: nth === 0 ? 'lose-request' : 'accept' }) })
    const { result } = await runPlan(planOf(requests(1), h), h)
    expect(result.counts.done).toBe(1)
    expect(h.provider.ledger).toMatchObject({ accepted: 1, billed: 1 })
    expect(h.provider.ledger.sent).toHaveLength(2)
  })

  test('where tasks show no prompt it stays unknown, and its twins are not sent', async () => {
    const twins = [request({ seed: 1 }), request({ seed: 2 })]
    const fate = (_: unknown, nth: number) =>
      ({ kind: nth === 0 ? 'lose-answer' : 'accept' }) as const
    const h = harness({ showsPrompt: false, fate })
    const { result } = await runPlan(planOf(twins, h), h)
    expect(result.counts).toMatchObject({ unknown: 1, waiting: 1 })
    expect(h.provider.ledger.accepted).toBe(1)
  })
})
