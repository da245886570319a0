import { expect, test } from 'vitest'
import { lockSpend } from '../../src/report/spend.ts'
import { statusOf } from '../../src/report/status.ts'
import { statusJson } from '../../src/report/status-json.ts'
import { statusText } from '../../src/report/status-text.ts'
import { aFailure, aLock, anAttempt } from './a-lock.ts'
import { aJob, aPlan } from './a-plan.ts'
import { schemaErrors } from './schemas.ts'

const context = {
  engine: 'mintage 0.1.0',
  manifestPath: 'campaign.yaml',
  lock: { path: 'campaign.lock', digest: `sha256:${'d'.repeat(64)}` },
}
const text = { width: 100, colour: false, lockPath: 'campaign.lock' }

const plan = aPlan(
  [
    aJob(1, { action: 'absent' }),
    aJob(2, { action: 'resume' }),
    aJob(3, { action: 'resolve' }),
    aJob(4, { action: 'blocked' }),
    aJob(5, { action: 'retry' }),
    aJob(6),
  ],
  { manifest: { budget: { maxCost: { amount: 5_000_000, currency: 'USD' }, maxImages: null } } },
)
const lock = aLock(
  [
    anAttempt(3, { state: 'reserved', images: null }),
    anAttempt(1),
    anAttempt(2, { state: 'submitted', taskId: 'task-1', images: null }),
    anAttempt(4, {
      state: 'failed',
      cost: null,
      images: null,
      error: aFailure('InvalidParameter'),
    }),
  ],
  ['poster/1.png', 'poster/gone.png'],
)

test('what was spent is the sum of the lines, and open outcomes stand beside it', () => {
  expect(lockSpend(lock)).toEqual([
    { currency: 'USD', images: 1, paid: 30_000, openJobs: 2, open: 60_000 },
  ])
})

test('a failure that was billed is spent, and an expired one is open', () => {
  const attempts = [
    anAttempt(1, { state: 'failed', images: null, error: aFailure('BAD_IMAGE') }),
    anAttempt(2, { state: 'failed', images: null, error: aFailure('EXPIRED') }),
  ]
  expect(lockSpend(aLock(attempts))).toEqual([
    { currency: 'USD', images: 0, paid: 30_000, openJobs: 1, open: 30_000 },
  ])
})

test('amounts of different currencies are never added', () => {
  const cost = { amount: '0.200000', currency: 'CNY', price_list: '2026-07' } as const
  const spend = lockSpend(aLock([anAttempt(1), anAttempt(2, { cost })]))
  expect(spend.map(({ currency, paid }) => [currency, paid])).toEqual([
    ['CNY', 200_000],
    ['USD', 30_000],
  ])
})

test('an image of several that failed is not counted as bought', () => {
  const images = [null, { sha256: 'a'.repeat(64), bytes: 3, width: 1, height: 1 }]
  expect(lockSpend(aLock([anAttempt(1, { images })]))[0]?.images).toBe(1)
})

test('jobs stand where the lockfile says, whatever files are here', () => {
  const status = statusOf(plan, lock)
  expect(status.jobs).toEqual({ total: 6, done: 1, open: 2, failed: 1, blocked: 1, waiting: 1 })
  expect(status.outputs).toEqual({ wanted: 6, recorded: 1 })
  expect(status.open.map(({ state, asset }) => [state, asset])).toEqual([
    ['submitted', 'poster'],
    ['reserved', 'poster'],
  ])
})

test('status for a person', () => {
  const [task, sent] = [plan.jobs[1], plan.jobs[2]].map((job) => job?.key.slice(0, 12))
  expect(statusText(statusOf(plan, lock), { ...text, width: 160 })).toBe(
    `tea-launch (campaign.lock)
  1 of 6 requests done; 1 waiting, 2 open, 1 failed, to be tried again, 1 failed for good
  1 of 6 outputs written
  0.03 USD paid for 1 image; 2 open outcomes may add 0.06 USD
  budget of the set: 5.00 USD
  ${task} of poster: submitted; the next run polls it (since 2026-11-20T03:02:00.000Z, task task-1, 0.03 USD)
  ${sent} of poster: outcome unknown: sent, and the answer was never seen (since 2026-11-20T03:03:00.000Z, 0.03 USD)
`,
  )
})

test('status as JSON is in its schema', () => {
  const json = statusJson(statusOf(plan, lock), context)
  expect(json).toMatchObject({
    status: 1,
    name: 'tea-launch',
    jobs: { total: 6, done: 1 },
    spend: [{ currency: 'USD', paid: '0.030000', open: '0.060000', open_jobs: 2 }],
    budget: { max_cost: { amount: '5.000000', currency: 'USD' }, max_images: null },
  })
  expect(schemaErrors('status', json)).toEqual([])
})

test('a manifest with errors leaves the lockfile to speak alone', () => {
  const error = { code: 'X_Y', severity: 'error', message: 'wrong', span: null } as const
  const status = statusOf(null, lock, [error])
  expect(status).toMatchObject({ name: 'tea-launch', errors: 1, jobs: null, outputs: null })
  expect(statusText(status, text)).toContain('the manifest has 1 error, so only the lockfile')
  expect(schemaErrors('status', statusJson(status, context))).toEqual([])
})

test('a set that was never run has spent nothing', () => {
  const status = statusOf(aPlan([aJob(1)]), { ...aLock([]), name: '' })
  expect(statusText(status, text)).toContain('nothing spent')
  expect(statusText(status, text)).toContain('0 of 1 request done; 1 waiting')
  const json = statusJson(status, { ...context, lock: { path: 'campaign.lock', digest: null } })
  expect(schemaErrors('status', json)).toEqual([])
})
