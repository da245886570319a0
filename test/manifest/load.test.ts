import path from 'node:path'
import { expect, test } from 'vitest'
import { loadManifest } from '../../src/manifest/load.ts'
import { assetOf, codesOf, digestOf, loadText, soundText } from '../support/load-text.ts'
import { temporaryFolder } from '../support/temp-folder.ts'

const head = 'version: 1\nname: tea\n'
const small = `${head}defaults: {model: qwen-image}\nassets:\n  fox: A fox\n`

test('a name that would change a prototype is refused wherever it stands', async () => {
  expect(await codesOf(`${small}vars: {"__proto__": {polluted: 1}}\n`)).toEqual(['YAML_KEY'])
  const manifest = `${head}defaults: {model: qwen-image}\nassets: {a: {prompt: A, matrix: {x: {from: r.json}}}}\n`
  expect(await codesOf(manifest, { 'r.json': '[{"__proto__": {"polluted": 1}}]' })).toEqual([
    'DATA_SYNTAX',
  ])
  expect(await codesOf(manifest.replace('json', 'csv'), { 'r.csv': '__proto__\n1\n' })).toEqual([
    'DATA_COLUMN_NAME',
  ])
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
})

test('data and prompt files are recorded once, sorted, with the digest of their bytes', async () => {
  const bytes = '\ufeffname\r\nx\r\n'
  const manifest = await soundText(
    `${head}defaults: {model: qwen-image}
assets:
  a: {prompt: A, matrix: {x: {from: z/rows.csv}, y: {from: ./z/rows.csv}}}
  b: {prompt_file: a.txt, matrix: {x: {from: z/rows.csv}}}
`,
    { 'z/rows.csv': bytes, 'a.txt': 'text' },
  )
  expect(manifest.data).toEqual([
    { path: 'a.txt', digest: digestOf('text') },
    { path: 'z/rows.csv', digest: digestOf(bytes) },
  ])
  expect(assetOf(manifest, 'a').matrix.axes[0]?.columns).toEqual(['name'])
})

test('overrides replace a var, and the model, region and mode of every asset', async () => {
  const manifest = await soundText(
    `${head}vars: {brand: Lotus, other: 5}
assets:
  one: {prompt: A, model: qwen-image, mode: sync}
  two: {prompt: B}
`,
    {},
    {
      overrides: { set: { brand: 'Rose' }, model: 'wan2.6-t2i', region: 'beijing', mode: 'async' },
    },
  )
  expect([...manifest.vars]).toEqual([
    ['brand', 'Rose'],
    ['other', 5],
  ])
  expect(manifest.provider).toMatchObject({ region: 'beijing', currency: 'CNY' })
  for (const { models, mode } of manifest.assets) {
    expect(models).toMatchObject({ kind: 'list', values: ['wan2.6-t2i'] })
    expect(mode).toBe('async')
  }
})

test('paths are shown relative to the working directory where that is shorter', async () => {
  const cwd = await temporaryFolder({ 'sets/m.yaml': `${small}x: 1\n` })
  const { diagnostics, texts } = await loadManifest('sets/m.yaml', { cwd })
  expect(diagnostics.map(({ span }) => span?.file)).toEqual(['sets/m.yaml'])
  expect([...texts.keys()]).toEqual(['sets/m.yaml'])
  const far = await loadManifest(path.join(cwd, 'sets/m.yaml'), { cwd: '/a/b/c/d/e/f/g/h/i/j/k/l' })
  expect(far.diagnostics[0]?.span?.file).toBe(path.join(cwd, 'sets/m.yaml').replaceAll('\\', '/'))
})

test('a span falls back to the nearest parent that is written', async () => {
  const { source } = await soundText(`${head}defaults: {model: qwen-image}
assets:
  fox:
    prompt: A fox
    sizes: ["1:1", "4:3"]
    variants:
      - name: og
        width: 10
`)
  expect(source.span(['assets', 'fox', 'sizes', 1])).toMatchObject({
    line: 7,
    column: 20,
    length: 5,
  })
  expect(source.span(['assets', 'fox', 'sizes'], 'key')).toMatchObject({
    line: 7,
    column: 5,
    length: 5,
  })
  expect(source.span(['assets', 'fox', 'sizes'])).toMatchObject({ line: 7, column: 12 })
  expect(source.span(['assets', 'fox', 'variants', 0])).toMatchObject({ line: 9, column: 9 })
  expect(source.span(['assets', 'fox'])).toMatchObject({ line: 5, column: 3, length: 3 })
  expect(source.span(['assets', 'fox', 'seeds', 3])).toMatchObject({
    line: 5,
    column: 3,
    length: 3,
  })
  expect(source.span(['defaults', 'model', 0])).toMatchObject({ line: 3, column: 19, length: 10 })
  expect(source.span(['nothing', 'at', 'all'])).toMatchObject({ line: 1, column: 1, length: 1 })
})

test('a manifest that is not there, or is a folder, is an error of its own', async () => {
  const cwd = await temporaryFolder({ 'folder/x.txt': '' })
  const missing = loadManifest('m.yaml', { cwd })
  await expect(missing).rejects.toMatchObject({ code: 'MANIFEST_NOT_FOUND', stop: 'usage' })
  await expect(loadManifest('folder', { cwd })).rejects.toMatchObject({
    code: 'MANIFEST_UNREADABLE',
  })
})

test('a manifest over 4 MiB is not read', async () => {
  expect(await codesOf(`${small}#${'x'.repeat(4 << 20)}`)).toEqual(['MANIFEST_TOO_LARGE'])
})

test('a byte order mark and Windows line ends are taken', async () => {
  const manifest = await soundText(`\ufeff${small.replaceAll('\n', '\r\n')}`)
  expect(manifest.source.span(['assets', 'fox'])).toMatchObject({ line: 5, column: 8, length: 5 })
})

test('the rules run on what passed the schema, so that everything is found at once', async () => {
  const found = await codesOf(
    `${head}colour: red
defaults: {model: qwen-image, n: many}
assets:
  a: {prompt: A, size: big, matrix: {x: {from: nowhere.csv}, y: []}}
  b: {prompts: B, seeds: {from: 1}}
`,
  )
  expect(found.sort()).toEqual([
    'DATA_NOT_FOUND',
    'MANIFEST_BAD_SEEDS',
    'MANIFEST_UNKNOWN_KEY',
    'MANIFEST_UNKNOWN_KEY',
    'MANIFEST_WRONG_TYPE',
    'MATRIX_EMPTY_AXIS',
    'SIZE_UNREADABLE',
  ])
})

test('a thousand findings are enough, however many there are', async () => {
  const keys = Array.from({ length: 20_000 }, (_, index) => `key${index}: 1\n`).join('')
  const { diagnostics } = await loadText(`${small}${keys}`)
  expect(diagnostics).toHaveLength(1000)
})

test('many axes, vars, variants and excludes take no more than their share of time', async () => {
  const many = (one: (index: number) => string) => Array.from({ length: 8000 }, (_, at) => one(at))
  const codes = await codesOf(`${small.replace('A fox\n', '')}
    prompt: A fox
    matrix: {${many((at) => `a${at}: [1]`).join(', ')}, exclude: [{${many((at) => `b${at}: 1`).join(', ')}}]}
    variants: [${many((at) => `{name: v${at}}`).join(', ')}]
vars: {${many((at) => `c${at}: 1`).join(', ')}}
`)
  expect(new Set(codes)).toEqual(new Set(['MATRIX_UNKNOWN_AXIS']))
})

test('spellings of one path are one file', async () => {
  const manifest = await soundText(
    `${head}defaults: {model: qwen-image}
assets:
  a: {prompt: A, matrix: {x: {from: rows.txt}, y: {from: ./rows.txt}, z: {from: b/../rows.txt}}}
`,
    { 'rows.txt': 'one\ntwo\n' },
  )
  const [x, y, z] = assetOf(manifest, 'a').matrix.axes
  expect(y?.values).toBe(x?.values)
  expect(z?.values).toBe(x?.values)
  expect(manifest.data).toHaveLength(1)
})
