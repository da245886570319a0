import { expect, test } from 'vitest'
import { FakeClock } from '../support/fake-clock.ts'
import { FakeProvider } from '../support/fake-provider.ts'
import {
  type Harness,
  MemoryLock,
  MemoryPictures,
  planOf,
  requests,
  runPlan,
} from '../support/run-harness.ts'

/** Takes its time for each file, and knows how many are under way. */
class SlowPictures extends MemoryPictures {
  readonly order: string[] = []
  most = 0
  broken: string | null = null
  #underWay = 0
  readonly #clock: FakeClock
  readonly #ms: number

  constructor(clock: FakeClock, ms: number) {
    super()
    this.#clock = clock
    this.#ms = ms
  }

  override async write(
    ...args: Parameters<MemoryPictures['write']>
  ): ReturnType<MemoryPictures['write']> {
    this.#underWay += 1
    this.most = Math.max(this.most, this.#underWay)
    await this.#clock.sleep(this.#ms)
    this.#underWay -= 1
    const [{ path }] = args
    if (path === this.broken) throw new Error('its overlay is 9×9, and has to lie within 8×8')
    this.order.push(path)
    return super.write(...args)
  }
}

/** A set of so many pictures that are paid for, and of which no file is left. */
async function emptied(count: number, ms = 100): Promise<Harness & { pictures: SlowPictures }> {
  const clock = new FakeClock()
  const lock = new MemoryLock()
  const pictures = new SlowPictures(clock, ms)
  const h = { clock, lock, pictures, provider: new FakeProvider({ clock }) }
  await runPlan(planOf(requests(count), h), h)
  expect(pictures.files.size).toBe(count)
  pictures.files.clear()
  pictures.order.length = 0
  pictures.most = 0
  return h
}

test('files are made again two at a time, and all of them', async () => {
  const h = await emptied(30)
  const billed = h.provider.ledger.billed
  const before = h.clock.monotonic()
  const { result } = await runPlan(planOf(requests(30), h), h)
  expect(result).toMatchObject({ ended: 'complete', written: 30, missing: [] })
  expect(h.pictures.most).toBe(2)
  expect(h.clock.monotonic() - before).toBe((30 / 2) * 100)
  expect(h.provider.ledger.billed).toBe(billed)
})

test('a picture that has just come does not wait for them', async () => {
  const h = await emptied(200, 5_000)
  const plan = planOf(requests(201), h)
  const fresh = plan.jobs[200]
  expect(fresh?.action).toBe('create')
  const { result } = await runPlan(plan, h)
  expect(result).toMatchObject({ ended: 'complete', written: 201 })
  expect(h.pictures.most).toBe(3)
  expect(h.pictures.order.indexOf(fresh?.outputs[0]?.path ?? '')).toBeLessThan(20)
})

test('nothing is begun after a signal, and the next run makes the rest', async () => {
  const h = await emptied(10)
  const { result } = await runPlan(planOf(requests(10), h), h, {
    onEvent: (event, stop) => {
      if (event.type === 'job' && event.state === 'restored') stop.abort('SIGINT')
    },
  })
  expect(result.ended).toBe('interrupted')
  expect(result.written).toBeGreaterThan(0)
  expect(result.written).toBeLessThanOrEqual(3)
  const later = await runPlan(planOf(requests(10), h), h)
  expect(later.result).toMatchObject({ ended: 'complete', written: 10 - result.written })
})

test('one that fails keeps no other from being made, and its picture stays paid', async () => {
  const h = await emptied(6)
  const plan = planOf(requests(6), h)
  const path = plan.jobs[2]?.outputs[0]?.path ?? ''
  h.pictures.broken = path
  const { result } = await runPlan(plan, h)
  expect(result).toMatchObject({ ended: 'complete', written: 5, warnings: 1 })
  expect(result.missing).toEqual([expect.objectContaining({ output: path })])
  expect([...h.lock.state.attempts.values()].map(({ state }) => state)).toEqual(
    Array.from({ length: 6 }, () => 'done'),
  )
  h.pictures.broken = null
  const later = await runPlan(planOf(requests(6), h), h)
  expect(later.result).toMatchObject({ written: 1, missing: [] })
})

test('a disk that refuses a line fails its file and loses no picture', async () => {
  const h = await emptied(4)
  h.lock.failAfter = h.lock.records.length + 1
  const { result } = await runPlan(planOf(requests(4), h), h)
  expect(result.written).toBe(1)
  expect(result.missing).toHaveLength(3)
  h.lock.failAfter = Number.POSITIVE_INFINITY
  const later = await runPlan(planOf(requests(4), h), h)
  expect(later.result).toMatchObject({ written: 3, missing: [] })
})
