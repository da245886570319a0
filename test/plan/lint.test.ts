import { describe, expect, test } from 'vitest'
import { expand } from '../../src/plan/expand.ts'
import { expandOne, found, only } from '../support/expanded.ts'
import { asset, manifest, rows } from '../support/manifest-builder.ts'

describe('values that stand twice', () => {
  test('are found by what they print, with the first one', () => {
    const expansion = expandOne({ prompt: '{{a}}', matrix: { axes: { a: [10, 'x', '10'] } } })
    expect(only(expansion)).toMatchObject({
      code: 'MATRIX_DUPLICATE_VALUE',
      severity: 'warning',
      message: '`10` stands twice on axis `a`',
      span: { file: 'assets.poster.matrix.a.2' },
      related: [{ span: { file: 'assets.poster.matrix.a.0' } }],
    })
  })

  test('are counted, and rows are named by number', () => {
    const drink = rows('drink', [{ n: '1' }, { n: '2' }, { n: '1' }, { n: '1' }])
    const expansion = expandOne({
      prompt: '{{drink.n}}',
      output: '{{drink.n}}.png',
      matrix: { axes: { drink } },
    })
    expect(only(expansion).message).toBe(
      '`{"n":"1"}` (row 3) stands twice on axis `drink` (and 1 more)',
    )
  })

  test('are found in models, sizes and seeds', () => {
    const at = (key: string) => ['assets', 'poster', key]
    const expansion = expandOne({
      models: { kind: 'list', values: ['qwen-image', 'qwen-image'], at: at('models') },
      sizes: { kind: 'list', values: ['1:1', '16:9', '1:1'], at: at('sizes') },
      seeds: { kind: 'list', values: [3, 3], at: at('seeds') },
    })
    expect(expansion.diagnostics.map(({ message }) => message)).toEqual([
      '`qwen-image` stands twice in `models`',
      '`3` stands twice in `seeds`',
      '`1:1` stands twice in `sizes`',
    ])
    expect(expansion.jobs).toHaveLength(2)
  })

  test('null and the text null are two values, and so are a list and its text', () => {
    const axes = { a: [null, 'null', [1], '[1]'] }
    const expansion = expandOne({ prompt: '{{json (default a 0)}}', matrix: { axes } })
    expect(expansion.diagnostics.map(({ code }) => code)).toEqual(['OUTPUT_NO_NAME'])
  })
})

test('an exclude that matches nothing is said so', () => {
  const exclude = [{ a: 3 }, { a: 2, b: 1 }, { a: 2, b: 2 }]
  const matrix = { axes: { a: [1, 2], b: [1] }, exclude }
  expect(found(expandOne({ prompt: '{{a}} {{b}}', matrix }))).toEqual([
    'MATRIX_UNMATCHED_EXCLUDE at assets.poster.matrix.exclude.0',
    'MATRIX_UNMATCHED_EXCLUDE at assets.poster.matrix.exclude.2',
  ])
})

test('an exclude that names a seed is not called unmatched because of a sample', () => {
  const seeds = { kind: 'list', values: [1, 2], at: [] } as const
  const matrix = {
    axes: { a: [1, 2, 3, 4] },
    exclude: [
      { a: 1, seed: 1 },
      { a: 2, seed: 1 },
      { a: 3, seed: 1 },
    ],
  }
  expect(
    found(expandOne({ prompt: '{{a}}', matrix, seeds, sample: { count: 1, seed: 1 } })),
  ).toEqual([])
})

describe('an include that means a row and does not fit it', () => {
  const drink = rows('drink', [{ sku: 'a', name: 'Oolong' }], 'sku')
  const check = (value: string | Record<string, string>, id: string | null = null) =>
    expandOne({
      prompt: '{{json drink}}',
      output: '{{default note "0"}}.png',
      matrix: { axes: { drink }, include: [{ drink: { value, id, row: null }, note: '1' }] },
    }).diagnostics.map(({ code, message }) => `${code}: ${message}`)
  const warning =
    'MATRIX_PART_OF_ROW: this include names `a` (row 1) of axis `drink` but not the whole row, so it stands alone'

  test('is found when it is a part of the row, its id, or another row with its id', () => {
    expect(check({ name: 'Oolong' })).toEqual([warning])
    expect(check('a')).toEqual([warning])
    expect(check({ sku: 'a', name: 'Sencha' }, 'a')).toEqual([warning])
  })

  test('is not found where it fits, or is something new', () => {
    expect(check({ sku: 'a', name: 'Oolong' }, 'a')).toEqual([])
    expect(check({ sku: 'b', name: 'Oolong' }, 'b')).toEqual([])
    expect(check('b')).toEqual([])
  })
})

describe('what nothing uses', () => {
  test('an axis, a var and a partial are named', () => {
    const expansion = expandOne(
      { prompt: '{{a}} {{> used}}', matrix: { axes: { a: [1], b: [2] } }, output: '{{a}}.png' },
      {
        vars: { brand: 'x', inPartial: 'y' },
        partials: { used: '{{inPartial}}', unused: '{{> other}}', other: 'z' },
      },
    )
    expect(found(expansion)).toEqual([
      'MATRIX_UNUSED_AXIS at assets.poster.matrix.b:',
      'MANIFEST_UNUSED_PARTIAL at partials.other:',
      'MANIFEST_UNUSED_PARTIAL at partials.unused:',
      'MANIFEST_UNUSED_VAR at vars.brand:',
    ])
  })

  test('a use in any template of the asset counts, also inside a condition', () => {
    const seeds = { kind: 'template', template: { text: '{{c}}', at: [], file: null } } as const
    const expansion = expandOne({
      prompt: '{{#if a}}x{{/if}}',
      negativePrompt: '{{b}}',
      seeds,
      matrix: { axes: { a: ['x'], b: ['y'], c: [7], d: ['z'] } },
      output: '{{d}}.png',
    })
    expect(found(expansion)).toEqual([])
  })

  test('a var counts as used by any asset', () => {
    const assets = [asset({ id: 'a' }), asset({ id: 'b', prompt: '{{brand}}' })]
    expect(found(expand(manifest({ assets, vars: { brand: 'x' } })))).toEqual([])
  })

  test('an axis whose values only tell derived seeds apart is in use', () => {
    const seeds = { kind: 'derive', count: 1, at: [] } as const
    expect(found(expandOne({ matrix: { axes: { take: [1, 2] } }, seeds }))).toEqual([])
  })

  test('nothing is said while a template has an error: the slip may be the use', () => {
    const expansion = expandOne(
      { prompt: '{{ctiy}}', matrix: { axes: { city: ['x'] } } },
      { vars: { a: 1 } },
    )
    expect(found(expansion)).toEqual([
      'MANIFEST_UNKNOWN_VARIABLE at assets.poster.prompt#0:{{ctiy}}',
    ])
  })
})

describe('rows without an id', () => {
  const patch = {
    prompt: '{{drink.name}}',
    output: '{{drink.name}}.png',
    matrix: { axes: { drink: rows('drink', [{ name: 'Oolong' }, { name: 'Sencha' }]) } },
  }

  test('get a hint where they count with every column', () => {
    const derived = expandOne({ ...patch, seeds: { kind: 'derive', count: 1, at: [] } })
    expect(only(derived)).toMatchObject({
      code: 'MATRIX_ROWS_WITHOUT_ID',
      severity: 'hint',
      message:
        'rows of axis `drink` have no id, so that for derived seeds of asset `poster` every column counts',
    })
    const sampled = expandOne({ ...patch, sample: { count: 1, seed: 1 } })
    expect(only(sampled).message).toContain('for the sample of asset')
  })

  test('are fine elsewhere', () => {
    expect(found(expandOne(patch))).toEqual([])
  })
})

describe('size of the matrix', () => {
  const values = (count: number) => Array.from({ length: count }, (_, index) => index)

  test('more than 10,000 combinations are a warning', () => {
    const matrix = (count: number) => ({ axes: { a: values(count), b: values(100) } })
    const prompt = '{{a}} {{b}}'
    expect(found(expandOne({ prompt, matrix: matrix(100) }))).toEqual([])
    const expansion = expandOne({ prompt, matrix: matrix(101) })
    expect(only(expansion).message).toBe('asset `poster` has 10100 combinations')
    expect(expansion.jobs).toHaveLength(10_100)
  })

  test('more than a million are refused before anything is expanded', () => {
    const axes = Object.fromEntries('abcdefghij'.split('').map((name) => [name, values(4)]))
    expect(only(expandOne({ matrix: { axes } }))).toMatchObject({
      code: 'MATRIX_TOO_LARGE',
      message:
        'with asset `poster` the manifest comes to 1048576 combinations, and 1000000 is the most',
    })
    const huge = Object.fromEntries(values(400).map((name) => [`a${name}`, values(100)]))
    expect(only(expandOne({ matrix: { axes: huge } })).code).toBe('MATRIX_TOO_LARGE')
  })

  test('models, sizes and seeds count, over all assets', () => {
    const seeds = { kind: 'list', values: values(600_000), at: [] } as const
    const assets = [asset({ id: 'a', seeds }), asset({ id: 'b', seeds })]
    expect(only(expand(manifest({ assets }))).message).toContain('with asset `b`')
  })

  test('nothing left is an error', () => {
    const expansion = expandOne({
      prompt: '{{a}}',
      matrix: { axes: { a: [1] }, exclude: [{ a: 1 }] },
    })
    expect(only(expansion)).toMatchObject({
      code: 'MATRIX_NO_COMBINATION',
      message: 'the matrix of asset `poster` leaves no combination',
      related: [{ span: { file: 'assets.poster.matrix.exclude:' } }],
    })
  })
})
