import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { regions } from '../../src/catalog/model.ts'
import { formats } from '../../src/manifest/manifest.ts'
import { variableName } from '../../src/manifest/reserved-names.ts'

interface Schema {
  readonly [keyword: string]: unknown
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly enum?: readonly unknown[]
  readonly examples?: readonly unknown[]
}

const url = new URL('../../schemas/manifest.schema.json', import.meta.url)
const schema: Schema = JSON.parse(readFileSync(url, 'utf8'))

/** Every part of the schema that a key or an entry of a list has, by its place. */
function partsOf(part: Schema, place: string): [string, Schema][] {
  const { properties = {}, patternProperties = {}, $defs = {}, items, additionalProperties } = part
  const named = Object.entries({ ...properties, ...patternProperties, ...$defs })
  const others: [string, Schema | boolean | undefined][] = [
    ['[]', items],
    ['*', additionalProperties],
  ]
  return [...named, ...others].flatMap(([name, child]): [string, Schema][] => {
    if (typeof child !== 'object') return []
    return [[`${place}/${name}`, child], ...partsOf(child, `${place}/${name}`)]
  })
}

const parts = partsOf(schema, '')
const keys = parts.filter(([place]) => /\/[a-z_]+$/.test(place) && !place.startsWith('/$defs/'))
const settings = partsOf(schema.$defs?.['asset'] ?? {}, 'asset')

test('the schema names its draft', () => {
  expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema')
})

test.each(parts)('%s has a description', (_, part) => {
  if (part['$ref'] !== undefined && part.description === undefined) return
  expect(part.description).toMatch(/^[A-Z`].*[.)]$/s)
})

test.each([...keys, ...settings.filter(([place]) => /\/[a-z_]+$/.test(place))])(
  '%s has an example',
  (_, part) => {
    expect(part.examples?.length).toBeGreaterThan(0)
  },
)

test('every example and default is valid where it stands', () => {
  const ajv = new Ajv2020({ allowUnionTypes: true })
  ajv.addSchema(schema, 'manifest')
  for (const [place, part] of parts) {
    const values = [...(part.examples ?? []), ...('default' in part ? [part['default']] : [])]
    const { $ref, ...own } = part
    const check = ajv.compile({
      ...own,
      ...($ref === undefined ? {} : { $ref: `manifest${$ref}` }),
      $defs: schema.$defs,
    })
    for (const value of values) expect([place, value, check(value)]).toEqual([place, value, true])
  }
})

test('the choices are those of the program', () => {
  const region = schema.properties?.['provider']?.properties?.['region']
  expect(region?.enum).toEqual([...regions])
  const format = schema.$defs?.['variant']?.properties?.['format']
  expect(format?.enum).toEqual([...formats])
})

test('names of variables have one pattern, here and in the code', () => {
  expect(schema.$defs?.['variableName']?.['pattern']).toBe(variableName.source)
})
