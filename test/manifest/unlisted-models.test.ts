import { expect, test } from 'vitest'
import { mostPixels } from '../../src/catalog/size-rule.ts'
import { maxPixels } from '../../src/images/verify.ts'
import { listed } from '../support/listed.ts'
import { soundText } from '../support/load-text.ts'

/** wan2.6-t2i as the catalogue has it, spelled out under another id. */
const likeWan = `
  wan9.9-t2i:
    family: wan
    routes: {async: image-generation, sync: multimodal-generation}
    sizes:
      rule: {kind: area, min: 589824, max: 2073600, ratio: {min: "1:4", max: "4:1"}}
      ratios: {"16:9": "1696*960", "4:3": "1472*1104", "1:1": "1280*1280", "3:4": "1104*1472", "9:16": "960*1696"}
      default: "1280*1280"
    max_images: 4
    prompt_limit: {count: 2100, unit: characters}
    negative_prompt_limit: 500
    returns_actual_prompt: false
    regions:
      singapore: {limits: {submit: {count: 5, per: second}, concurrent: {async: 5, sync: 5}}, price: 0.03}
      beijing: {limits: {submit: {count: 1, per: second}, concurrent: {async: 5, sync: 5}}, price: 0.20 CNY}
`

const text = (models: string, region = 'singapore') =>
  `version: 1\nname: tea\nprovider: {region: ${region}}\nunlisted_models:${models}assets: {fox: {prompt: A fox, model: wan9.9-t2i}}\n`

test('a model that is spelled out is one like those of the catalogue', async () => {
  const { unlistedModels } = await soundText(text(likeWan))
  const { citations, source, date, ...known } = listed('wan2.6-t2i')
  expect([...unlistedModels.keys()]).toEqual(['wan9.9-t2i'])
  expect(unlistedModels.get('wan9.9-t2i')).toEqual({
    ...known,
    id: 'wan9.9-t2i',
    limits: { singapore: known.limits.singapore, beijing: known.limits.beijing },
    prices: {
      singapore: [{ amount: 30_000, currency: 'USD', list: 'manifest', source: 'manifest' }],
      beijing: [{ amount: 200_000, currency: 'CNY', list: 'manifest', source: 'manifest' }],
    },
  })
})

test('a price without a currency is in the manifest’s', async () => {
  const { unlistedModels } = await soundText(text(likeWan, 'beijing'))
  expect(unlistedModels.get('wan9.9-t2i')?.prices.singapore?.[0]).toMatchObject({
    amount: 30_000,
    currency: 'CNY',
  })
})

test('rules by list and by side, one mode, and no limit are read, too', async () => {
  const list = likeWan
    .replace('async: image-generation, sync: multimodal-generation', 'sync: multimodal-generation')
    .replace(/rule: .*/, 'rule: {kind: list, sizes: ["1280*1280", "960*1696"]}')
    .replace(/ratios: .*/, 'ratios: {"1:1": "1280*1280"}')
    .replaceAll('{async: 5, sync: 5}', '{sync: null}')
  const one = (await soundText(text(list))).unlistedModels.get('wan9.9-t2i')
  expect(one?.routes).toEqual({ async: null, sync: 'multimodal-generation' })
  expect(one?.sizes.rule).toEqual({ kind: 'list', sizes: ['1280*1280', '960*1696'] })
  expect(one?.limits.beijing?.concurrent).toEqual({ async: null, sync: null })
  const side = likeWan.replace(/rule: .*/, 'rule: {kind: side, min: 512, max: 2048}')
  const other = (await soundText(text(side))).unlistedModels.get('wan9.9-t2i')
  expect(other?.sizes.rule).toEqual({ kind: 'side', min: 512, max: 2048 })
  const free = likeWan.replace(', ratio: {min: "1:4", max: "4:1"}', '')
  const third = (await soundText(text(free))).unlistedModels.get('wan9.9-t2i')
  expect(third?.sizes.rule).toMatchObject({ kind: 'area', ratio: null })
})

test('no size is taken that the picture of could not be checked', () => {
  expect(mostPixels).toBe(maxPixels)
})
