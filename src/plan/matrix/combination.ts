import type { AxisValue } from '../../manifest/manifest.ts'
import type { Json } from '../../request/canonical-json.ts'
import type { NameSpace } from '../templates/name-space.ts'
import { printed } from '../templates/text.ts'
import { identityOf } from './compare.ts'

/** One value per axis of the matrix, with what includes added. */
export interface Combination {
  /** By slot of the asset's names; undefined where the combination lacks the name. */
  readonly values: readonly (AxisValue | undefined)[]
}

/**
 * What stands for a combination in hashes: `{axis: value or row id, …}`. Keys that an include added do
 * not count, so that a note added to a combination moves no derived seed.
 */
export function identity(
  { values }: Combination,
  { names, axes }: Pick<NameSpace, 'names' | 'axes'>,
): Readonly<Record<string, Json>> {
  return pick(values, names.slice(0, axes), identityOf)
}

/** Values by name; rows whole. */
export function variablesOf(
  { values }: Combination,
  names: readonly string[],
): Readonly<Record<string, Json>> {
  return pick(values, names, ({ value }) => value)
}

/** Words for values by name: printed scalars, row ids, JSON for what has neither. */
export function captionsOf(
  { values }: Combination,
  names: readonly string[],
): Readonly<Record<string, string>> {
  return pick(values, names, (value) => {
    const standIn = identityOf(value)
    return printed(standIn) ?? JSON.stringify(standIn)
  })
}

/** `{drink: oolong, city: Tokyo}`, for messages; nothing where there is nothing to say. */
export function describe(captions: Readonly<Record<string, string>>): string {
  const parts = Object.entries(captions).map(([name, text]) => `${name}: ${shorten(text)}`)
  return parts.length === 0 ? '' : `{${parts.join(', ')}}`
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 40 ? `${line.slice(0, 39)}…` : line
}

function pick<T>(
  values: Combination['values'],
  names: readonly string[],
  of: (value: AxisValue) => T,
): Readonly<Record<string, T>> {
  const picked: Record<string, T> = {}
  names.forEach((name, slot) => {
    const value = values[slot]
    if (value !== undefined) setOwn(picked, name, of(value))
  })
  return picked
}

/** A plain assignment is several times faster, and sets no key of this one name. */
function setOwn<T>(object: Record<string, T>, name: string, value: T): void {
  if (name !== '__proto__') object[name] = value
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true })
}
