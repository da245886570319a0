import { expect, test } from 'vitest'
import { displayWidth } from '../../src/diagnostics/width.ts'
import { type PlanTextOptions, planText } from '../../src/report/plan-text.ts'
import { aJob, aPlan } from './a-plan.ts'

const options: PlanTextOptions = {
  texts: new Map(),
  width: 100,
  colour: false,
  spent: [],
  changes: [],
}
const esc = '\u001b'

test('a small plan names every job, its price and its time', () => {
  const plan = aPlan([
    aJob(1, { outputs: ['poster/1.png', 'poster/1.og.jpg'], cells: 2 }),
    aJob(2, { action: 'keep' }),
    aJob(3, { asset: 'mascot' }),
  ])
  expect(planText(plan, options)).toBe(
    `plan for tea-launch (campaign.yaml): 4 outputs in out/, region singapore

asset   action  jobs  images  outputs      cost
poster  create     1       1        2  0.03 USD
poster  keep       1       1        1         –
mascot  create     1       1        1  0.03 USD
total              3       3        4  0.06 USD

4 cells ask for 3 different requests: 1 duplicate costs nothing, which saves 0.03 USD

price
  2 images × 0.03 USD (qwen-image-plus, price list 2026-07) = 0.06 USD
  failed images are not billed, so it can only be less

time
  about 16 s; no limit binds, that is how long a picture takes
  qwen-image-plus: sync would take as long, about 16 s; it would lose the rewritten prompts of 2
    requests, and up to 2 requests in flight could not be recovered after a crash (≤ 0.06 USD)

why
  create out/poster/1.png (and 1 more): not in the lockfile
  create out/mascot/3.png: not in the lockfile
  keep out/poster/2.png: done

prompts
  out/poster/1.png (qwen-image-plus, 1664*928, seed 1)
    │ Lotus oolong poster for Shanghai, flat illustration
  out/mascot/3.png (qwen-image-plus, 1664*928, seed 3)
    │ Lotus oolong poster for Shanghai, flat illustration

2 images, at most 0.06 USD, about 16 s; nothing was sent, nothing was spent
`,
  )
})

test('a large plan groups reasons and names outputs where a person may have to act', () => {
  const created = Array.from({ length: 20 }, (_, index) => aJob(index + 1))
  const absent = Array.from({ length: 5 }, (_, index) =>
    aJob(index + 100, { action: 'absent', reason: 'neither the file nor its original is here' }),
  )
  const text = planText(aPlan([...created, ...absent]), options)
  expect(text).toContain('create, 20 jobs: not in the lockfile')
  expect(text).not.toContain('out/poster/7.png:')
  expect(text).toContain('absent, 5 jobs: neither the file nor its original is here')
  expect(text).toContain('out/poster/100.png')
  expect(text).toContain('and 2 more')
  expect(text).toContain('pay 0.15 USD for new pictures')
})

test('the limit that binds is named with its model', () => {
  const jobs = Array.from({ length: 40 }, (_, index) => aJob(index))
  const text = planText(aPlan(jobs), options)
  expect(text).toContain('the limit that binds: 2 tasks at a time (qwen-image-plus, async)')
})

test('an open outcome is priced beside the estimate', () => {
  const text = planText(aPlan([aJob(1), aJob(2, { action: 'resolve', reason: 'sent' })]), options)
  expect(text).toContain('1 request with an open outcome may add up to 0.03 USD')
  expect(text).toContain('1 image, at most 0.03 USD')
  expect(text).toContain('1 open outcome may add up to 0.03 USD')
})

test('a price and limits that the manifest sets stand beside those of the list', () => {
  const plan = aPlan([aJob(1)], {
    manifest: {
      prices: new Map([['qwen-image-plus', 20000]]),
      limits: new Map([['qwen-image-plus', { concurrent: 8 }]]),
    },
  })
  const text = planText(plan, { ...options, width: 160 })
  expect(text).toContain(
    '1 image × 0.02 USD (qwen-image-plus, price set by the manifest; 0.03 USD in price list 2026-07)',
  )
  expect(text).toContain('2 submits per second, 8 tasks at a time, 8 calls at a time, set by')
  expect(text).toContain('listed: 2 submits per second, 2 tasks at a time')
})

test('a price and limits of the manifest are marked also where nothing is to be paid', () => {
  const plan = aPlan([aJob(1, { action: 'keep' })], {
    manifest: {
      prices: new Map([['qwen-image-plus', 20000]]),
      limits: new Map([['qwen-image-plus', { submit: { count: 9, per: 'second' } }]]),
    },
  })
  const text = planText(plan, { ...options, width: 160 })
  expect(text).toContain(
    'qwen-image-plus: 0.02 USD an image, price set by the manifest; 0.03 USD in price list 2026-07',
  )
  expect(text).toContain('9 submits per second, 2 tasks at a time, set by the manifest; listed: 2')
})

test('budget, spend so far, orphans and findings are shown', () => {
  const plan = aPlan([aJob(1)], {
    orphans: ['old.png'],
    findings: [{ code: 'LINT_X', severity: 'warning', message: 'axis is never used', span: null }],
    manifest: {
      budget: { maxCost: { amount: 12_500_000, currency: 'USD' }, maxImages: 300 },
    },
  })
  const spent = [{ currency: 'USD', images: 3, paid: 90_000, openJobs: 1, open: 30_000 }] as const
  const text = planText(plan, { ...options, spent })
  expect(text).toContain('12.50 USD and 300 images for all that this lockfile ever pays')
  expect(text).toContain('before: 0.09 USD paid for 3 images; 1 open outcome may add 0.03 USD')
  expect(text).toContain('1 file that the manifest no longer names; nothing deletes them')
  expect(text).toContain('out/old.png')
  expect(text).toContain('warning[LINT_X]: axis is never used')
})

test('a plan with nothing to pay says so', () => {
  const text = planText(aPlan([aJob(1, { action: 'keep' })]), options)
  expect(text).toContain('nothing to pay: no new image is asked for')
  expect(text).not.toContain('time\n')
})

test('a narrow terminal gets a sentence per row, and prompts stay inside it', () => {
  const prompt = '春天的乌龙茶海报，平面插画，温暖的色调，大量留白，标题为“慢下来”。'.repeat(3)
  const plan = aPlan([aJob(1, { request: { prompt } }), aJob(2, { action: 'keep' })])
  const text = planText(plan, { ...options, width: 40 })
  expect(text).toContain('poster: create 1 job')
  expect(text).not.toContain('asset   action')
  const quoted = text.split('\n').filter((line) => line.includes('│'))
  expect(quoted.length).toBe(4)
  for (const line of quoted) expect(displayWidth(line)).toBeLessThanOrEqual(40)
})

test.each([20, 33, 40, 61])(
  'at %i columns no sentence of ours is wider than the terminal',
  (width) => {
    const jobs = Array.from({ length: 40 }, (_, index) => aJob(index + 1))
    const plan = aPlan([...jobs, aJob(99, { action: 'resolve', reason: 'sent' })], {
      manifest: { budget: { maxCost: { amount: 12_500_000, currency: 'USD' }, maxImages: 300 } },
    })
    const text = planText(plan, { ...options, width })
    const prose = text.split('\n').filter((line) => !/│|out\/|^why/.test(line))
    for (const line of prose) expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(width, 32))
  },
)

test('values cannot colour, move the cursor or begin a line of their own', () => {
  const evil = `${esc}[2J\n::error::gotcha`
  const plan = aPlan([aJob(1, { request: { prompt: evil }, reason: evil, action: 'blocked' })])
  const text = planText(plan, options)
  expect(text).not.toContain(esc)
  expect(text.split('\n').filter((line) => line.trimStart().startsWith('::'))).toEqual([])
})

test('colour changes nothing but colour', () => {
  const plan = aPlan([aJob(1), aJob(2)])
  const coloured = planText(plan, { ...options, colour: true })
  expect(coloured).toContain(`${esc}[1m`)
  expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(planText(plan, options))
})
