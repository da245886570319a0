import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modelIds } from '../../src/catalog/models.ts'
import { type LanguageServer, startLanguageServer } from './language-server.ts'
import { marked } from './marks.ts'

const folder = fileURLToPath(new URL('../../examples/quickstart', import.meta.url))
const line = '# yaml-language-server: $schema=../../schemas/manifest.schema.json'

let server: LanguageServer
let opened = 0

beforeAll(async () => {
  server = await startLanguageServer()
})

afterAll(() => server.close())

/** A manifest as someone is just writing it, beside the quickstart; `‸` marks the cursor. */
async function write(body: string) {
  const { text, at } = marked(`${line}\n${body}`)
  const path = `${folder}/unsaved-${++opened}.yaml`
  const problems = await server.open(path, text)
  const [cursor] = at
  if (cursor === undefined) return { problems, labels: [], hover: null }
  const completions = await server.complete(path, cursor)
  return {
    problems,
    labels: completions.map(({ label }) => label),
    hover: await server.hover(path, cursor),
  }
}

const head = 'version: 1\nname: tea\n'

describe('completion', () => {
  test('offers the keys of a manifest that are not there yet', async () => {
    const { labels } = await write(`${head}‸`)
    expect(labels).toEqual(expect.arrayContaining(['assets', 'budget', 'defaults', 'provider']))
    expect(labels).not.toContain('version')
  })

  test('offers the keys of an asset', async () => {
    const { labels } = await write(`${head}assets:\n  poster:\n    prompt: a fox\n    ‸\n`)
    expect(labels).toEqual(expect.arrayContaining(['matrix', 'sizes', 'seeds', 'variants']))
    expect(labels).not.toContain('assets')
  })

  test('offers the keys of a variant', async () => {
    const { labels } = await write(
      `${head}assets:\n  poster:\n    prompt: a fox\n    variants:\n      - name: og\n        ‸\n`,
    )
    expect(labels).toEqual(expect.arrayContaining(['width', 'height', 'fit', 'format', 'quality']))
  })

  test('offers the keys of a data file as an axis', async () => {
    const { labels } = await write(
      `${head}assets:\n  poster:\n    prompt: a fox\n    matrix:\n      tea:\n        ‸\n`,
    )
    expect(labels).toEqual(expect.arrayContaining(['from', 'id']))
  })

  test.each([
    ['provider: {region: ‸}', ['singapore', 'beijing', 'virginia', 'frankfurt']],
    ['defaults:\n  mode: ‸', ['auto', 'async', 'sync']],
    ['defaults:\n  watermark: ‸', ['true', 'false']],
    ['defaults:\n  on_long_prompt: ‸', ['error', 'warn']],
    ['defaults:\n  variants: [{fit: ‸}]', ['cover', 'contain', 'fill', 'inside', 'outside']],
    ['defaults:\n  variants: [{format: ‸}]', ['png', 'jpeg', 'webp', 'avif']],
  ])('offers the values of %s', async (body, values) => {
    const { labels } = await write(head + body)
    expect(labels.toSorted()).toEqual(values.toSorted())
  })

  test.each(['model: ‸', 'models: [‸]'])(
    'offers every model of the catalogue for %s',
    async (setting) => {
      const { labels } = await write(`${head}defaults:\n  ${setting}`)
      expect(labels.toSorted()).toEqual(modelIds().toSorted())
    },
  )
})

describe('a finding while writing', () => {
  test.each([
    ['a misspelt key', 'budgett: {max_images: 3}', /budgett/],
    ['a misspelt key of an asset', 'defaults: {promt: a fox}', /promt/],
    ['a region that does not exist', 'provider: {region: mars}', /singapore/],
    ['a text for a number', 'budget: {max_images: many}', /integer/],
    ['a number for a list', 'defaults: {sizes: 3}', /array/],
    ['a seed that is too large', 'defaults: {seeds: [2147483648]}', /2147483647/],
    ['a name with capital letters', 'defaults: {variants: [{name: "a/b"}]}', /pattern/],
  ])('%s is underlined', async (_, body, words) => {
    const { problems } = await write(`${head}assets: {fox: a fox}\n${body}\n`)
    expect(problems.map(({ message }) => message)).toEqual([expect.stringMatching(words)])
    expect(problems[0]?.range.start.line).toBe(4)
  })

  test('nothing is underlined where nothing is wrong', async () => {
    const { problems } = await write(
      `${head}x-axes: &axes {x: [1, 2]}\nassets:\n  fox: a fox\n  cat:\n    prompt: "{{x}}"\n    matrix: *axes\n`,
    )
    expect(problems).toEqual([])
  })

  test('a manifest without its name says what is missing', async () => {
    const { problems } = await write('version: 1\nassets: {fox: a fox}\n')
    expect(problems.map(({ message }) => message)).toEqual(['Missing property "name".'])
  })
})
