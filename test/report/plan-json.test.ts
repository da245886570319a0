import { expect, test } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import type { PlanChange } from '../../src/report/plan-changes.ts'
import { type PlanJsonContext, planJson } from '../../src/report/plan-json.ts'
import { aJob, aPlan } from './a-plan.ts'
import { schemaErrors } from './schemas.ts'

const context: PlanJsonContext = {
  engine: 'mintage 0.1.0',
  manifestPath: 'campaign.yaml',
  lock: { path: 'campaign.lock', digest: null },
  options: {},
  changes: [],
}

const limits = { submit: { count: 2, per: 'second' }, concurrent: { async: 2, sync: null } }

const finding: Diagnostic = {
  code: 'MANIFEST_UNKNOWN_VARIABLE',
  severity: 'error',
  message: 'prompt uses `{{seasson}}`',
  span: { file: 'sets/campaign.yaml', line: 14, column: 24, length: 11 },
  related: [
    { span: { file: 'sets/data/a.csv', line: 1, column: 1, length: 3 }, message: 'columns' },
  ],
  help: 'did you mean `{{season}}`?',
}

test('the plan as JSON has the form that the command line documents', () => {
  const plan = aPlan([aJob(100, { cells: 2 }), aJob(7, { action: 'keep' })], {
    orphans: ['old.png'],
  })
  const json = planJson(plan, context)
  const [created, kept] = plan.jobs
  expect(json).toEqual({
    plan: 1,
    engine: 'mintage 0.1.0',
    manifest: {
      path: 'campaign.yaml',
      name: 'tea-launch',
      digest: `sha256:${'a'.repeat(64)}`,
    },
    data: [{ path: 'data/drinks.csv', digest: `sha256:${'b'.repeat(64)}` }],
    lock: { path: 'campaign.lock', digest: null },
    region: 'singapore',
    options: {},
    jobs: [
      {
        key: created?.key,
        action: 'create',
        reason: 'not in the lockfile',
        asset: 'poster',
        request: created?.request,
        mode: 'async',
        outputs: ['out/poster/100.png'],
        images: 1,
        cost: '0.030000',
      },
      {
        key: kept?.key,
        action: 'keep',
        reason: 'done',
        asset: 'poster',
        request: kept?.request,
        mode: 'async',
        outputs: ['out/poster/7.png'],
        images: 1,
        cost: '0.000000',
      },
    ],
    orphans: ['out/old.png'],
    findings: [],
    totals: { outputs: 2, jobs: 2, duplicates: 1, images: 2, actions: { create: 1, keep: 1 } },
    estimate: {
      images: 1,
      cost: '0.030000',
      currency: 'USD',
      price_list: '2026-07',
      seconds: 16,
      bound: 'latency',
      unknown: { jobs: 0, cost: '0.000000' },
    },
    terms: [
      {
        model: 'qwen-image-plus',
        price: { amount: '0.030000', currency: 'USD', list: '2026-07' },
        listed_price: { amount: '0.030000', list: '2026-07' },
        limits,
        listed_limits: limits,
      },
    ],
    lanes: [
      {
        model: 'qwen-image-plus',
        mode: 'async',
        requests: 1,
        seconds: 16,
        bound: 'latency',
        at_risk_in_sync: { requests: 1, cost: '0.030000' },
        other: { mode: 'sync', seconds: 16, bound: 'latency', rewritten_prompts: 1 },
      },
    ],
    changes: [],
  })
  expect(schemaErrors('plan', json)).toEqual([])
})

test('every option and finding of a plan is in its schema', () => {
  const json = planJson(aPlan([aJob(1)], { findings: [finding, { ...finding, span: null }] }), {
    ...context,
    lock: { path: 'campaign.lock', digest: `sha256:${'c'.repeat(64)}` },
    options: {
      only: ['poster'],
      where: ['city=Shanghai'],
      limit: 3,
      regenerate: ['out/**'],
      overwrite: true,
      retry_failed: true,
      set: ['brand=Lotus'],
      model: 'qwen-image',
      region: 'beijing',
      mode: 'sync',
      simulate: true,
    },
  })
  expect(schemaErrors('plan', json)).toEqual([])
})

test('what the manifest sets stands beside what is listed, and what no list has is null', () => {
  const plan = aPlan([aJob(1), aJob(2, { request: { model: 'wan2.5-t2i-preview' } })], {
    manifest: {
      prices: new Map([['qwen-image-plus', 20_000]]),
      limits: new Map([['qwen-image-plus', { concurrent: 8 }]]),
    },
  })
  const json = planJson(plan, context)
  expect(json.terms[0]).toMatchObject({
    price: { amount: '0.020000', list: 'manifest' },
    listed_price: { amount: '0.030000', list: '2026-07' },
    limits: { concurrent: { async: 8, sync: 8 } },
    listed_limits: { concurrent: { async: 2, sync: null } },
  })
  expect(json.lanes[1]).toMatchObject({ model: 'wan2.5-t2i-preview', other: null })
  expect(schemaErrors('plan', json)).toEqual([])
  const [, listed] = [...plan.prices.values()]
  if (listed === undefined) throw new Error('no price')
  const unlisted = { ...plan, prices: new Map([['my-model', { ...listed, list: 'manifest' }]]) }
  const [terms] = planJson(unlisted, context).terms
  expect(terms).toMatchObject({ listed_price: null, limits: null, listed_limits: null })
  expect(schemaErrors('plan', planJson(unlisted, context))).toEqual([])
})

test('what changed since the lockfile is in the plan, each kind in its schema', () => {
  const fields = [
    { field: 'prompt', from: 'a', to: 'b', words: [{ kind: 'removed', text: 'a' }] },
    { field: 'watermark', from: false, to: true, words: null },
  ] as const
  const changes: PlanChange[] = [
    { asset: 'poster', paths: ['poster/1.png'], what: { kind: 'request', fields } },
    { asset: 'poster', paths: ['poster/2.png'], what: { kind: 'forgotten' } },
    { asset: 'poster', paths: ['poster/3.png'], what: { kind: 'recipe' } },
  ]
  const json = planJson(aPlan([aJob(1)]), { ...context, changes })
  expect(json.changes[0]).toEqual({
    asset: 'poster',
    kind: 'request',
    outputs: ['out/poster/1.png'],
    fields: [
      { field: 'prompt', from: 'a', to: 'b' },
      { field: 'watermark', from: false, to: true },
    ],
  })
  expect(schemaErrors('plan', json)).toEqual([])
})

test('places of findings are relative to the manifest, wherever the plan is made', () => {
  const source = { file: 'sets/campaign.yaml', span: () => never(), templateSpan: () => never() }
  const plan = aPlan([], { findings: [finding], manifest: { source } })
  expect(planJson(plan, context).findings[0]).toMatchObject({
    at: { file: 'campaign.yaml', line: 14 },
    related: [{ file: 'data/a.csv', message: 'columns' }],
  })
})

test('a plan that lacks a field, or has one too many, is not in its schema', () => {
  const json = planJson(aPlan([aJob(1)]), context)
  const { estimate: _, ...without } = json
  expect(schemaErrors('plan', without)).not.toEqual([])
  expect(schemaErrors('plan', { ...json, extra: 1 })).not.toEqual([])
})

function never(): never {
  throw new Error('a finding that exists needs no place')
}
