import { citations } from './citations.ts'
import type { ListedModel, Model, RateLimits, Region } from './model.ts'
import { cny, usd } from './prices.ts'

/** wan2.6 and wan2.5: recommended sizes (facts 3.1). */
const areaRatios = {
  '16:9': '1696*960',
  '4:3': '1472*1104',
  '1:1': '1280*1280',
  '3:4': '1104*1472',
  '9:16': '960*1696',
}

/** wan2.2 and older: the guide's common sizes. */
const sideRatios = {
  '16:9': '1440*810',
  '4:3': '1440*1080',
  '1:1': '1024*1024',
  '3:4': '1080*1440',
  '9:16': '810*1440',
}

/** wanx2.0: of the eight sizes its live error names, the largest of each ratio. */
const wanxRatios = {
  '16:9': '1280*720',
  '4:3': '1152*864',
  '1:1': '1024*1024',
  '3:4': '864*1152',
  '9:16': '720*1280',
}

const figures: ListedModel['citations'] = {
  routes: citations.wanReference,
  sizes: citations.wanReference,
  ratios: citations.guide,
  default: citations.wanReference,
  maxImages: citations.wanReference,
  promptLimit: citations.wanReference,
  negativePromptLimit: citations.wanReference,
  returnsActualPrompt: citations.wanReference,
  limits: citations.rates,
}

const wan = {
  family: 'wan',
  alias: null,
  maxImages: 4,
  negativePromptLimit: 500,
  citations: figures,
  source: citations.wanReference.title,
  date: citations.wanReference.date,
} as const

/** Up to wan2.5: the asynchronous legacy protocol alone (facts 1.2; its sync form is undocumented). */
const legacy = {
  ...wan,
  routes: { async: 'text2image', sync: null },
  returnsActualPrompt: true,
} as const

/**
 * 589824 pixels is what the live error names; the references' own narrower range leaves out sizes
 * that they recommend (facts 3.4 row 3).
 */
const areaSizes = {
  rule: { kind: 'area', min: 589_824, max: 2_073_600, ratio: { min: 1 / 4, max: 4 } },
  ratios: areaRatios,
  default: '1280*1280',
} as const

const sideSizes = {
  rule: { kind: 'side', min: 512, max: 1440 },
  ratios: sideRatios,
  default: '1024*1024',
} as const

const older = {
  ...legacy,
  sizes: sideSizes,
  promptLimit: { count: 500, unit: 'characters' },
} as const

/** `tasks` in progress bounds calls held open too: the list names one figure for both modes. */
function limits(perSecond: number, tasks: number): RateLimits {
  return {
    submit: { count: perSecond, per: 'second' },
    concurrent: { async: tasks, sync: tasks },
  }
}

function tasksOnly(perSecond: number, tasks: number, where: readonly Region[]): Model['limits'] {
  const each: RateLimits = {
    submit: { count: perSecond, per: 'second' },
    concurrent: { async: tasks, sync: null },
  }
  return Object.fromEntries(where.map((region) => [region, each]))
}

/** The Wan family (facts 3.1 to 3.4). wan2.1 is spelt `wanx2.1` in Beijing, where wanx2.0 is also offered. */
export const wanModels: readonly ListedModel[] = [
  {
    ...wan,
    id: 'wan2.6-t2i',
    routes: { async: 'image-generation', sync: 'multimodal-generation' },
    sizes: areaSizes,
    promptLimit: { count: 2100, unit: 'characters' },
    returnsActualPrompt: false,
    limits: {
      singapore: limits(5, 5),
      beijing: limits(1, 5),
      virginia: limits(5, 5),
      frankfurt: limits(5, 5),
    },
    prices: {
      singapore: [usd(30_000), cny(220_177)],
      beijing: [cny(200_000)],
      virginia: [cny(200_000)],
      frankfurt: [cny(200_000)],
    },
    citations: { ...figures, sizes: citations.capturedWanArea },
  },
  {
    ...legacy,
    id: 'wan2.5-t2i-preview',
    sizes: areaSizes,
    promptLimit: { count: 2000, unit: 'characters' },
    limits: tasksOnly(5, 5, ['singapore', 'beijing']),
    prices: { singapore: [usd(30_000), cny(220_177)], beijing: [cny(200_000)] },
    citations: { ...figures, sizes: citations.capturedWanArea },
  },
  {
    ...older,
    id: 'wan2.2-t2i-plus',
    limits: tasksOnly(2, 2, ['singapore', 'beijing']),
    prices: { singapore: [usd(50_000), cny(366_962)], beijing: [cny(200_000)] },
  },
  {
    ...older,
    id: 'wan2.2-t2i-flash',
    limits: tasksOnly(2, 2, ['singapore', 'beijing']),
    prices: { singapore: [usd(25_000), cny(183_481)], beijing: [cny(140_000)] },
  },
  {
    ...older,
    id: 'wan2.1-t2i-plus',
    limits: tasksOnly(2, 2, ['singapore']),
    prices: { singapore: [usd(50_000), cny(366_962)] },
  },
  {
    ...older,
    id: 'wan2.1-t2i-turbo',
    limits: tasksOnly(2, 2, ['singapore']),
    prices: { singapore: [usd(25_000), cny(183_481)] },
  },
  {
    ...older,
    id: 'wanx2.1-t2i-plus',
    limits: tasksOnly(2, 2, ['beijing']),
    prices: { beijing: [cny(200_000)] },
  },
  {
    ...older,
    id: 'wanx2.1-t2i-turbo',
    limits: tasksOnly(2, 2, ['beijing']),
    prices: { beijing: [cny(140_000)] },
  },
  {
    ...legacy,
    id: 'wanx2.0-t2i-turbo',
    sizes: {
      rule: {
        kind: 'list',
        sizes: [
          '768*768',
          '576*1024',
          '1024*576',
          '1024*1024',
          '720*1280',
          '1280*720',
          '864*1152',
          '1152*864',
        ],
      },
      ratios: wanxRatios,
      default: '1024*1024',
    },
    promptLimit: { count: 800, unit: 'characters' },
    limits: tasksOnly(2, 2, ['beijing']),
    prices: { beijing: [cny(40_000)] },
    citations: {
      ...figures,
      sizes: citations.capturedWanxList,
      ratios: citations.capturedWanxList,
    },
  },
]
