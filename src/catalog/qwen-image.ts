import { citations } from './citations.ts'
import type { ListedModel, Model, Price, RateLimits } from './model.ts'
import { cny, quotedUsd, usd } from './prices.ts'

/** Qwen-Image: the fixed five sizes (facts 3.1; 4:3 is 1472*1104, facts 3.4 row 1). */
const fiveRatios = {
  '16:9': '1664*928',
  '4:3': '1472*1104',
  '1:1': '1328*1328',
  '3:4': '1104*1472',
  '9:16': '928*1664',
}

/** Qwen-Image 2.0: recommended sizes inside its area rule; sides may pass 2048 (facts 3.1). */
const wideRatios = {
  '16:9': '2688*1536',
  '4:3': '2368*1728',
  '1:1': '2048*2048',
  '3:4': '1728*2368',
  '9:16': '1536*2688',
}

const figures: ListedModel['citations'] = {
  routes: citations.qwenReference,
  sizes: citations.qwenReference,
  ratios: citations.guide,
  default: citations.qwenReference,
  maxImages: citations.qwenReference,
  promptLimit: citations.qwenReferenceOld,
  negativePromptLimit: citations.qwenReferenceOld,
  returnsActualPrompt: citations.qwenReference,
  limits: citations.rates,
}

const perSecond = { count: 2, per: 'second' } as const
const perMinute = { count: 2, per: 'minute' } as const

/** Same limits in both regions that offer Qwen-Image (facts 3.3). */
function everywhere(
  submit: RateLimits['submit'],
  concurrent: RateLimits['concurrent'],
): Model['limits'] {
  return { singapore: { submit, concurrent }, beijing: { submit, concurrent } }
}

const unlimited = { async: null, sync: null }

const fixedFive = {
  family: 'qwen-image',
  alias: null,
  sizes: {
    rule: { kind: 'list', sizes: Object.values(fiveRatios) },
    ratios: fiveRatios,
    default: '1664*928',
  },
  maxImages: 1,
  promptLimit: { count: 800, unit: 'characters' },
  negativePromptLimit: 500,
  citations: figures,
  source: citations.qwenReference.title,
  date: citations.qwenReference.date,
} as const

const bothModes = {
  ...fixedFive,
  routes: { async: 'text2image', sync: 'multimodal-generation' },
  returnsActualPrompt: true,
  limits: everywhere(perSecond, { async: 2, sync: null }),
} as const

const syncOnly = {
  routes: { async: null, sync: 'multimodal-generation' },
  returnsActualPrompt: false,
} as const

const secondGeneration = {
  ...fixedFive,
  ...syncOnly,
  sizes: {
    rule: { kind: 'area', min: 262_144, max: 4_194_304, ratio: null },
    ratios: wideRatios,
    default: '2048*2048',
  },
  maxImages: 6,
  promptLimit: { count: 1300, unit: 'tokens' },
  citations: { ...figures, promptLimit: citations.qwenReference, routes: citations.qwenFamily },
} as const

const plusPrices = twoRegions(
  [cny(200_000), quotedUsd(28_671, citations.qwenReferenceOld)],
  [usd(30_000), cny(220_177)],
)

const max: Omit<ListedModel, 'id' | 'alias'> = {
  ...fixedFive,
  ...syncOnly,
  limits: everywhere(perMinute, unlimited),
  prices: twoRegions(
    [cny(500_000), quotedUsd(71_677, citations.pricingInternational)],
    [usd(75_000), cny(550_443)],
  ),
}

const second: Omit<ListedModel, 'id' | 'alias'> = {
  ...secondGeneration,
  limits: everywhere(perSecond, unlimited),
  prices: twoRegions([cny(200_000)], [usd(35_000), cny(256_873)]),
}

const pro: Omit<ListedModel, 'id' | 'alias'> = {
  ...secondGeneration,
  limits: everywhere(perMinute, unlimited),
  prices: twoRegions([cny(500_000)], [usd(75_000), cny(550_443)]),
}

function twoRegions(beijing: readonly Price[], singapore: readonly Price[]): Model['prices'] {
  return { beijing, singapore }
}

function snapshotOf(snapshot: string, moving = false): NonNullable<Model['alias']> {
  return { snapshot, moving }
}

/** The Qwen-Image family (facts 3.1 to 3.4). */
export const qwenImageModels: readonly ListedModel[] = [
  {
    ...bothModes,
    id: 'qwen-image',
    prices: twoRegions([cny(250_000)], [usd(35_000), cny(256_873)]),
  },
  { ...bothModes, id: 'qwen-image-plus', prices: plusPrices },
  {
    ...fixedFive,
    ...syncOnly,
    id: 'qwen-image-plus-2026-01-09',
    limits: everywhere(perSecond, unlimited),
    prices: plusPrices,
  },
  { ...max, id: 'qwen-image-max', alias: snapshotOf('qwen-image-max-2025-12-30') },
  { ...max, id: 'qwen-image-max-2025-12-30', alias: null },
  { ...second, id: 'qwen-image-2.0', alias: snapshotOf('qwen-image-2.0-2026-03-03') },
  { ...second, id: 'qwen-image-2.0-2026-03-03', alias: null },
  { ...pro, id: 'qwen-image-2.0-pro', alias: snapshotOf('qwen-image-2.0-pro-2026-04-22', true) },
  { ...pro, id: 'qwen-image-2.0-pro-2026-03-03', alias: null },
  { ...pro, id: 'qwen-image-2.0-pro-2026-04-22', alias: null },
]
