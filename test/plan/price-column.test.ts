import { expect, test } from 'vitest'
import { emptyState } from '../../src/lockfile/fold.ts'
import { createPlan, defaultPlanOptions } from '../../src/plan/create-plan.ts'
import { expand } from '../../src/plan/expand.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { soundText } from '../support/load-text.ts'

async function planOf(provider: string, model: string, more = ''): Promise<Plan> {
  const text = `version: 1\nname: tea\nprovider: {${provider}}\nassets: {fox: {prompt: a fox, model: ${model}}}\n${more}`
  const manifest = await soundText(text)
  return createPlan({
    manifest,
    expansion: expand(manifest),
    baseJobs: null,
    findings: [],
    lock: emptyState('tea'),
    files: { outputs: new Map(), originals: new Set() },
    options: defaultPlanOptions,
  })
}

test.each([
  ['region: singapore', 'qwen-image-plus', 30_000, 'USD', '2026-07'],
  ['region: singapore, currency: CNY', 'qwen-image-plus', 220_177, 'CNY', '2026-07'],
  ['region: beijing', 'qwen-image-plus', 200_000, 'CNY', '2026-07'],
  ['region: beijing, currency: USD', 'qwen-image-plus', 28_671, 'USD', '2025-11-13'],
  ['region: virginia, currency: CNY', 'wan2.6-t2i', 200_000, 'CNY', '2026-07'],
  ['region: frankfurt, currency: CNY, workspace: ws-1', 'wan2.6-t2i', 200_000, 'CNY', '2026-07'],
])('{%s}: %s costs %d millionths of %s', async (provider, model, cost, currency, priceList) => {
  const { estimate, jobs } = await planOf(provider, model)
  expect(estimate).toMatchObject({ cost, currency, priceList })
  expect(jobs).toMatchObject([{ cost }])
})

test.each([
  ['region: virginia', 'wan2.6-t2i', 'USD'],
  ['region: frankfurt, workspace: ws-1', 'wan2.6-t2i', 'USD'],
  ['region: beijing, currency: USD', 'qwen-image', 'USD'],
])('{%s}: no list names %s in %s, so the manifest has to', async (provider, model, currency) => {
  const { findings, jobs } = await planOf(provider, model)
  expect(findings).toMatchObject([
    {
      code: 'PLAN_NO_PRICE',
      severity: 'error',
      message: expect.stringContaining(`\`${model}\` in ${currency}`),
      span: { line: 3, column: 11 },
      help: expect.stringContaining(`prices: {${model}:`),
    },
  ])
  expect(jobs).toEqual([])
  const { estimate } = await planOf(provider, model, `prices: {${model}: 0.04}\n`)
  expect(estimate).toMatchObject({ cost: 40_000, currency, priceList: 'manifest' })
})
