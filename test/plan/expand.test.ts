import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Manifest } from '../../src/manifest/manifest.ts'
import { createEffort } from '../../src/plan/effort.ts'
import { expand } from '../../src/plan/expand.ts'
import type { Json } from '../../src/request/canonical-json.ts'
import { requestKey } from '../../src/request/key.ts'
import { expandOne, found, jobsOf, only, pathsOf } from '../support/expanded.ts'
import {
  asset,
  manifest,
  rows,
  template,
  variant,
  type WrittenMatrix,
} from '../support/manifest-builder.ts'

test('a cell becomes a request with everything that is sent, and its key', () => {
  const [job] = jobsOf(
    manifest({
      assets: [
        asset({
          prompt: 'a fox in {{city}}',
          negativePrompt: 'no {{city}}',
          matrix: { axes: { city: ['Bonn'] } },
          size: '16:9',
          promptExtend: false,
          watermark: true,
          mode: 'sync',
        }),
      ],
    }),
  )
  const request = {
    model: 'qwen-image-plus',
    prompt: 'a fox in Bonn',
    negative_prompt: 'no Bonn',
    size: '1664*928',
    n: 1,
    seed: 1,
    prompt_extend: false,
    watermark: true,
  }
  expect(job).toMatchObject({ request, asset: 'poster', wantedMode: 'sync', cells: 1 })
  expect(job?.key).toBe(requestKey(request))
})

test('equal requests of several cells are one job with all their outputs, in manifest order', () => {
  const assets = [
    asset({ id: 'a', prompt: 'fox', mode: 'async' }),
    asset({ id: 'b', prompt: 'cat', variants: [variant({})] }),
    asset({ id: 'c', prompt: ' fox\n', mode: 'sync' }),
  ]
  const expansion = expand(manifest({ assets }))
  expect(expansion.cells).toBe(3)
  expect(
    expansion.jobs.map(({ request, outputs, asset: id, wantedMode, cells }) => [
      request.prompt,
      id,
      wantedMode,
      cells,
      outputs.map(({ path }) => path),
    ]),
  ).toEqual([
    ['fox', 'a', 'async', 2, ['a/1x1-s1.png', 'c/1x1-s1.png']],
    ['cat', 'b', 'auto', 1, ['b/1x1-s1.png', 'b/1x1-s1.thumb.webp']],
  ])
})

test('a size and its ratio are one request with two files', () => {
  const sizes = { kind: 'list', values: ['1:1', '1328*1328', '1328x1328'], at: [] } as const
  const output = '{{size.label}}-{{index}}.png'
  const built = manifest({
    assets: [asset({ sizes: { ...sizes, values: sizes.values.slice(0, 2) }, output })],
  })
  expect(jobsOf(built)).toHaveLength(1)
  expect(pathsOf(built)).toEqual(['1x1-1.png', '1328x1328-1.png'])
})

test('a sample keeps matrix order and is taken before settings multiply', () => {
  const axes = { a: Array.from({ length: 20 }, (_, index) => index) }
  const seeds = { kind: 'list', values: [1, 2], at: [] } as const
  const { jobs } = expandOne({
    prompt: '{{a}}',
    matrix: { axes },
    seeds,
    sample: { count: 3, seed: 7 },
  })
  const prompts = jobs.map(({ request }) => Number(request.prompt))
  expect(jobs).toHaveLength(6)
  expect(prompts).toEqual([...prompts].sort((a, b) => a - b))
})

test('an error anywhere leaves no job, so that nothing half-planned can run', () => {
  const assets = [asset({ id: 'a' }), asset({ id: 'b', prompt: '{{x}}' })]
  expect(expand(manifest({ assets })).jobs).toEqual([])
})

test('the same manifest gives the same plan', () => {
  const built = manifest({
    assets: [
      asset({ prompt: '{{a}}', matrix: { axes: { a: [1, 2] } }, sample: { count: 1, seed: 1 } }),
    ],
  })
  expect(JSON.stringify(expand(built))).toBe(JSON.stringify(expand(built)))
})

test('names that every object has do no harm as axes, vars, columns and partials', () => {
  const names = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty']
  for (const name of names) {
    const one = <T>(value: T): Record<string, T> =>
      JSON.parse(JSON.stringify({ x: value }).replace('"x"', `"${name}"`))
    const axis = jobsOf(
      manifest({ assets: [asset({ prompt: `{{${name}}}`, matrix: { axes: one(['v']) } })] }),
    )
    expect(axis[0]?.request.prompt).toBe('v')
    expect(Object.entries(axis[0]?.outputs[0]?.variables ?? {})).toEqual([[name, 'v']])
    expect(axis[0]?.outputs[0]?.path).toBe('poster/v-1x1-s1.png')
    const vars = jobsOf(manifest({ vars: one('w'), assets: [asset({ prompt: `{{${name}}}` })] }))
    expect(vars[0]?.request.prompt).toBe('w')
    const partials = one('text')
    const placed = jobsOf(manifest({ partials, assets: [asset({ prompt: `{{> ${name}}}` })] }))
    expect(placed[0]?.request.prompt).toBe('text')
    const column = rows('drink', [one('c')])
    const printed = expandOne({
      prompt: `{{drink.${name}}}`,
      output: 'a.png',
      matrix: { axes: { drink: column } },
    })
    expect(printed.jobs[0]?.request.prompt).toBe('c')
    expect(found(expandOne({ prompt: `{{${name}}}` }))).toEqual([
      `MANIFEST_UNKNOWN_VARIABLE at assets.poster.prompt#0:{{${name}}}`,
    ])
  }
})

test('a value of a row prints its number where its file has one', () => {
  const { jobs } = expandOne({
    prompt: '{{line}}',
    output: '{{pad line._row 4}}.png',
    matrix: {
      axes: {
        line: {
          name: 'line',
          columns: [],
          at: [],
          values: [{ value: 'a fox', id: null, row: 12 }],
        },
      },
    },
  })
  expect(jobs[0]?.outputs[0]?.path).toBe('0012.png')
  expect(found(expandOne({ prompt: '{{a._row}}', matrix: { axes: { a: ['x'] } } }))).toEqual([
    'MANIFEST_UNKNOWN_COLUMN at assets.poster.prompt#0:{{a._row}}',
  ])
})

test('the number of a row is not printed by json, nor compared', () => {
  const drink = rows('drink', [{ a: 1 }])
  const { jobs } = expandOne({
    prompt: '{{json drink}}{{default note ""}}',
    output: 'a.png',
    matrix: { axes: { drink }, include: [{ drink: { a: 1 }, note: '!' }] },
  })
  expect(jobs.map(({ request }) => request.prompt)).toEqual(['{"a":1}!'])
})

describe('work that a manifest causes is bounded', () => {
  const codes = (built: Manifest, steps: number) =>
    expand(built, createEffort(steps)).diagnostics.map(({ code }) => code)

  test('by the text that it renders', () => {
    const axes = { a: Array.from({ length: 100 }, (_, index) => index) }
    const prompt = `{{a}} ${'x'.repeat(700)}`
    const built = manifest({ assets: [asset({ prompt, matrix: { axes } })] })
    expect(codes(built, 500_000)).toEqual([])
    expect(codes(built, 150_000)).toEqual(['PLAN_TOO_LARGE'])
    expect(expand(built, createEffort(150_000)).jobs).toEqual([])
  })

  test('by the templates that its assets share', () => {
    const text = '{{brand}} '.repeat(50)
    const assets = Array.from({ length: 100 }, (_, index) => ({
      ...asset({ id: `a${index}` }),
      prompt: template(text, 'defaults', 'prompt'),
    }))
    const built = manifest({ assets, vars: { brand: 'x' } })
    expect(codes(built, 5_000_000)).toEqual([])
    expect(codes(built, 500_000)).toEqual(['PLAN_TOO_LARGE'])
  })

  test('by excludes and includes against combinations', () => {
    const axes = { a: Array.from({ length: 300 }, (_, index) => index) }
    const entries = Array.from({ length: 300 }, (_, index) => ({ a: index, x: 1 }))
    const prompt = '{{a}} {{default x ""}}'
    const includes = manifest({ assets: [asset({ prompt, matrix: { axes, include: entries } })] })
    expect(codes(includes, 500_000)).toEqual([])
    expect(codes(includes, 150_000)).toEqual(['PLAN_TOO_LARGE'])
    const exclude = entries.slice(1).map(({ a }) => ({ a }))
    const excludes = manifest({ assets: [asset({ prompt: '{{a}}', matrix: { axes, exclude } })] })
    expect(codes(excludes, 500_000)).toEqual([])
    expect(codes(excludes, 150_000)).toEqual(['PLAN_TOO_LARGE'])
  })

  test('by the files that it names', () => {
    const variants = Array.from({ length: 100 }, (_, index) => variant({ name: `v${index}` }))
    const axes = { a: Array.from({ length: 100 }, (_, index) => index) }
    const built = manifest({ assets: [asset({ prompt: '{{a}}', matrix: { axes }, variants })] })
    expect(codes(built, 2_000_000)).toEqual([])
    expect(codes(built, 900_000)).toEqual(['PLAN_TOO_LARGE'])
  })
})

const scalar = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
)
const anyValue: fc.Arbitrary<Json> = fc.oneof(
  scalar,
  fc.dictionary(fc.string(), scalar, { maxKeys: 3 }),
  fc.array(scalar, { maxLength: 3 }),
)
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        '{{',
        '}}',
        'a',
        ' ',
        '#if ',
        '/if',
        '(',
        ')',
        '"',
        '> p',
        '\\',
        'slug ',
        '.',
        '__proto__',
      ),
    )
    .map((parts) => parts.join('')),
)

test('whatever is written, planning ends with findings or jobs and never throws', () => {
  fc.assert(
    fc.property(
      fc.record({
        prompt: anyText,
        output: anyText,
        partial: anyText,
        a: fc.array(anyValue, { minLength: 1, maxLength: 3 }),
        include: fc.array(fc.dictionary(fc.constantFrom('a', 'b'), anyValue, { minKeys: 1 }), {
          maxLength: 2,
        }),
        exclude: fc.array(
          fc.dictionary(fc.constantFrom('a', 'seed', 'size'), anyValue, { minKeys: 1 }),
          { maxLength: 2 },
        ),
      }),
      ({ prompt, output, partial, a, include, exclude }) => {
        const matrix: WrittenMatrix = { axes: { a }, include, exclude }
        const { jobs, diagnostics } = expandOne(
          { prompt, output, matrix },
          { partials: { p: partial } },
        )
        const hasError = diagnostics.some(({ severity }) => severity === 'error')
        expect(jobs.length === 0).toBe(hasError)
        for (const { request, key } of jobs) expect(requestKey(request)).toBe(key)
      },
    ),
    { numRuns: 1000 },
  )
})

test('an exclude of everything names the list of excludes', () => {
  const matrix = { axes: { a: [1] }, exclude: [{ a: 1 }] }
  expect(only(expandOne({ prompt: '{{a}}', matrix })).related).toMatchObject([
    { message: 'all are excluded here' },
  ])
})
