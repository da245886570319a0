import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Model, SizeRule } from '../../src/catalog/model.ts'
import { findModel, modelIds } from '../../src/catalog/models.ts'
import { codes } from '../../src/diagnostics/codes.ts'
import { helpers } from '../../src/plan/templates/helpers.ts'
import { fieldsOf } from '../../src/plan/templates/name-space.ts'
import { codesIn, type Table, tablesOf } from '../support/markdown.ts'

const page = await readFile(new URL('../../docs/manifest.md', import.meta.url), 'utf8')
const schemaFile = new URL('../../schemas/manifest.schema.json', import.meta.url)
const schema: Schema = JSON.parse(await readFile(schemaFile, 'utf8'))

interface Schema {
  readonly properties: Readonly<Record<string, Property>>
  readonly required: readonly string[]
  readonly $defs: Readonly<Record<string, Omit<Schema, '$defs'>>>
}

interface Property {
  readonly default?: unknown
  readonly additionalProperties?: Omit<Schema, '$defs'>
}

const keyTables = [
  ...tablesWith('key', 'default', 'meaning'),
  ...tablesWith('key of an overlay', 'default', 'meaning'),
]

test.each([
  { table: 0, of: 'the manifest', schema: schema as Omit<Schema, '$defs'>, more: ['x-…'] },
  { table: 1, of: 'an asset', schema: schema.$defs['asset'], more: [] },
  { table: 2, of: 'a variant', schema: schema.$defs['variant'], more: [] },
  { table: 3, of: 'an overlay', schema: schema.$defs['overlay'], more: [] },
])('the table of the keys of $of has each key of the schema, with its default', (each) => {
  const rows = keyTables[each.table]?.rows ?? []
  const written = rows.flatMap(([keys = '']) => codesIn(keys))
  const properties = each.schema?.properties ?? {}
  expect(written.toSorted()).toEqual([...Object.keys(properties), ...each.more].toSorted())
  for (const [keys = '', value = ''] of rows) {
    for (const key of codesIn(keys)) {
      const ofSchema = properties[key]?.default
      if (ofSchema !== undefined) expect([key, codesIn(value)[0]]).toEqual([key, String(ofSchema)])
      const isNeeded = each.schema?.required?.includes(key) ?? false
      if (isNeeded) expect([key, value]).toEqual([key, 'needed'])
    }
  }
})

test('the table of what a model is spelled out with has each key of the schema', () => {
  const table = tablesWith('key', 'meaning').find(({ rows: [row = []] }) => row[0] === '`family`')
  const model = schema.properties['unlisted_models']?.additionalProperties
  expect(table?.rows.flatMap(([key = '']) => codesIn(key))).toEqual(model?.required)
  expect(Object.keys(model?.properties ?? {})).toEqual(model?.required)
})

test('the table of names says which templates know which of them', () => {
  const uses = ['setting', 'text', 'output', 'variant'] as const
  const [table] = tablesWith('name', 'settings', 'prompts', '`output`', 'variants', 'value')
  const written = table?.rows.map(([name = '', ...where]) => [
    codesIn(name)[0],
    uses.filter((_, index) => where[index] === 'yes'),
  ])
  const known = fieldsOf.variant.map((field) => [
    field,
    uses.filter((use) => (fieldsOf[use] as readonly string[]).includes(field)),
  ])
  expect(written).toEqual(known)
})

test('every helper is printed by some template of the tables', () => {
  const templates = tablesWith('template', 'prints').flatMap(({ rows }) => rows.map(([one]) => one))
  const shown = Object.keys(helpers).filter((name) =>
    templates.some((template) => new RegExp(`[{(]${name} `).test(template ?? '')),
  )
  expect(shown).toEqual(Object.keys(helpers))
})

test('sizes stand as in the catalogue, for every model of it', () => {
  const [table] = tablesWith(
    'models',
    '16:9',
    '4:3',
    '1:1',
    '3:4',
    '9:16',
    'default',
    'other sizes',
  )
  const ratios = table?.header.slice(1, 6) ?? []
  const listed = eachModel(table, (model) => [
    ...ratios.map((ratio) => model.sizes.ratios[ratio]),
    model.sizes.default,
    otherSizes(model.sizes.rule, Object.values(model.sizes.ratios)),
  ])
  expect(listed.toSorted()).toEqual([...modelIds()].toSorted())
})

test('limits of one request stand as in the catalogue, for every model of it', () => {
  const [table] = tablesWith('models', 'images of one request (`n`)', 'prompt', 'negative prompt')
  const listed = eachModel(table, (model) => [
    String(model.maxImages),
    `${model.promptLimit.count} ${model.promptLimit.unit}`,
    `${model.negativePromptLimit} characters`,
  ])
  expect(listed.toSorted()).toEqual([...modelIds()].toSorted())
})

test('every finding that is no error has its row, and every code on the page exists', () => {
  const [table] = tablesWith('finding', 'about')
  const mild = Object.entries(codes).filter(
    ([, entry]) => entry.kind === 'finding' && entry.severity !== 'error',
  )
  expect(table?.rows.flatMap(([code = '']) => codesIn(code)).toSorted()).toEqual(
    mild.map(([code]) => code).toSorted(),
  )
  const named = [...page.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, code]) => code)
  expect(named.filter((code) => !Object.hasOwn(codes, code ?? ''))).toEqual([])
})

test('every link within the page leads to a heading, and every other to a file', async () => {
  const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))
  const links = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link)
  expect(links.length).toBeGreaterThan(20)
  const inside = links.filter((link) => link.startsWith('#')).map((link) => link.slice(1))
  expect(inside.filter((anchor) => !headings.includes(anchor))).toEqual([])
  for (const link of links.filter((link) => !link.startsWith('#') && !link.endsWith('/'))) {
    await readFile(new URL(`../../docs/${link}`, import.meta.url))
  }
})

function tablesWith(...header: readonly string[]): Table[] {
  return tablesOf(page).filter((table) => table.header.join() === header.join())
}

/** Compares a row with each model that it names; gives the names. */
function eachModel(table: Table | undefined, cells: (model: Model) => unknown[]): string[] {
  return (table?.rows ?? []).flatMap(([ids = '', ...written]) =>
    codesIn(ids).map((id) => {
      const model = findModel(id)
      expect([id, ...written]).toEqual([id, ...(model === undefined ? [] : cells(model))])
      return id
    }),
  )
}

function otherSizes(rule: SizeRule, tabled: readonly string[]): string {
  switch (rule.kind) {
    case 'list':
      return rule.sizes.filter((size) => !tabled.includes(size)).join(', ') || 'none'
    case 'side':
      return `${rule.min} to ${rule.max} pixels a side`
    case 'area': {
      const ratio = rule.ratio === null ? '' : `, 1:${1 / rule.ratio.min} to ${rule.ratio.max}:1`
      return `${rule.min} to ${rule.max} pixels in all${ratio}`
    }
  }
}

/** As code hosts make it: small letters, spaces become hyphens, other signs go. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')
}
