import { expect, test } from 'vitest'
import { expand } from '../../src/plan/expand.ts'
import { expandOne, found, only } from '../support/expanded.ts'
import { asset, manifest, variant } from '../support/manifest-builder.ts'

const cities = { axes: { city: ['Bonn', 'Oslo'] } }

test('two combinations at one path are an error that names both, and what to put in', () => {
  const expansion = expandOne({ prompt: '{{city}}', matrix: cities, output: 'a.png' })
  expect(only(expansion)).toMatchObject({
    code: 'OUTPUT_COLLISION',
    severity: 'error',
    message: '`poster` {city: Bonn} and `poster` {city: Oslo} would both be written to `a.png`',
    help: 'let what differs stand in `output`: `{{slug city}}`',
    span: { file: 'assets.poster.output' },
  })
  expect(expansion.jobs).toEqual([])
})

test.each([
  ['sizes', { sizes: { kind: 'list', values: ['1:1', '16:9'], at: [] } }, '`{{size.label}}`'],
  ['seeds', { seeds: { kind: 'list', values: [1, 2], at: [] } }, '`{{seed}}`'],
  [
    'models',
    { models: { kind: 'list', values: ['qwen-image', 'qwen-image-max'], at: [] } },
    '`{{model}}`',
  ],
  ['images', { model: 'qwen-image-2.0', n: 3 }, '`{{index}}`'],
  ['variants', { variants: [variant({ output: 'a.png' })] }, '`{{variant}}`'],
] as const)('%s that the path does not tell apart', (_, patch, field) => {
  expect(only(expandOne({ ...patch, output: 'a.png' })).help).toBe(
    `let what differs stand in \`output\`: ${field}`,
  )
})

test('many collisions of one output are one finding, counted', () => {
  const axes = { city: Array.from({ length: 50 }, (_, index) => `city ${index}`) }
  expect(
    only(expandOne({ prompt: '{{city}}', matrix: { axes }, output: 'a.png' })).message,
  ).toMatch(/; so would 48 more pairs$/)
})

test.each([
  ['case', ['Bonn', 'BONN']],
  ['Unicode form', ['é', 'e\u0301']],
])('paths that differ by %s only collide', (_, city) => {
  const expansion = expandOne({
    prompt: '{{city}}',
    matrix: { axes: { city } },
    output: '{{city}}.png',
  })
  expect(expansion.diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
    {
      code: 'OUTPUT_COLLISION',
      message: expect.stringContaining(
        `\`${city[1]}.png\`, which some systems take for \`${city[0]}.png\``,
      ),
    },
  ])
})

test('assets collide with each other, and the second is shown', () => {
  const assets = [asset({ id: 'a', output: 'x.png' }), asset({ id: 'b', output: 'x.png' })]
  expect(only(expand(manifest({ assets })))).toMatchObject({
    span: { file: 'assets.b.output' },
    help: 'let `{{asset}}` stand in `output`',
  })
})

test('one path for one request of two combinations is an error too', () => {
  const matrix = { axes: { city: ['Bonn', 'Oslo'] } }
  const { diagnostics } = expandOne({ prompt: 'a fox', matrix, output: 'a.png' })
  expect(diagnostics.map(({ code }) => code)).toEqual(['MATRIX_UNUSED_AXIS', 'OUTPUT_COLLISION'])
})

test('the very same combination twice is one file, with a warning', () => {
  const expansion = expandOne({ prompt: '{{city}}', matrix: { axes: { city: ['Bonn', 'Bonn'] } } })
  expect(found(expansion)).toEqual(['MATRIX_DUPLICATE_VALUE at assets.poster.matrix.city.1'])
  expect(expansion.cells).toBe(2)
  expect(expansion.jobs).toHaveLength(1)
  expect(expansion.jobs[0]).toMatchObject({
    cells: 2,
    outputs: [{ path: 'poster/bonn-1x1-s1.png' }],
  })
})

test('a file cannot be the folder of another', () => {
  const assets = [
    asset({ id: 'a', output: 'x/y.png/z.png' }),
    asset({ id: 'b', output: 'X/Y.png' }),
    asset({ id: 'c', output: 'x/z.png' }),
  ]
  expect(only(expand(manifest({ assets })))).toMatchObject({
    code: 'OUTPUT_COLLISION',
    message: '`b` would be written to `X/Y.png`, which is a folder of `x/y.png/z.png`',
    span: { file: 'assets.a.output' },
  })
})

test('values that make one default name are to be changed, since they stand in it already', () => {
  const expansion = expandOne({ prompt: '{{city}}', matrix: { axes: { city: ['a b', 'a-b'] } } })
  expect(only(expansion)).toMatchObject({
    message:
      '`poster` {city: a b} and `poster` {city: a-b} would both be written to `poster/a-b-1x1-s1.png`',
    help: 'their values make one file name: change a value, or let `output` name something else',
    span: { file: 'assets.poster' },
  })
})
