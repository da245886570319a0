import { hideKeys } from '../../diagnostics/plain-text.ts'
import type { Located } from '../located.ts'
import type { SourcePath } from '../manifest.ts'

/** A place in the words of a sentence: `` `seeds` ``, ``asset `poster` ``, ``entry 2 of `sizes` ``. */
export function placeName(path: SourcePath): string {
  const last = path.at(-1)
  if (last === undefined) return 'the manifest'
  if (typeof last === 'number') return `entry ${last + 1} of \`${path.at(-2)}\``
  if (path.length === 2 && path[0] === 'assets') return `asset \`${last}\``
  if (path.length === 2 && path[0] === 'unlisted_models') return `model \`${last}\``
  return `\`${last}\``
}

/** What a value is: `` `seeds` is a list ``, `` `vars` has no value ``. */
export function statement(path: SourcePath, value: Located | null): string {
  if (value !== null && (value.kind !== 'scalar' || value.value !== null)) {
    return `${placeName(path)} is ${valueName(value)}`
  }
  return path.length === 0 ? 'the manifest is empty' : `${placeName(path)} has no value`
}

function valueName(value: Located): string {
  if (value.kind === 'list') return 'a list'
  if (value.kind === 'map') return 'a map'
  if (typeof value.value === 'string') return `the text “${shortened(value.value)}”`
  return typeof value.value === 'number' ? `the number ${value.value}` : String(value.value)
}

export function shortened(written: string): string {
  const text = hideKeys(written)
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

const types: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
}

/** What a value should be, for “expected …”. */
export function typeNames(wanted: unknown): string {
  const names = (Array.isArray(wanted) ? wanted : [wanted]).map(
    (type) => types[String(type)] ?? type,
  )
  return anyOf(names.map(String))
}

export function anyOf(names: readonly string[]): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}
