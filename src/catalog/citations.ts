import type { Citation } from './model.ts'

/**
 * The documents and captures that the catalogue's figures come from. A capture is a message of the
 * live service written down by someone else: weaker than a page, stronger than nothing.
 */
export const citations = {
  qwenReference: {
    title: 'Qwen-Image API reference (help.aliyun.com/zh/model-studio/qwen-image-api)',
    date: '2026-05',
  },
  qwenReferenceOld: {
    title: 'Qwen-Image API reference, international edition of qwen-image and qwen-image-plus',
    date: '2025-11-13',
  },
  qwenFamily: { title: 'Qwen-Image API reference, edition of the whole family', date: '2026-03' },
  guide: { title: 'Text-to-image guide of Model Studio', date: '2026-03' },
  wanReference: { title: 'Wan text-to-image V2 API reference', date: '2026-01' },
  pricing: { title: 'Model pricing (help.aliyun.com)', date: '2026-07' },
  pricingConverted: {
    title: 'Model pricing (help.aliyun.com), its CNY column for Singapore at 7.33924 CNY per USD',
    date: '2026-07',
  },
  pricingInternational: { title: 'Model pricing, international edition', date: '2026-02-16' },
  rates: { title: 'Rate limits (help.aliyun.com)', date: '2026-06' },
  capturedWanArea: { title: 'captured size error of wan2.6-t2i', date: '2026' },
  capturedWanxList: { title: 'captured size error of wanx2.0-t2i-turbo', date: '2026' },
} as const satisfies Record<string, Citation>
