import { describe, expect, test } from 'vitest'
import { stateOf } from '../../src/lockfile/fold.ts'
import type { LockRecord } from '../../src/lockfile/records.ts'
import { decide, type Wishes } from '../../src/plan/decide.ts'
import type { Job } from '../../src/plan/job.ts'
import type { FilesAtHand } from '../../src/plan/plan.ts'
import { recipeHash } from '../../src/plan/recipe-hash.ts'
import { jobOf, request } from '../support/run-harness.ts'

const asked = request()
const job = jobOf(asked)
const [output] = job.outputs
const path = output?.path ?? ''
const sha = 'a'.repeat(64)
const edited = 'e'.repeat(64)
const cost = { amount: '0.030000', currency: 'USD', price_list: '2026-07' } as const
const facts = { sha256: sha, bytes: 10, width: 1328, height: 1328 }
const noWishes: Wishes = { regenerate: false, retryFailed: false, overwrite: false }

type Step =
  | 'reserved'
  | 'submitted'
  | 'generated'
  | 'done'
  | 'failed-for-good'
  | 'failed-passing'
  | 'expired'

/** The records of one attempt, up to a step; later attempts have later hours. */
function attempt(step: Step, hour = 1): LockRecord[] {
  const at = `2026-11-20T0${hour}:00:00.000Z`
  const head = { key: job.key, attempt: `attempt-${hour}`, at }
  const reserved: LockRecord = { ...head, state: 'reserved', mode: 'async', request: asked, cost }
  const error = { message: 'said so', http_status: 400, request_id: null }
  const failed = (code: string, retriable: boolean): LockRecord => ({
    ...head,
    state: 'failed',
    error: { ...error, code, retriable },
    request: asked,
    ...(code === 'EXPIRED' ? { cost } : {}),
  })
  const last: { [step in Step]: LockRecord[] } = {
    reserved: [],
    submitted: [{ ...head, state: 'submitted', task_id: 't-1', request_id: null }],
    generated: [
      {
        ...head,
        state: 'generated',
        images: [{ url: 'https://x.aliyuncs.com/a.png' }],
        request_id: null,
        response: {},
      },
    ],
    done: [{ ...head, state: 'done', images: [facts], request: asked, response: {}, cost }],
    'failed-for-good': [failed('DataInspectionFailed', false)],
    'failed-passing': [failed('InternalError', true)],
    expired: [failed('EXPIRED', false)],
  }
  return [reserved, ...last[step]]
}

const written: LockRecord = {
  output: path,
  key: job.key,
  image: 1,
  recipe: null,
  sha256: sha,
  bytes: 10,
  width: 1328,
  height: 1328,
  format: 'png',
}

const nothing: FilesAtHand = { outputs: new Map(), originals: new Set() }
const both: FilesAtHand = { outputs: new Map([[path, sha]]), originals: new Set([sha]) }

function action(
  records: readonly LockRecord[],
  over: { files?: FilesAtHand; wishes?: Partial<Wishes>; job?: Job } = {},
): string {
  const lock = stateOf('test', records)
  const wishes = { ...noWishes, ...over.wishes }
  return decide(over.job ?? job, wishes, { lock, files: over.files ?? nothing }).action
}

describe('what costs money is decided by the lockfile', () => {
  test.each<[string, LockRecord[], string]>([
    ['nothing', [], 'create'],
    ['an attempt whose answer was never seen', attempt('reserved'), 'resolve'],
    ['a task', attempt('submitted'), 'resume'],
    ['an answer not downloaded', attempt('generated'), 'resume'],
    ['a passing failure', attempt('failed-passing'), 'retry'],
    ['a failure for good', attempt('failed-for-good'), 'blocked'],
    ['an expired picture', attempt('expired'), 'resolve'],
    [
      'a failure after an unknown outcome',
      [...attempt('reserved', 1), ...attempt('failed-for-good', 2)],
      'resolve',
    ],
    [
      'a task after an unknown outcome',
      [...attempt('reserved', 1), ...attempt('submitted', 2)],
      'resume',
    ],
    [
      'a retriable failure after an expired picture',
      [...attempt('expired', 1), ...attempt('failed-passing', 2)],
      'resolve',
    ],
    ['a picture after an expired one', [...attempt('expired', 1), ...attempt('done', 2)], 'absent'],
    [
      'a picture after an unknown outcome',
      [...attempt('reserved', 1), ...attempt('done', 2)],
      'absent',
    ],
    [
      'a task that is to replace a picture',
      [...attempt('done', 1), ...attempt('submitted', 2)],
      'resume',
    ],
    [
      'a failed replacement of a picture',
      [...attempt('done', 1), ...attempt('failed-for-good', 2)],
      'absent',
    ],
  ])('%s: the action is as the engine says', (_, records, wanted) => {
    expect(action(records)).toBe(wanted)
    expect(action([...records].reverse())).toBe(wanted)
  })

  test('what failed for good is sent again when asked', () => {
    expect(action(attempt('failed-for-good'), { wishes: { retryFailed: true } })).toBe('retry')
  })

  test('a picture is bought anew only when asked, and never while one is open', () => {
    const wishes = { regenerate: true }
    expect(action(attempt('done'), { files: both })).toBe('restore')
    expect(action(attempt('done'), { files: both, wishes })).toBe('regenerate')
    expect(action([...attempt('done', 1), ...attempt('submitted', 2)], { wishes })).toBe('resume')
    expect(action([], { wishes })).toBe('create')
  })

  test('the reason says what was found', () => {
    const lock = stateOf('test', attempt('failed-for-good'))
    const { reason } = decide(job, noWishes, { lock, files: nothing })
    expect(reason).toContain('DataInspectionFailed: said so')
  })
})

describe('files at hand choose between keep, restore, changed and absent', () => {
  const done = [...attempt('done'), written]
  const stored: FilesAtHand = { outputs: new Map(), originals: new Set([sha]) }

  test.each<[string, FilesAtHand, string]>([
    ['the file as written', both, 'keep'],
    ['only the original', stored, 'restore'],
    [
      'only the output, which is the original',
      { outputs: new Map([[path, sha]]), originals: new Set([sha]) },
      'keep',
    ],
    ['neither', nothing, 'absent'],
    [
      'an edited file',
      { outputs: new Map([[path, edited]]), originals: new Set([sha]) },
      'changed',
    ],
    [
      'an edited file and no original',
      { outputs: new Map([[path, edited]]), originals: new Set() },
      'changed',
    ],
  ])('%s', (_, files, wanted) => {
    expect(action(done, { files })).toBe(wanted)
  })

  test('an edited file is restored when asked', () => {
    const files = { outputs: new Map([[path, edited]]), originals: new Set([sha]) }
    expect(action(done, { files, wishes: { overwrite: true } })).toBe('restore')
  })

  test('a renamed output is made from the original, for free', () => {
    const renamed = { ...job, outputs: job.outputs.map((one) => ({ ...one, path: 'new.png' })) }
    expect(action(done, { files: both, job: renamed })).toBe('restore')
  })

  test('an unfinished write is no edit', () => {
    const files = { outputs: new Map([[path, edited]]), originals: new Set([sha]) }
    expect(action([...attempt('done'), { ...written, replaces: edited }], { files })).toBe(
      'restore',
    )
  })

  test('a variant made by other settings, or from an earlier picture, is made again', () => {
    const recipe = {
      width: 320,
      height: null,
      fit: 'cover',
      position: 'centre',
      format: 'webp',
      quality: null,
    } as const
    const variant = {
      ...job,
      outputs: job.outputs.map((one) => ({ ...one, path: 't.webp', variant: 'thumb', recipe })),
    }
    const line = {
      ...written,
      output: 't.webp',
      recipe: recipeHash(recipe),
      sha256: edited,
      derived_from: sha,
    }
    const files = { outputs: new Map([['t.webp', edited]]), originals: new Set([sha]) }
    const look = (over: Partial<typeof line>) =>
      action([...attempt('done'), { ...line, ...over }], { files, job: variant })
    expect(look({})).toBe('keep')
    expect(look({ recipe: recipeHash({ ...recipe, width: 640 }) })).toBe('restore')
    expect(look({ derived_from: 'd'.repeat(64) })).toBe('restore')
  })

  test('a file that no record explains is not ours to replace', () => {
    const files = { outputs: new Map([[path, edited]]), originals: new Set<string>() }
    const statusOf = (records: LockRecord[], wishes = noWishes) =>
      decide(job, wishes, { lock: stateOf('test', records), files }).outputs[0]?.status
    expect(statusOf([])).toBe('unexplained')
    expect(statusOf([], { ...noWishes, overwrite: true })).toBe('to-write')
    expect(statusOf([written])).toBe('changed')
  })

  test('of several images, those that came are kept and the missing ones are said', () => {
    const two = jobOf(request({ n: 2 }))
    const records = attempt('done').map((record) => ({
      ...record,
      key: two.key,
      images: [facts, null],
    })) as LockRecord[]
    const files = {
      outputs: new Map([[two.outputs[0]?.path ?? '', sha]]),
      originals: new Set([sha]),
    }
    const lines = [{ ...written, key: two.key, output: two.outputs[0]?.path ?? '' }]
    expect(action([...records, ...lines], { files, job: two })).toBe('blocked')
    const wishes = { retryFailed: true }
    expect(action([...records, ...lines], { files, job: two, wishes })).toBe('regenerate')
  })
})
