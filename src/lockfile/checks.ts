/**
 * Says what is wrong with a value of a line, or null. A fault begins with the path to the value
 * inside the one that was checked: `.cost.amount: expected …`.
 */
export type Check = (value: unknown) => string | null

/** Objects nested deeper than this are refused: nothing of ours comes near. */
const maxDepth = 32

/** A value that passes `test`. */
export function that(expected: string, test: (value: unknown) => boolean): Check {
  const fault = `: expected ${expected}`
  return (value) => (test(value) ? null : fault)
}

/** Text of at most `max` UTF-16 units. */
export function text(max: number): Check {
  return that(
    `text of at most ${max} characters`,
    (value) => typeof value === 'string' && value.length <= max,
  )
}

/** Text that a pattern describes from end to end. */
export function pattern(expected: string, regex: RegExp): Check {
  return that(expected, (value) => typeof value === 'string' && regex.test(value))
}

export function integer(min: number, max: number): Check {
  return that(
    `a whole number from ${min} to ${max}`,
    (value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
  )
}

export function oneOf(...values: readonly (string | number | boolean)[]): Check {
  return that(values.map((value) => JSON.stringify(value)).join(' or '), (value) =>
    values.includes(value as string),
  )
}

export function orNull(check: Check): Check {
  return (value) => (value === null ? null : check(value))
}

/** A field that may be left out. */
export function optional(check: Check): Check {
  return (value) => (value === undefined ? null : check(value))
}

export function listOf(check: Check, max: number): Check {
  return (value) => {
    if (!Array.isArray(value) || value.length === 0 || value.length > max) {
      return `: expected a list of 1 to ${max} entries`
    }
    for (let index = 0; index < value.length; index += 1) {
      const fault = check(value[index])
      if (fault !== null) return `[${index}]${fault}`
    }
    return null
  }
}

/** An object with these fields; any further ones are someone else's and only have to be plain and shallow. */
export function shape(fields: Readonly<Record<string, Check>>): Check {
  const checks = Object.entries(fields)
  return (value) => {
    if (!isObject(value)) return ': expected an object'
    for (const [name, check] of checks) {
      const fault = check(value[name])
      if (fault !== null) return `.${name}${fault}`
    }
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(fields, name) && !isPlain(value[name], maxDepth)) {
        return '.(unknown field): expected plain, shallow JSON'
      }
    }
    return null
  }
}

/** Any JSON object. */
export const anyObject: Check = that(
  'an object of plain, shallow JSON',
  (value) => isObject(value) && isPlain(value, maxDepth),
)

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** JSON that prints as it was read: finite numbers, bounded depth. */
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.values(value).every((member) => isPlain(member, depth - 1))
}
