import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

type SchemaName =
  | 'plan'
  | 'run-event'
  | 'status'
  | 'models'
  | 'validate'
  | 'why'
  | 'tasks'
  | 'task'
  | 'saved-plan'
  | 'verify'
  | 'gallery'
  | 'sheet'

const compiled = new Map<SchemaName, ValidateFunction>()

/** What a published schema finds wrong with a value that was printed and read again; empty: nothing. */
export function schemaErrors(name: SchemaName, value: unknown): string[] {
  const validate = compiled.get(name) ?? compile(name)
  compiled.set(name, validate)
  if (validate(JSON.parse(JSON.stringify(value)))) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

function compile(name: SchemaName): ValidateFunction {
  const file = new URL(`../../schemas/${name}.schema.json`, import.meta.url)
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false })
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')))
}
