import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, stringify } from 'yaml'
import { type LanguageServer, type Position, startLanguageServer } from './language-server.ts'

interface Schema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly examples?: readonly unknown[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
}

const root: Schema = JSON.parse(
  readFileSync(new URL('../../schemas/manifest.schema.json', import.meta.url), 'utf8'),
)
const path = fileURLToPath(new URL('../../examples/quickstart/every-key.yaml', import.meta.url))

interface Key {
  readonly place: string
  readonly at: Position
  readonly schema: Schema
}

function resolved(schema: Schema): Schema {
  const name = schema.$ref?.replace('#/$defs/', '')
  return name === undefined ? schema : { ...root.$defs?.[name], ...schema }
}

function child(schema: Schema, key: string): Schema {
  const { properties = {}, additionalProperties } = resolved(schema)
  const found = properties[key] ?? additionalProperties
  return typeof found === 'object' ? resolved(found) : {}
}

/** A value with every key that may stand in it; what it says makes no sense together. */
function sample(schema: Schema): unknown {
  const { properties, additionalProperties, items, examples, ...rest } = resolved(schema)
  const named = Object.entries(properties ?? {}).map(([key, each]) => [key, sample(each)])
  if (typeof additionalProperties === 'object') named.push(['x', sample(additionalProperties)])
  if (named.length > 0) return Object.fromEntries(named)
  if (items !== undefined && resolved(items).properties !== undefined) return [sample(items)]
  return examples?.[0] ?? rest.const ?? rest.enum?.[0] ?? 'anything'
}

const schemaLine = '# yaml-language-server: $schema=../../schemas/manifest.schema.json'
const everyKey = `${schemaLine}\n${stringify(sample(root))}`

const lines = new LineCounter()
const document = parseDocument(everyKey, { lineCounter: lines })

/** The keys below a node, each with what the schema says of it; those that are free names without. */
function keysOf(node: Node | null | undefined, schema: Schema, place: string): Key[] {
  if (isSeq(node)) {
    return node.items.flatMap((item) =>
      keysOf(item as Node, resolved(schema.items ?? {}), `${place}[]`),
    )
  }
  if (!isMap(node)) return []
  return node.items.flatMap(({ key, value }) => {
    if (!isScalar(key)) return []
    const name = String(key.value)
    const { line, col } = lines.linePos(key.range?.[0] ?? 0)
    const below = child(schema, name)
    const at = { line: line - 1, character: col }
    const isNamed = resolved(schema).properties?.[name] !== undefined
    const here = isNamed ? [{ place: `${place}.${name}`, at, schema: below }] : []
    return [...here, ...keysOf(value as Node | null, below, `${place}.${name}`)]
  })
}

const keys = keysOf(document.contents, root, '')

/** Descriptions of every key that the schema names, wherever it stands. */
function described(schema: Schema): string[] {
  const { properties = {}, additionalProperties, items, $defs = {} } = schema
  const own = Object.values(properties).map((each) => resolved(each).description ?? '')
  const below = [...Object.values(properties), ...Object.values($defs), additionalProperties, items]
  return [...own, ...below.flatMap((each) => (typeof each === 'object' ? described(each) : []))]
}

let server: LanguageServer

beforeAll(async () => {
  server = await startLanguageServer()
  await server.open(path, everyKey)
})

afterAll(() => server.close())

/** Without the backslashes that keep Markdown from reading anything into a description. */
function plain(markdown: string | null): string | null {
  return (
    markdown
      ?.replace(/\\(?=[^a-z0-9\s])/gi, '')
      .replace(/&(lt|gt);/g, (_, name) => (name === 'lt' ? '<' : '>')) ?? null
  )
}

test('the manifest of this test holds every key of the schema', () => {
  const held = new Set(keys.map(({ schema }) => schema.description))
  expect(described(root).filter((description) => !held.has(description))).toEqual([])
})

test.each(keys.map((key) => [key.place, key] as const))(
  'hovering %s shows its description, and an example or its choices',
  async (_, { at, schema }) => {
    expect(schema.description).toBeTruthy()
    const shown = plain(await server.hover(path, at))
    expect(shown).toContain(schema.description)
    expect(shown).toMatch(/^(Example|Allowed Values):$/m)
  },
)
