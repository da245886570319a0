/** Reading JSON that came from outside: every field may be missing or of another type. */
export type JsonObject = { readonly [key: string]: unknown }

export function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : null
}

/** A member's own value; undefined where there is none, also when `value` is no object. */
export function member(value: unknown, name: string): unknown {
  const object = asObject(value)
  return object !== null && Object.hasOwn(object, name) ? object[name] : undefined
}

export function listMember(value: unknown, name: string): readonly unknown[] {
  const list = member(value, name)
  return Array.isArray(list) ? list : []
}

/** The first of the named members that is text and not empty. */
export function textMember(value: unknown, ...names: readonly string[]): string | null {
  for (const name of names) {
    const text = member(value, name)
    if (typeof text === 'string' && text !== '') return text
  }
  return null
}

/** A whole number that is not negative, also when it is written as text. */
export function countMember(value: unknown, name: string): number | null {
  const found = member(value, name)
  const count = typeof found === 'string' && /^\d{1,16}$/.test(found) ? Number(found) : found
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null
}
