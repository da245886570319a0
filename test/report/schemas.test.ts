import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { schemaErrors } from './schemas.ts'

const names = [
  'plan',
  'run-event',
  'status',
  'models',
  'validate',
  'why',
  'tasks',
  'task',
  'saved-plan',
  'verify',
  'gallery',
  'sheet',
] as const

/** Paths of properties without a description of their own or of what they refer to. */
function undescribed(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, value]) => {
    const here = `${path}/${key}`
    if (key !== 'properties' || path.endsWith('/properties') || /\/if$/.test(path)) {
      return undescribed(value, here)
    }
    const bare = Object.entries(value as Readonly<Record<string, object>>)
      .filter(([, property]) => !('description' in property) && !('$ref' in property))
      .map(([name]) => `${here}/${name}`)
    return [...bare, ...undescribed(value, here)]
  })
}

test.each(names)('the schema %s describes every key, and lets no other through', (name) => {
  const file = new URL(`../../schemas/${name}.schema.json`, import.meta.url)
  const schema: unknown = JSON.parse(readFileSync(file, 'utf8'))
  expect(schema).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${name}.schema.json`,
    title: expect.any(String),
    description: expect.any(String),
  })
  expect(undescribed(schema)).toEqual([])
  expect(schemaErrors(name, {})).not.toEqual([])
})
