import { describe, expect, test } from 'vitest'
import { type ListedModel, regions, type SizeRule } from '../../src/catalog/model.ts'
import { findModel, modelIds } from '../../src/catalog/models.ts'
import { formatMicros } from '../../src/catalog/money.ts'
import { defaultCurrency, needsWorkspace, priceOf } from '../../src/catalog/regions.ts'

const models = modelIds().map(get)

function get(id: string): ListedModel {
  const model = findModel(id)
  if (model === undefined) throw new Error(`no model ${id}`)
  return model
}

function allows(rule: SizeRule, size: string): boolean {
  const [width = 0, height = 0] = size.split('*').map(Number)
  if (rule.kind === 'list') return rule.sizes.includes(size)
  if (rule.kind === 'side') return [width, height].every((s) => s >= rule.min && s <= rule.max)
  const inRatio =
    rule.ratio === null || (width / height >= rule.ratio.min && width / height <= rule.ratio.max)
  return width * height >= rule.min && width * height <= rule.max && inRatio
}

test('the catalogue names every model of the documents once', () => {
  expect(modelIds()).toEqual([
    'qwen-image',
    'qwen-image-plus',
    'qwen-image-plus-2026-01-09',
    'qwen-image-max',
    'qwen-image-max-2025-12-30',
    'qwen-image-2.0',
    'qwen-image-2.0-2026-03-03',
    'qwen-image-2.0-pro',
    'qwen-image-2.0-pro-2026-03-03',
    'qwen-image-2.0-pro-2026-04-22',
    'wan2.6-t2i',
    'wan2.5-t2i-preview',
    'wan2.2-t2i-plus',
    'wan2.2-t2i-flash',
    'wan2.1-t2i-plus',
    'wan2.1-t2i-turbo',
    'wanx2.1-t2i-plus',
    'wanx2.1-t2i-turbo',
    'wanx2.0-t2i-turbo',
  ])
})

test('an id that no document names is not guessed from its beginning', () => {
  for (const id of ['qwen-image-3.0', 'qwen-image-plus-2', 'wan2.7', '', '__proto__']) {
    expect(findModel(id)).toBeUndefined()
  }
})

describe.each(models)('$id', (model) => {
  test('has a route, and one of each mode it offers', () => {
    const { async, sync } = model.routes
    expect(async ?? sync).not.toBeNull()
    expect(sync ?? 'multimodal-generation').toBe('multimodal-generation')
    expect(async).not.toBe('multimodal-generation')
  })

  test('resolves five ratios to sizes that its own rule takes, and its default too', () => {
    const { ratios, rule } = model.sizes
    expect(Object.keys(ratios).sort()).toEqual(['16:9', '1:1', '3:4', '4:3', '9:16'])
    for (const size of [...Object.values(ratios), model.sizes.default]) {
      expect(size).toMatch(/^\d+\*\d+$/)
      expect(allows(rule, size)).toBe(true)
    }
  })

  test('has sizes near the ratios that name them', () => {
    for (const [ratio, size] of Object.entries(model.sizes.ratios)) {
      const [a = 0, b = 1] = ratio.split(':').map(Number)
      const [width = 0, height = 1] = size.split('*').map(Number)
      expect(Math.abs(width / height / (a / b) - 1)).toBeLessThan(0.04)
    }
  })

  test('has limits and prices for the same regions, and a source for every figure', () => {
    expect(Object.keys(model.prices).sort()).toEqual(Object.keys(model.limits).sort())
    expect(Object.keys(model.limits)).not.toEqual([])
    for (const { title, date } of Object.values(model.citations)) {
      expect(title).not.toBe('')
      expect(date).toMatch(/^20\d\d(-\d\d){0,2}$/)
    }
    for (const prices of Object.values(model.prices)) {
      expect(new Set(prices.map(({ currency }) => currency)).size).toBe(prices.length)
      for (const price of prices) {
        expect(Number.isSafeInteger(price.amount) && price.amount > 0).toBe(true)
        expect(price.list).toMatch(/^20\d\d-\d\d/)
        expect(price.source).not.toBe('')
      }
    }
  })

  test('names an existing snapshot, if any', () => {
    if (model.alias === null) return
    expect(get(model.alias.snapshot).alias).toBeNull()
    expect(get(model.alias.snapshot).sizes).toEqual(model.sizes)
    expect(get(model.alias.snapshot).prices).toEqual(model.prices)
  })
})

test('only the legacy protocol returns rewritten prompts', () => {
  for (const { routes, returnsActualPrompt } of models) {
    expect(returnsActualPrompt).toBe(routes.async === 'text2image')
  }
})

test.each([
  ['qwen-image', '1', 'both'],
  ['qwen-image-plus', '1', 'both'],
  ['qwen-image-plus-2026-01-09', '1', 'sync'],
  ['qwen-image-max', '1', 'sync'],
  ['qwen-image-2.0', '6', 'sync'],
  ['qwen-image-2.0-pro', '6', 'sync'],
  ['wan2.6-t2i', '4', 'both'],
  ['wan2.5-t2i-preview', '4', 'async'],
  ['wan2.2-t2i-plus', '4', 'async'],
  ['wanx2.0-t2i-turbo', '4', 'async'],
])('%s makes up to %s images a request, in mode %s', (id, n, modes) => {
  const { maxImages, routes } = get(id)
  expect(String(maxImages)).toBe(n)
  expect(routes.sync !== null).toBe(modes !== 'async')
  expect(routes.async !== null).toBe(modes !== 'sync')
})

test.each([
  ['qwen-image-2.0-pro', 'singapore', 2, 'minute'],
  ['qwen-image-max', 'beijing', 2, 'minute'],
  ['qwen-image-plus', 'singapore', 2, 'second'],
  ['wan2.6-t2i', 'beijing', 1, 'second'],
  ['wan2.6-t2i', 'frankfurt', 5, 'second'],
] as const)('%s in %s takes %d a %s', (id, region, count, per) => {
  expect(get(id).limits[region]?.submit).toEqual({ count, per })
})

test.each([
  ['qwen-image-plus', 'singapore', 'USD', '0.030000'],
  ['qwen-image-plus', 'singapore', 'CNY', '0.220177'],
  ['qwen-image-plus', 'beijing', 'CNY', '0.200000'],
  ['qwen-image-plus', 'beijing', 'USD', '0.028671'],
  ['qwen-image', 'singapore', 'USD', '0.035000'],
  ['qwen-image', 'beijing', 'CNY', '0.250000'],
  ['qwen-image-max', 'singapore', 'USD', '0.075000'],
  ['qwen-image-max', 'beijing', 'USD', '0.071677'],
  ['qwen-image-2.0', 'singapore', 'USD', '0.035000'],
  ['qwen-image-2.0-pro-2026-04-22', 'beijing', 'CNY', '0.500000'],
  ['wan2.6-t2i', 'virginia', 'CNY', '0.200000'],
  ['wan2.2-t2i-plus', 'singapore', 'USD', '0.050000'],
  ['wan2.2-t2i-flash', 'singapore', 'CNY', '0.183481'],
  ['wan2.1-t2i-turbo', 'singapore', 'USD', '0.025000'],
  ['wanx2.1-t2i-turbo', 'beijing', 'CNY', '0.140000'],
  ['wanx2.0-t2i-turbo', 'beijing', 'CNY', '0.040000'],
] as const)('%s in %s costs in %s %s', (id, region, currency, amount) => {
  const price = priceOf(get(id), region, currency)
  expect(formatMicros(price?.amount ?? 0)).toBe(amount)
})

test('a price that no list prints does not exist', () => {
  expect(priceOf(get('qwen-image'), 'beijing', 'USD')).toBeUndefined()
  expect(priceOf(get('wan2.6-t2i'), 'virginia', 'USD')).toBeUndefined()
  expect(priceOf(get('wanx2.0-t2i-turbo'), 'singapore', 'CNY')).toBeUndefined()
})

test('Beijing is priced in yuan and every other region in dollars; only Frankfurt needs a workspace', () => {
  expect(regions.map(defaultCurrency)).toEqual(['USD', 'CNY', 'USD', 'USD'])
  expect(regions.filter(needsWorkspace)).toEqual(['frankfurt'])
})
