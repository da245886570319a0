import path from 'node:path'
import { expect, test } from 'vitest'
import { assetOf, digestOf, soundText } from '../support/load-text.ts'

const head = 'version: 1\nname: tea\n'
const small = `${head}defaults: {model: qwen-image}\nassets:\n  fox: A fox\n`

test('what was left out has the defaults of the language', async () => {
  const manifest = await soundText(small)
  expect(manifest).toMatchObject({
    name: 'tea',
    digest: digestOf(small),
    data: [],
    provider: { kind: 'dashscope', region: 'singapore', currency: 'USD', workspace: null },
    outputDir: 'out',
    budget: null,
  })
  expect(manifest.path).toBe(path.join(manifest.folder, 'm.yaml'))
  expect(assetOf(manifest, 'fox')).toEqual({
    id: 'fox',
    at: ['assets', 'fox'],
    prompt: { text: 'A fox', at: ['assets', 'fox'], file: null },
    negativePrompt: null,
    matrix: { axes: [], exclude: [], include: [] },
    sample: null,
    models: { kind: 'list', values: ['qwen-image'], at: ['defaults', 'model'] },
    sizes: { kind: 'list', values: [], at: ['assets', 'fox'] },
    seeds: { kind: 'list', values: [1], at: ['assets', 'fox'] },
    n: 1,
    promptExtend: true,
    watermark: false,
    mode: 'auto',
    onLongPrompt: null,
    onUnlistedSize: 'error',
    output: null,
    quality: null,
    variants: [],
    labels: null,
  })
})

test('either form of a setting in an asset replaces either form in the defaults', async () => {
  const manifest = await soundText(
    `${head}
defaults: {models: [qwen-image, qwen-image-plus], size: "1:1", seeds: [1, 2], prompt: A}
assets:
  one: {model: qwen-image, sizes: ["4:3", "3:4"], seed: 5}
  two: {prompt_file: p.txt}
`,
    { 'p.txt': 'B' },
  )
  expect(assetOf(manifest, 'one').models).toMatchObject({ values: ['qwen-image'] })
  expect(assetOf(manifest, 'one').sizes).toMatchObject({ values: ['4:3', '3:4'] })
  expect(assetOf(manifest, 'one').seeds).toMatchObject({ values: [5] })
  expect(assetOf(manifest, 'one').prompt).toEqual({
    text: 'A',
    at: ['defaults', 'prompt'],
    file: null,
  })
  expect(assetOf(manifest, 'two').seeds).toMatchObject({
    values: [1, 2],
    at: ['defaults', 'seeds'],
  })
  expect(assetOf(manifest, 'two').prompt).toEqual({
    text: 'B',
    at: ['assets', 'two', 'prompt_file'],
    file: 'p.txt',
  })
  expect(manifest.data).toEqual([{ path: 'p.txt', digest: digestOf('B') }])
})

test('maps and lists of the defaults are replaced whole', async () => {
  const manifest = await soundText(`${head}
defaults:
  model: qwen-image
  matrix: {city: [a, b], mood: [c]}
  variants: [{name: og, width: 10}]
assets:
  one: {prompt: A}
  two: {prompt: B, matrix: {city: [z]}, variants: []}
`)
  expect(assetOf(manifest, 'one').matrix.axes.map(({ name }) => name)).toEqual(['city', 'mood'])
  expect(assetOf(manifest, 'one').variants).toHaveLength(1)
  expect(assetOf(manifest, 'two').matrix.axes.map(({ name }) => name)).toEqual(['city'])
  expect(assetOf(manifest, 'two').variants).toEqual([])
})

test('seeds come as a list, a range, derived or a template', async () => {
  const manifest = await soundText(`${head}
defaults: {model: qwen-image, prompt: A}
assets:
  list: {seeds: [3, 1]}
  range: {seeds: {from: 2147483645, count: 3}}
  derive: {seeds: {derive: 4}}
  template: {seed: "{{default x.seed 1}}"}
`)
  expect(manifest.assets.map(({ seeds }) => seeds)).toMatchObject([
    { kind: 'list', values: [3, 1] },
    { kind: 'list', values: [2147483645, 2147483646, 2147483647] },
    { kind: 'derive', count: 4, at: ['assets', 'derive', 'seeds'] },
    {
      kind: 'template',
      template: { text: '{{default x.seed 1}}', at: ['assets', 'template', 'seed'] },
    },
  ])
})

test('a variant takes its format from the key, else from the file name, else png', async () => {
  const manifest = await soundText(`${head}
defaults: {model: qwen-image}
assets:
  fox:
    prompt: A
    variants:
      - {name: a, format: webp}
      - {name: b, output: "{{stem}}-b.JPG", position: top}
      - {name: c, width: 5, fit: inside}
      - {name: d, output: "{{stem}}.{{variant}}", quality: 50}
`)
  expect(assetOf(manifest, 'fox').variants.map(({ recipe }) => recipe)).toMatchObject([
    { format: 'webp', width: null, height: null, fit: 'cover', position: 'centre', quality: null },
    { format: 'jpeg', position: 'top' },
    { format: 'png', width: 5, fit: 'inside' },
    { format: 'png', quality: 50 },
  ])
})

test('assets, axes and columns stay in the order written, also where they are numbers', async () => {
  const manifest = await soundText(
    `${head}defaults: {model: qwen-image}
assets:
  zebra: A
  "10": B
  "2": {prompt: C, matrix: {z: [1], a: {from: rows.csv}}}
`,
    { 'rows.csv': 'z,2,1\nx,y,z\n' },
  )
  expect(manifest.assets.map(({ id }) => id)).toEqual(['zebra', '10', '2'])
  const { axes } = assetOf(manifest, '2').matrix
  expect(axes.map(({ name }) => name)).toEqual(['z', 'a'])
  expect(axes[1]?.columns).toEqual(['z', '2', '1'])
})

test('money is read as written, not as a binary fraction', async () => {
  const manifest = await soundText(`${head}
provider: {region: beijing}
budget: {max_cost: 0.1}
prices: {qwen-image: 0.000003, qwen-image-max: "7", wan2.6-t2i: 1.20 CNY}
defaults: {model: qwen-image}
assets: {fox: A fox}
`)
  expect(manifest.budget).toEqual({
    maxCost: { amount: 100_000, currency: 'CNY' },
    maxImages: null,
  })
  expect([...manifest.prices]).toEqual([
    ['qwen-image', 3],
    ['qwen-image-max', 7_000_000],
    ['wan2.6-t2i', 1_200_000],
  ])
})

test('a budget may be in another currency than the manifest: the plan refuses it', async () => {
  const manifest = await soundText(`${small}budget: {max_cost: 5 CNY}\n`)
  expect(manifest.budget?.maxCost).toEqual({ amount: 5_000_000, currency: 'CNY' })
})

test('rows have the id of their column, else of their key `id`, and their number', async () => {
  const manifest = await soundText(
    `${head}defaults: {model: qwen-image}
assets:
  fox:
    prompt: A
    matrix:
      a: {from: rows.csv, id: sku}
      b: {from: rows.jsonl}
      c: [{id: 7, x: 1}, {x: 2}, plain, 5, true, null, [1, 2]]
      d: {from: lines.txt}
      exclude: [{a: A1, b: {id: 2}}]
      include:
        - {a: {sku: A9}, b: {id: 3}, c: {id: no}}
        - {a: {id: A8}, e: {id: new}, f: text}
`,
    {
      'rows.csv': 'sku,name\nA1,Oolong\nA2,Tea\n',
      'rows.jsonl': '{"id": 1}\n\n{"id": 2, "deep": {"list": [1, null]}}\n{"other": true}\n',
      'lines.txt': ' one \n\ntwo\n',
    },
  )
  const { axes, exclude, include } = assetOf(manifest, 'fox').matrix
  expect(axes.map(({ values }) => values)).toEqual([
    [
      { value: { sku: 'A1', name: 'Oolong' }, id: 'A1', row: 1 },
      { value: { sku: 'A2', name: 'Tea' }, id: 'A2', row: 2 },
    ],
    [
      { value: { id: 1 }, id: '1', row: 1 },
      { value: { id: 2, deep: { list: [1, null] } }, id: '2', row: 2 },
      { value: { other: true }, id: null, row: 3 },
    ],
    [
      { value: { id: 7, x: 1 }, id: '7', row: null },
      { value: { x: 2 }, id: null, row: null },
      { value: 'plain', id: null, row: null },
      { value: 5, id: null, row: null },
      { value: true, id: null, row: null },
      { value: null, id: null, row: null },
      { value: [1, 2], id: null, row: null },
    ],
    [
      { value: 'one', id: null, row: 1 },
      { value: 'two', id: null, row: 2 },
    ],
  ])
  expect(axes.map(({ columns }) => columns)).toEqual([
    ['sku', 'name'],
    ['id', 'deep', 'other'],
    null,
    [],
  ])
  expect(exclude.map(({ values }) => Object.fromEntries(values))).toEqual([
    {
      a: { value: 'A1', id: null, row: null },
      b: { value: { id: 2 }, id: null, row: null },
    },
  ])
  expect(include.map(({ values }) => [...values].map(([name, { id }]) => [name, id]))).toEqual([
    [
      ['a', 'A9'],
      ['b', '3'],
      ['c', 'no'],
    ],
    [
      ['a', 'A8'],
      ['e', 'new'],
      ['f', null],
    ],
  ])
})

test('rows are plain objects, so that templates can look into them', async () => {
  const manifest = await soundText(
    `${head}defaults: {model: qwen-image}
vars: {constructor: c, toString: {hasOwnProperty: 1}}
assets: {constructor: {prompt: A, matrix: {a: {from: rows.csv}, valueOf: [{constructor: 5}]}}}
`,
    { 'rows.csv': 'constructor,toString\n1,2\n' },
  )
  const { axes } = assetOf(manifest, 'constructor').matrix
  const row = axes[0]?.values[0]?.value
  expect(Object.getPrototypeOf(row)).toBe(Object.prototype)
  expect(Object.entries(row ?? {})).toEqual([
    ['constructor', '1'],
    ['toString', '2'],
  ])
  expect([...manifest.vars]).toEqual([
    ['constructor', 'c'],
    ['toString', { hasOwnProperty: 1 }],
  ])
})

test('labels are complete, and an asset turns those of the defaults off', async () => {
  const manifest = await soundText(`${head}
defaults: {model: qwen-image, labels: {iptc: true, aigc: {content_producer: 青莲, content_propagator: Shop}}}
assets:
  all: A fox
  own: {prompt: A fox, labels: {iptc: {prompt_writer: Team}}}
  quiet: {prompt: A fox, labels: {iptc: {prompt: false}, aigc: {content_producer: Lotus}}}
  off: {prompt: A fox, labels: {iptc: false}}
`)
  const labelsOf = (id: string) => assetOf(manifest, id).labels
  expect(labelsOf('all')).toEqual({
    iptc: { prompt: true, promptWriter: null },
    aigc: { contentProducer: '青莲', contentPropagator: 'Shop' },
  })
  expect(labelsOf('own')).toEqual({ iptc: { prompt: true, promptWriter: 'Team' }, aigc: null })
  expect(labelsOf('quiet')).toEqual({
    iptc: { prompt: false, promptWriter: null },
    aigc: { contentProducer: 'Lotus', contentPropagator: null },
  })
  expect(labelsOf('off')).toBeNull()
})
