import { expect, test } from 'vitest'
import type { LockState, OutputRecord } from '../../src/lockfile/records.ts'
import { recipeHash } from '../../src/plan/recipe-hash.ts'
import { changeLines } from '../../src/report/plan-change-lines.ts'
import { planChanges } from '../../src/report/plan-changes.ts'
import { requestKey } from '../../src/request/key.ts'
import type { Request } from '../../src/request/request.ts'
import { aLock, anAttempt } from './a-lock.ts'
import { aJob, aPlan, aRequest } from './a-plan.ts'

/** A lockfile in which each of these files was made from this request. */
function lockOf(files: Readonly<Record<string, Partial<Request>>>): LockState {
  const made = Object.entries(files).map(([path, over]) => ({ path, request: aRequest(over) }))
  const attempts = made.map(({ request }, nth) =>
    anAttempt(nth, { request, key: requestKey(request), id: `a${nth}` }),
  )
  const lock = aLock(attempts)
  const record = (path: string, request: Request): OutputRecord => ({
    output: path,
    key: requestKey(request),
    image: 1,
    recipe: null,
    sha256: 'a'.repeat(64),
    bytes: 3,
    width: 1,
    height: 1,
    format: 'png',
  })
  return {
    ...lock,
    outputs: new Map(made.map(({ path, request }) => [path, record(path, request)])),
  }
}

test('a prompt that was edited is shown word by word, once for all files that it changes', () => {
  const old = 'Lotus oolong poster, warm palette'
  const jobs = [1, 2, 3].map((seed) =>
    aJob(seed, { request: { prompt: 'Lotus oolong poster, cool palette' } }),
  )
  const plan = aPlan(jobs)
  const lock = lockOf({
    'poster/1.png': { seed: 1, prompt: old },
    'poster/2.png': { seed: 2, prompt: old },
  })
  const changes = planChanges(plan, lock)
  expect(changes).toMatchObject([
    {
      asset: 'poster',
      paths: ['poster/1.png', 'poster/2.png'],
      what: { kind: 'request', fields: [{ field: 'prompt' }] },
    },
  ])
  expect(changeLines(changes, plan, 100)).toEqual([
    'out/poster/1.png (and 1 more): prompt',
    '  │ Lotus oolong poster, [-warm-]{+cool+} palette',
  ])
})

test('every field that changed has its reason, and other values are another change', () => {
  const jobs = [1, 2].map((seed) => aJob(seed, { request: { size: '1328*1328', seed } }))
  const plan = aPlan(jobs)
  const lock = lockOf({
    'poster/1.png': { size: '1664*928', model: 'qwen-image', seed: 1, negative_prompt: 'text' },
    'poster/2.png': { size: '928*1664', seed: 2 },
  })
  expect(changeLines(planChanges(plan, lock), plan, 100)).toEqual([
    'out/poster/1.png: model qwen-image → qwen-image-plus, negative_prompt, size 1664*928 → 1328*1328',
    '  │ [-text-]',
    'out/poster/2.png: size 928*1664 → 1328*1328',
  ])
})

test('other settings of a file are a change that costs nothing', () => {
  const recipe = {
    width: 320,
    height: null,
    fit: 'cover',
    position: 'centre',
    format: 'webp',
    quality: null,
  } as const
  const job = aJob(1, { action: 'restore' })
  const plan = aPlan([{ ...job, outputs: job.outputs.map((output) => ({ ...output, recipe })) }])
  const lock = lockOf({ 'poster/1.png': { seed: 1 } })
  expect(changeLines(planChanges(plan, lock), plan, 100)).toEqual([
    'out/poster/1.png: another size, crop, format, quality or overlay; made again for free',
  ])
  const record = lock.outputs.get('poster/1.png')
  if (record === undefined) throw new Error('no record')
  const same = new Map([['poster/1.png', { ...record, recipe: recipeHash(recipe) }]])
  expect(planChanges(plan, { ...lock, outputs: same })).toEqual([])
})

test('a request that the lockfile has forgotten is said to be another one', () => {
  const plan = aPlan([aJob(1)])
  const lock = { ...lockOf({ 'poster/1.png': { seed: 9 } }), byKey: new Map() }
  expect(changeLines(planChanges(plan, lock), plan, 100)).toEqual([
    'out/poster/1.png: another request; the lockfile no longer holds the earlier one',
  ])
})

test('files as they were, and new ones, are no change', () => {
  const plan = aPlan([aJob(1, { action: 'keep' }), aJob(2)])
  expect(planChanges(plan, lockOf({ 'poster/1.png': { seed: 1 } }))).toEqual([])
})

test('of a long prompt only what stands beside the change is shown', () => {
  const long = 'white space and a calm horizon '.repeat(60)
  const plan = aPlan([aJob(1, { request: { prompt: `${long}fox${long}` } })])
  const lock = lockOf({ 'poster/1.png': { seed: 1, prompt: `${long}cat${long}` } })
  const lines = changeLines(planChanges(plan, lock), plan, 80)
  expect(lines.length).toBeLessThan(6)
  expect(lines.join('\n')).toMatch(/…[^…]*\[-cat.*-\]\s*(│ )?\{\+fox.*\+\}[^…]*…/s)
})

test('a wholly different text is cut after a few lines, and more changes are counted', () => {
  const words = (letter: string) => Array.from({ length: 400 }, (_, n) => `${letter}${n}`).join(' ')
  const jobs = [1, 2, 3, 4, 5, 6, 7].map((seed) =>
    aJob(seed, { asset: `asset-${seed}`, request: { seed, prompt: words('b') } }),
  )
  const files = Object.fromEntries(
    jobs.map(({ outputs, request }) => [
      outputs[0]?.path,
      { seed: request.seed, prompt: words('a') },
    ]),
  )
  const plan = aPlan(jobs)
  const lines = changeLines(planChanges(plan, lockOf(files)), plan, 80)
  expect(lines.length).toBe(5 * (1 + 7) + 1)
  expect(lines.at(-1)).toBe('and 2 more changes; `mintage why PATH` tells of any file')
})

test('an earlier value cannot colour or begin a line', () => {
  const plan = aPlan([aJob(1)])
  const lock = lockOf({ 'poster/1.png': { seed: 1, prompt: '\u001b[2J\n::error::x' } })
  const text = changeLines(planChanges(plan, lock), plan, 80).join('\n')
  expect(text).not.toContain('\u001b')
  expect(text).not.toMatch(/^\s*::/m)
})
