import { describe, expect, test } from 'vitest'
import type { LockState } from '../../../src/lockfile/records.ts'
import type { FilesAtHand, OutputStatus, Plan } from '../../../src/plan/plan.ts'
import { buildGallery, type GalleryFacts } from '../../../src/report/gallery/build-gallery.ts'
import { galleryText } from '../../../src/report/gallery/gallery-text.ts'
import { plannedText } from '../../support/planned-text.ts'
import { aFailure, aLock, anAttempt } from '../a-lock.ts'
import { aJob, aPlan } from '../a-plan.ts'
import { schemaErrors } from '../schemas.ts'

const original = 'a'.repeat(64)
const noFiles: FilesAtHand = { outputs: new Map(), originals: new Set() }

function gallery(plan: Plan, lock: LockState, wish: Partial<GalleryFacts> = {}) {
  const data = buildGallery(plan, {
    engine: 'mintage 0.1.0',
    lock,
    files: { outputs: new Map(), originals: new Set([original]) },
    thumbnails: new Set([original]),
    wayToOutputs: '../out',
    ...wish,
  })
  expect(schemaErrors('gallery', data)).toEqual([])
  return data
}

/** A job whose outputs stand like this. */
function standing(seed: number, wish: Parameters<typeof aJob>[1], status: OutputStatus) {
  const job = aJob(seed, wish)
  return { ...job, outputs: job.outputs.map((output) => ({ ...output, status })) }
}

test('a picture tells of its request, its answer, its price and its files', () => {
  const plan = aPlan([standing(1, { action: 'keep' }, 'at-hand')])
  const done = anAttempt(1, {
    response: { actual_prompt: 'A longer prompt', request_id: 'r-1', region: 'singapore' },
    warning: 'another size',
  })
  const { pictures, requests, totals, simulated } = gallery(plan, aLock([done], ['poster/1.png']))
  expect(pictures).toEqual([
    {
      request: 0,
      image: 1,
      position: {
        asset: 'poster',
        model: 'qwen-image-plus',
        size: '1664*928',
        seed: '1',
        index: '1',
      },
      status: 'done',
      width: 1664,
      height: 928,
      thumbnail: original,
      files: [
        {
          path: 'poster/1.png',
          href: '../out/poster/1.png',
          variant: null,
          status: 'done',
          recorded: { sha256: original, bytes: 3, width: 1664, height: 928, format: 'png' },
        },
      ],
    },
  ])
  expect(requests[0]).toMatchObject({
    action: 'keep',
    rewritten: 'A longer prompt',
    rewritten_unavailable: null,
    response: { request_id: 'r-1', region: 'singapore' },
    cost: { amount: '0.030000', currency: 'USD' },
    error: null,
    warning: 'another size',
  })
  expect(totals.statuses).toEqual({ done: 1 })
  expect(simulated).toBe(false)
})

describe('how a picture stands', () => {
  test.each([
    ['create', 'to-write', 'waiting'],
    ['retry', 'to-write', 'failed'],
    ['blocked', 'to-write', 'blocked'],
    ['resume', 'to-write', 'under-way'],
    ['resolve', 'to-write', 'unknown'],
    ['create', 'unexplained', 'unexplained'],
  ] as const)('without a picture: %s, %s', (action, status, expected) => {
    const { pictures } = gallery(aPlan([standing(1, { action }, status)]), aLock([]), {
      files: noFiles,
    })
    expect(pictures[0]).toMatchObject({ status: expected, thumbnail: null })
  })

  test.each([
    ['keep', 'at-hand', 'done'],
    ['restore', 'to-write', 'to-restore'],
    ['resolve', 'to-write', 'to-restore'],
    ['absent', 'absent', 'absent'],
    ['changed', 'changed', 'changed'],
    ['blocked', 'missing-image', 'missing'],
  ] as const)('with one that was paid for: %s, %s', (action, status, expected) => {
    const { pictures } = gallery(aPlan([standing(1, { action }, status)]), aLock([anAttempt(1)]))
    expect(pictures[0]?.status).toBe(expected)
  })

  test('as the first of its files that is not done', () => {
    const job = standing(1, { action: 'restore' }, 'at-hand')
    const [main] = job.outputs
    if (main === undefined) throw new Error('no output')
    const variant = { ...main, path: 'poster/1.og.jpg', variant: 'og', status: 'to-write' as const }
    const plan = aPlan([{ ...job, outputs: [main, variant] }])
    const { pictures } = gallery(plan, aLock([anAttempt(1)], ['poster/1.png']))
    expect(pictures).toHaveLength(1)
    expect(pictures[0]?.status).toBe('to-restore')
    expect(pictures[0]?.files.map(({ status, href }) => [status, href])).toEqual([
      ['done', '../out/poster/1.png'],
      ['to-restore', null],
    ])
  })
})

test('a failure tells its code and message, and one before a picture does not', () => {
  const failed = anAttempt(1, {
    id: 'failed',
    state: 'failed',
    images: null,
    cost: null,
    error: aFailure('DataInspectionFailed'),
  })
  const plan = aPlan([standing(1, { action: 'blocked' }, 'to-write')])
  const before = gallery(plan, aLock([failed]), { files: noFiles })
  expect(before.requests[0]?.error).toMatchObject({
    code: 'DataInspectionFailed',
    message: 'it failed',
  })
  const after = gallery(plan, aLock([failed, anAttempt(1)]))
  expect(after.requests[0]?.error).toBeNull()
})

test('a changed file is shown as it is now, and an unexplained one not at all', () => {
  const edited = 'b'.repeat(64)
  const files = { outputs: new Map([['poster/1.png', edited]]), originals: new Set([original]) }
  const thumbnails = new Set([original, edited])
  const changed = aPlan([standing(1, { action: 'changed' }, 'changed')])
  expect(
    gallery(changed, aLock([anAttempt(1)]), { files, thumbnails }).pictures[0]?.thumbnail,
  ).toBe(edited)
  const stranger = aPlan([standing(1, {}, 'unexplained')])
  expect(gallery(stranger, aLock([]), { files, thumbnails }).pictures[0]?.thumbnail).toBeNull()
})

test('what each asset cost adds up to what was paid, also for what is no longer wanted', () => {
  const plan = aPlan([
    standing(1, { action: 'keep' }, 'at-hand'),
    standing(2, { action: 'keep', asset: 'hero' }, 'at-hand'),
  ])
  const { totals } = gallery(plan, aLock([anAttempt(1), anAttempt(2), anAttempt(3)]))
  expect(totals.spend).toEqual([
    { currency: 'USD', images: 3, paid: '0.090000', open_jobs: 0, open: '0.000000' },
  ])
  expect(totals.assets).toEqual([
    { asset: 'poster', currency: 'USD', images: 1, paid: '0.030000' },
    { asset: 'hero', currency: 'USD', images: 1, paid: '0.030000' },
    { asset: null, currency: 'USD', images: 1, paid: '0.030000' },
  ])
})

test('a set can be filtered by model also where the asset decides it', async () => {
  const plan = await plannedText(`version: 1
name: tea
assets:
  poster: {prompt: A, model: qwen-image-plus, size: "1:1", seeds: [1]}
  hero: {prompt: B, model: qwen-image, size: "1:1", seeds: [1]}
`)
  const { dimensions, filters } = gallery(plan, aLock([]), { files: noFiles })
  expect(dimensions.map(({ name }) => name)).toEqual(['asset'])
  expect(filters).toEqual([
    { name: 'asset', values: ['poster', 'hero'] },
    { name: 'model', values: ['qwen-image-plus', 'qwen-image'] },
  ])
})

test('a simulated picture marks the set', () => {
  const plan = aPlan([standing(1, { action: 'keep' }, 'at-hand')])
  const data = gallery(plan, aLock([anAttempt(1, { response: { simulated: true } })]))
  expect(data.simulated).toBe(true)
  const thumbnails = { made: 1, kept: 0, removed: 2 }
  expect(galleryText(data, { page: 'gallery/index.html', thumbnails })).toBe(
    'gallery/index.html: 1 picture, simulated (1 done)\nthumbnails of 1 picture: 1 made, 0 kept; 2 old files removed',
  )
})

test('counts files that no record explains as what they are: files', () => {
  const jobs = [1, 2].map((n) => standing(n, { action: 'keep' }, 'unexplained'))
  const data = gallery(aPlan(jobs), aLock([]))
  const thumbnails = { made: 0, kept: 0, removed: 0 }
  expect(galleryText(data, { page: 'gallery/index.html', thumbnails })).toContain(
    '2 pictures (2 unexplained files)',
  )
})

test('where the output folder is out of reach there are no links', () => {
  const plan = aPlan([standing(1, { action: 'keep' }, 'at-hand')])
  const { pictures } = gallery(plan, aLock([anAttempt(1)]), { wayToOutputs: null })
  expect(pictures[0]?.files[0]?.href).toBeNull()
})
