import { describe, expect, test } from 'vitest'
import type { Asset } from '../../src/manifest/manifest.ts'
import { expand } from '../../src/plan/expand.ts'
import { expandOne, found, jobsOf, only } from '../support/expanded.ts'
import { asset, manifest, rows, template, type WrittenMatrix } from '../support/manifest-builder.ts'

const at = ['assets', 'poster', 'x']

function list<T>(...values: readonly T[]) {
  return { kind: 'list', values, at } as const
}

function templated(text: string, key: string) {
  return { kind: 'template', template: template(text, 'assets', 'poster', key) } as const
}

function cells(patch: Partial<Asset>): string[] {
  return jobsOf(manifest({ assets: [{ ...asset(), ...patch }] })).map(
    ({ request: { model, size, seed } }) => `${model} ${size} ${seed}`,
  )
}

test('models, then sizes, then seeds multiply a combination', () => {
  const settings = {
    models: list('qwen-image', 'qwen-image-plus'),
    sizes: list('1:1', '16:9'),
    seeds: list(1, 2),
  }
  expect(cells(settings)).toEqual([
    'qwen-image 1328*1328 1',
    'qwen-image 1328*1328 2',
    'qwen-image 1664*928 1',
    'qwen-image 1664*928 2',
    'qwen-image-plus 1328*1328 1',
    'qwen-image-plus 1328*1328 2',
    'qwen-image-plus 1664*928 1',
    'qwen-image-plus 1664*928 2',
  ])
})

describe('settings that are templates', () => {
  const scene = rows(
    'scene',
    [
      { id: 'a', seed: '7', shape: '16:9', model: 'qwen-image' },
      { id: 'b', seed: '', shape: '928x1664', model: 'qwen-image-plus' },
    ],
    'id',
  )

  test('are rendered for each combination and read as if written', () => {
    const { jobs } = expandOne({
      prompt: '{{scene.id}}',
      matrix: { axes: { scene } },
      models: templated('{{scene.model}}', 'model'),
      sizes: templated(' {{scene.shape}}\n', 'size'),
      seeds: templated('{{default scene.seed 1}}', 'seed'),
    })
    expect(
      jobs.map(({ request: { model, size, seed }, outputs: [output] }) => [
        `${model} ${size} ${seed}`,
        output?.path,
      ]),
    ).toEqual([
      ['qwen-image 1664*928 7', 'poster/a-qwen-image-16x9-s7.png'],
      ['qwen-image-plus 928*1664 1', 'poster/b-qwen-image-plus-928x1664-s1.png'],
    ])
  })

  test('what they give is checked, and names the first combination and how many more', () => {
    const matrix = { axes: { scene: ['x', 'y', 'z'] } }
    const wrong = (patch: Partial<Asset>) =>
      only(expandOne({ prompt: '{{scene}}', matrix, ...(patch as object) }))
    expect(wrong({ models: templated('qwen-{{scene}}', 'model') })).toMatchObject({
      code: 'MODEL_UNKNOWN',
    })
    expect(wrong({ seeds: templated('{{scene}}', 'seed') })).toMatchObject({
      code: 'SEED_INVALID',
      message: '`x` is no seed (for `poster` {scene: x} and 2 more)',
      span: { file: 'assets.poster.seed' },
    })
  })

  test('they may use axes, vars and the asset only', () => {
    const expansion = expandOne({
      seeds: templated('{{size.width}}', 'seed'),
      sizes: templated('{{model}}', 'size'),
      models: templated('{{seed}}', 'model'),
    })
    expect(found(expansion)).toEqual([
      'TEMPLATE_NAME_NOT_HERE at assets.poster.model#0:{{seed}}',
      'TEMPLATE_NAME_NOT_HERE at assets.poster.seed#0:{{size.width}}',
      'TEMPLATE_NAME_NOT_HERE at assets.poster.size#0:{{model}}',
    ])
  })
})

test('derived seeds follow from the axes, by row ids, and not from what an include adds', () => {
  const drink = rows(
    'drink',
    [
      { sku: 'a', name: 'Oolong' },
      { sku: 'b', name: 'Sencha' },
    ],
    'sku',
  )
  const derive = { seeds: { kind: 'derive', count: 2, at } as const, prompt: '{{drink.name}}' }
  const seeds = (matrix: WrittenMatrix) =>
    expandOne({ ...derive, matrix }).jobs.map(({ request }) => request.seed)
  const plain = seeds({ axes: { drink } })
  expect(new Set(plain).size).toBe(4)
  expect(seeds({ axes: { drink }, include: [{ note: 'x' }] })).toEqual(plain)
  const renamed = rows(
    'drink',
    [
      { sku: 'a', name: 'Tea' },
      { sku: 'b', name: 'Chai' },
    ],
    'sku',
  )
  expect(seeds({ axes: { drink: renamed } })).toEqual(plain)
})

test('in a matrix of includes alone their keys count for derived seeds', () => {
  const seeds = { kind: 'derive', count: 1, at } as const
  const matrix = { include: [{ city: 'Bonn' }, { city: 'Oslo' }] }
  const { jobs } = expandOne({ prompt: '{{city}}', matrix, seeds })
  const [bonn, oslo] = jobs.map(({ request }) => request.seed)
  expect(bonn).not.toBe(oslo)
})

describe('models', () => {
  test('an unknown one suggests what was meant', () => {
    expect(only(expandOne({ model: 'qwen-image-puls' }))).toMatchObject({
      code: 'MODEL_UNKNOWN',
      message: 'there is no model `qwen-image-puls` in the catalogue',
      help: 'did you mean `qwen-image-plus`? `mintage models` lists them all; a newer one can be spelled out under `unlisted_models`',
      span: { file: 'assets.poster.model.0' },
    })
  })

  test('one that the region does not offer names the regions that do', () => {
    const provider = {
      kind: 'dashscope',
      region: 'virginia',
      currency: 'USD',
      workspace: null,
    } as const
    expect(only(expandOne({}, { provider }))).toMatchObject({
      code: 'MODEL_REGION',
      message: 'region virginia does not offer qwen-image-plus',
      help: 'it is offered in singapore, beijing: set `provider: {region: singapore}`, or choose another model',
    })
  })

  test('a mode that it lacks is an error', () => {
    expect(only(expandOne({ model: 'qwen-image-max', mode: 'async' }))).toMatchObject({
      code: 'MODEL_MODE',
      message: 'qwen-image-max has no mode `async`',
      help: 'use `mode: sync`, or leave `mode` out',
    })
    expect(found(expandOne({ model: 'qwen-image-max', mode: 'sync' }))).toEqual([])
  })

  test('more images than it makes in one request are an error', () => {
    expect(only(expandOne({ n: 2 }))).toMatchObject({
      code: 'MODEL_IMAGES',
      message: 'qwen-image-plus makes at most 1 per request, and `n` is 2',
    })
  })

  test('a moving alias is a warning that names the snapshot', () => {
    const expansion = expandOne({ model: 'qwen-image-2.0-pro' })
    expect(only(expansion)).toMatchObject({
      code: 'MODEL_MOVING_ALIAS',
      severity: 'warning',
      help: 'write the snapshot, as of now `qwen-image-2.0-pro-2026-04-22`, to get the same pictures later',
    })
    expect(expansion.jobs).toHaveLength(1)
  })

  test('what several assets take from their defaults is said once', () => {
    const models = { kind: 'list', values: ['qwen-imagine'], at: ['defaults', 'model'] } as const
    const assets = ['a', 'b', 'c'].map((id) => asset({ id, models }))
    expect(expand(manifest({ assets })).diagnostics).toHaveLength(1)
  })
})

describe('sizes', () => {
  test('each pair of a model and a size that does not go is found', () => {
    const expansion = expandOne({
      models: list('qwen-image-plus', 'qwen-image-2.0'),
      sizes: list('1024*1024', '21:9'),
    })
    expect(
      expansion.diagnostics.map(({ code, message }) => `${code} ${message.split(':')[0]}`),
    ).toEqual([
      'SIZE_UNSUPPORTED qwen-image-plus makes no `1024*1024`',
      'SIZE_UNKNOWN_RATIO qwen-image-plus has no size for `21',
      'SIZE_UNKNOWN_RATIO qwen-image-2.0 has no size for `21',
    ])
  })

  test('the misprinted 4:3 is a warning, and the request has the right one', () => {
    const expansion = expandOne({ size: '1472*1140' })
    expect(only(expansion)).toMatchObject({
      code: 'SIZE_REPLACED',
      severity: 'warning',
      message: '`1472*1140` is taken as `1472*1104`',
    })
    expect(expansion.jobs[0]?.request.size).toBe('1472*1104')
  })
})

describe('excludes that name settings', () => {
  const matrix = { axes: { city: ['Bonn', 'Oslo'] } }
  const settings = {
    models: list('qwen-image', 'qwen-image-max'),
    sizes: list('16:9', '1:1'),
    seeds: list(1, 2),
  }
  const kept = (exclude: readonly Record<string, string | number>[]) =>
    expandOne({ prompt: '{{city}}', matrix: { ...matrix, exclude }, ...settings }).jobs.map(
      ({ request: { prompt, model, size, seed } }) => `${prompt} ${model} ${size} ${seed}`,
    )

  test('apply once model, size and seed have multiplied', () => {
    const without = kept([{ city: 'Oslo', model: 'qwen-image-max', seed: '2' }])
    expect(without).toHaveLength(14)
    expect(without.filter((cell) => cell.startsWith('Oslo qwen-image-max'))).toEqual([
      'Oslo qwen-image-max 1664*928 1',
      'Oslo qwen-image-max 1328*1328 1',
    ])
  })

  test('compare sizes resolved', () => {
    for (const size of ['16:9', '1664*928', '1664x928', '32:18']) {
      expect(kept([{ size }])).toHaveLength(8)
      expect(kept([{ size }]).join()).not.toContain('1664*928')
    }
  })

  test('that match nothing are said so, and those that leave nothing are an error', () => {
    const at = (exclude: readonly Record<string, string | number>[]) =>
      found(expandOne({ prompt: '{{city}}', matrix: { ...matrix, exclude }, ...settings }))
    expect(at([{ seed: 3 }, { seed: 2 }])).toEqual([
      'MATRIX_UNMATCHED_EXCLUDE at assets.poster.matrix.exclude.0',
    ])
    expect(at([{ seed: 1 }, { seed: 2 }])).toEqual([
      'MATRIX_NO_COMBINATION at assets.poster.matrix:',
    ])
  })

  test('apply to what an include made, too', () => {
    const { jobs } = expandOne({
      prompt: '{{city}}',
      matrix: { ...matrix, include: [{ city: 'Rome' }], exclude: [{ city: 'Rome', seed: 1 }] },
      ...settings,
    })
    const rome = jobs.filter(({ request }) => request.prompt === 'Rome')
    expect(rome.map(({ request }) => request.seed)).toEqual([2, 2, 2, 2])
  })
})
