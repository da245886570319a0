import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Model } from '../../src/catalog/model.ts'
import { findModel, modelIds } from '../../src/catalog/models.ts'
import { resolveSize } from '../../src/plan/sizes.ts'

function model(id: string): Model {
  const found = findModel(id)
  if (found === undefined) throw new Error(`no model ${id}`)
  return found
}

const plus = model('qwen-image-plus')
const second = model('qwen-image-2.0')
const wan = model('wan2.6-t2i')
const old = model('wan2.2-t2i-plus')

test.each([
  ['16:9', '1664*928', { width: 1664, height: 928, ratio: '16:9', label: '16x9' }],
  ['928*1664', '928*1664', { width: 928, height: 1664, ratio: '9:16', label: '928x1664' }],
  ['928x1664', '928*1664', { width: 928, height: 1664, ratio: '9:16', label: '928x1664' }],
  [' 928x1664\n', '928*1664', { width: 928, height: 1664, ratio: '9:16', label: '928x1664' }],
  ['32:18', '1664*928', { width: 1664, height: 928, ratio: '16:9', label: '32x18' }],
])('%j is %s for qwen-image-plus', (written, request, parts) => {
  expect(resolveSize(written, plus)).toEqual({ size: { request, parts }, replaced: null })
})

test('each model resolves a ratio by its own table', () => {
  expect([plus, second, wan, old].map((one) => resolveSize('16:9', one))).toMatchObject([
    { size: { request: '1664*928' } },
    { size: { request: '2688*1536' } },
    { size: { request: '1696*960' } },
    { size: { request: '1440*810' } },
  ])
})

test('a size outside of the table has its ratio in lowest terms', () => {
  expect(resolveSize('2000*1000', second)).toMatchObject({ size: { parts: { ratio: '2:1' } } })
})

test('the misprinted size for 4:3 is replaced where the model refuses it, and only there', () => {
  expect(resolveSize('1472*1140', plus)).toMatchObject({
    size: { request: '1472*1104', parts: { label: '1472x1140', ratio: '4:3' } },
    replaced: '1472*1140',
  })
  expect(resolveSize('1140x1472', plus)).toMatchObject({ size: { request: '1104*1472' } })
  expect(resolveSize('1472*1140', wan)).toMatchObject({
    size: { request: '1472*1140' },
    replaced: null,
  })
})

describe('a size that the model does not make', () => {
  const help = (written: string, one: Model) => {
    const resolved = resolveSize(written, one)
    return 'problem' in resolved ? [resolved.problem.code, resolved.problem.help] : []
  }

  test('suggests the nearest of a list, and a variant for exactly these pixels', () => {
    expect(help('1200*630', plus)).toEqual([
      'SIZE_UNSUPPORTED',
      'use `1664*928`, and for exactly these pixels a variant: `{name: exact, width: 1200, height: 630, fit: cover}`',
    ])
    expect(help('1000*1000', plus)[1]).toContain('`1328*1328`')
    expect(help('1080*1920', plus)[1]).toContain('`928*1664`')
  })

  test('suggests one of the same shape where the rule is an area or a side', () => {
    expect(help('4000*2000', second)[1]).toContain('`2896*1440`')
    expect(help('400*200', second)[1]).toContain('`736*368`')
    expect(help('2048*1024', old)[1]).toContain('`1440*720`')
    expect(help('8000*1000', wan)[1]).toContain('`2880*720`')
  })

  test('is told by the rule in words', () => {
    const words = (one: Model) => {
      const resolved = resolveSize('100*100', one)
      return 'problem' in resolved ? resolved.problem.message + resolved.problem.detail : ''
    }
    expect(words(plus)).toBe(
      'qwen-image-plus makes no `100*100`: it makes 1664*928, 1472*1104, 1328*1328, 1104*1472, 928*1664',
    )
    expect(words(old)).toBe('wan2.2-t2i-plus makes no `100*100`: each side has 512 to 1440 pixels')
    expect(words(wan)).toBe(
      'wan2.6-t2i makes no `100*100`: it makes 589824 to 2073600 pixels in all, at a ratio from 1:4 to 4:1',
    )
  })

  test('is a size that the same model makes, whatever was asked for', () => {
    const sides = fc.integer({ min: 1, max: 99_999 })
    fc.assert(
      fc.property(fc.constantFrom(...modelIds()), sides, sides, (id, width, height) => {
        const resolved = resolveSize(`${width}*${height}`, model(id))
        if ('size' in resolved) return
        const [suggested = ''] = /\d+\*\d+/.exec(resolved.problem.help) ?? []
        expect(resolveSize(suggested, model(id))).toHaveProperty('size')
      }),
    )
  })
})

test('a ratio without a size suggests the nearest, and pixels where the rule allows them', () => {
  expect(resolveSize('21:9', plus)).toEqual({
    problem: {
      code: 'SIZE_UNKNOWN_RATIO',
      message: 'qwen-image-plus has no size for `21:9`',
      detail: ': its ratios are 16:9, 4:3, 1:1, 3:4, 9:16',
      help: 'use `16:9`; a variant with `width` and `height` crops to other proportions',
    },
  })
  const resolved = resolveSize('21:9', second)
  const help = 'problem' in resolved ? resolved.problem.help : ''
  const [pixels = ''] = /\d+\*\d+/.exec(help) ?? []
  expect(resolveSize(pixels, second)).toHaveProperty('size')
})

test.each([
  '',
  'big',
  '16/9',
  '1664',
  '1664*',
  '0x0',
  '-1*5',
  '1664*928*3',
  '1e3*1e3',
  '16:0',
  '123456*1',
])('%j is no size', (written) => {
  const resolved = resolveSize(written, second)
  expect('problem' in resolved).toBe(true)
})
