import { describe, expect, test } from 'vitest'
import { UserError } from '../../../src/diagnostics/user-error.ts'
import type { LockState } from '../../../src/lockfile/records.ts'
import type { PlanOptions } from '../../../src/plan/create-plan.ts'
import type { Plan } from '../../../src/plan/plan.ts'
import { refuseStale } from '../../../src/plan/saved/refuse-stale.ts'
import type { SavedPlan } from '../../../src/plan/saved/saved-plan.ts'
import { whatMoved } from '../../../src/plan/saved/what-moved.ts'
import { plannedText } from '../../support/planned-text.ts'
import { bought, failed, jobAt, lockAfter, saved, sent, teas } from './a-saved-plan.ts'

/** What moved when the manifest became this, since a plan of the other was saved. */
async function movedTo(text: string, from = teas): Promise<readonly string[]> {
  return whatMoved(saved(await plannedText(from)), await plannedText(text))
}

describe('a plan that is made again', () => {
  test('is the one that was saved while nothing that decides moves', async () => {
    expect(await movedTo(teas)).toEqual([])
    expect(await movedTo(`# a comment\n${teas}`)).toEqual([])
    expect(
      await movedTo(teas.replace('[oolong, jasmine, mint]', '[mint, jasmine, oolong]')),
    ).toEqual([])
  })

  test.each<[string, (text: string) => string, string[]]>([
    [
      'a prompt',
      (text) => text.replace('{{tea}} poster', '{{tea}} card'),
      [
        'out/oolong.png: its request changed (prompt)',
        'out/jasmine.png: its request changed (prompt)',
        'out/mint.png: its request changed (prompt)',
      ],
    ],
    [
      'a value more and one less',
      (text) => text.replace('jasmine, mint', 'jasmine, lime'),
      ['out/lime.png is new', 'out/mint.png is gone'],
    ],
    [
      'a file name',
      (text) => text.replace('"{{tea}}.png"', '"p/{{tea}}.png"'),
      [
        'out/oolong.png is to become other files, or made otherwise',
        'out/jasmine.png is to become other files, or made otherwise',
        'out/mint.png is to become other files, or made otherwise',
      ],
    ],
    [
      'how a variant is made',
      (text) => text.replace('width: 64', 'width: 65').replace('jasmine, mint', 'jasmine'),
      [
        'out/mint.png is gone',
        'out/oolong.png is to become other files, or made otherwise',
        'out/jasmine.png is to become other files, or made otherwise',
      ],
    ],
    [
      'a price',
      (text) => `${text}prices: {qwen-image-plus: 0.05}\n`,
      ['an image of qwen-image-plus was 0.030000 USD and is 0.050000 USD'],
    ],
    [
      'the workspace',
      (text) => `${text}provider: {workspace: ws-1}\n`,
      ['the workspace was none and is ws-1'],
    ],
    [
      'the mode',
      (text) =>
        text.replace('seeds: [1]}', 'seeds: [1], mode: sync}').replace('jasmine, mint', 'jasmine'),
      [
        'out/mint.png is gone',
        'out/oolong.png was to be sent async and is to be sent sync',
        'out/jasmine.png was to be sent async and is to be sent sync',
      ],
    ],
  ])('is another when %s moves, and says so', async (_, change, moved) => {
    const edited = 'teas.yaml was edited since the plan was saved'
    expect(await movedTo(change(teas))).toEqual([edited, ...moved])
  })

  test('names five of each kind and counts the rest', async () => {
    const many = teas.replace('[oolong, jasmine, mint]', '[a, b, c, d, e, f, g]')
    const moved = await movedTo(many.replace('{{tea}} poster', '{{tea}} card'), many)
    expect(moved).toHaveLength(1 + 5 + 1)
    expect(moved.at(-1)).toBe('and 2 more like these')
  })

  test('is refused with what moved, before anything is sent', async () => {
    const [before, now] = [await plannedText(teas), await plannedText(teas.replace(', mint', ''))]
    const refuse = () => refuseStale(saved(before), now)
    expect(refuse).toThrow(UserError)
    expect(refuse).toThrow(expect.objectContaining({ code: 'PLAN_STALE', stop: 'refused' }))
    expect(() => refuseStale(saved(before), before)).not.toThrow()
  })
})

describe('a job further along in the lockfile', () => {
  const first = async () => jobAt(await plannedText(teas), 0)

  test.each<[string, (job: Awaited<ReturnType<typeof first>>) => LockState]>([
    ['bought', (job) => lockAfter(bought(job, 'a'))],
    ['sent, its answer never seen', (job) => lockAfter(sent(job, 'a'))],
    ['failed for good', (job) => lockAfter(failed(job, 'a'))],
    ['failed, to be tried again', (job) => lockAfter(failed(job, 'a', { retriable: true }))],
  ])('counts as equal: %s', async (_, after) => {
    const plan = await plannedText(teas)
    const now = await plannedText(teas, { lock: after(jobAt(plan, 0)), saved: saved(plan) })
    expect(now.jobs[0]?.action).not.toBe('create')
    expect(whatMoved(saved(plan), now)).toEqual([])
  })

  test('may be sent again once its open attempt has failed', async () => {
    const job = await first()
    const lock = lockAfter(sent(job, 'a'))
    const before = saved(await plannedText(teas, { lock }), { lock })
    const now = await plannedText(teas, { lock: lockAfter(failed(job, 'a', { retriable: true })) })
    expect([before.jobs[0]?.action, now.jobs[0]?.action]).toEqual(['resolve', 'retry'])
    expect(whatMoved(before, now)).toEqual([])
  })

  test('that the lockfile no longer knows would be paid for again, and is refused', async () => {
    const lock = lockAfter(bought(await first(), 'a'))
    const before = saved(await plannedText(teas, { lock }), { lock })
    expect(whatMoved(before, await plannedText(teas))).toEqual([
      'out/oolong.png was absent and would now be paid for (create)',
    ])
  })
})

describe('the options of a saved plan', () => {
  async function again(
    before: { plan: Plan; lock?: LockState; options: Partial<PlanOptions> },
    lock: LockState,
    options: SavedPlan['options'],
  ): Promise<{ actions: string[]; moved: readonly string[] }> {
    const promise = saved(before.plan, {
      options,
      ...(before.lock === undefined ? {} : { lock: before.lock }),
    })
    const now = await plannedText(teas, { lock, options: before.options, saved: promise })
    return { actions: now.jobs.map(({ action }) => action), moved: whatMoved(promise, now) }
  }

  test('buy a picture anew once, however often the plan is run', async () => {
    const options = { regenerate: ['poster'] }
    const fresh = await plannedText(teas)
    const [a, b] = [jobAt(fresh, 0), jobAt(fresh, 1)]
    const lock = lockAfter(bought(a, 'a1'), bought(b, 'b1'))
    const plan = await plannedText(teas, { lock, options })
    expect(plan.jobs.map(({ action }) => action)).toEqual(['regenerate', 'regenerate', 'create'])
    const half = lockAfter(bought(a, 'a1'), bought(b, 'b1'), bought(a, 'a2', 5))
    expect(await again({ plan, lock, options }, half, options)).toEqual({
      actions: ['absent', 'regenerate', 'create'],
      moved: [],
    })
  })

  test('send a failed job again once', async () => {
    const options = { retryFailed: true }
    const job = jobAt(await plannedText(teas), 0)
    const lock = lockAfter(failed(job, 'a1'))
    const plan = await plannedText(teas, { lock, options })
    const before = { plan, lock, options }
    expect((await again(before, lock, { retry_failed: true })).actions[0]).toBe('retry')
    const later = lockAfter(failed(job, 'a1'), failed(job, 'a2', { minute: 5 }))
    expect(await again(before, later, { retry_failed: true })).toEqual({
      actions: ['blocked', 'create', 'create'],
      moved: [],
    })
  })

  test('let the first n jobs be those that were the first when it was saved', async () => {
    const options = { limit: 2 }
    const plan = await plannedText(teas, { options })
    expect(plan.jobs).toHaveLength(2)
    const lock = lockAfter(bought(jobAt(plan, 0), 'a'))
    expect(await again({ plan, options }, lock, options)).toEqual({
      actions: ['absent', 'create'],
      moved: [],
    })
  })
})
