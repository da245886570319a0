/**
 * The set that the text of a provenance.json is about; null where it is none of Mintage's. The text
 * may be anyone's: never throws.
 *
 * One that a merge left with its marks is still ours where both sides are of one set: it is written
 * anew from the lockfile.
 */
export function provenanceName(text: string): string | null {
  const value = parse(text)
  if (value === undefined) return nameInMerge(text)
  if (typeof value !== 'object' || value === null) return null
  const { provenance, name } = value as { readonly [key: string]: unknown }
  const isOurs = typeof provenance === 'number' && typeof name === 'string'
  return isOurs && /^[a-z0-9-]{1,200}$/.test(name) ? name : null
}

/** The one name at the top of a file in our own form, both sides of a merge looked at. */
function nameInMerge(text: string): string | null {
  if (!/^<{7} /m.test(text) || !/^>{7} /m.test(text)) return null
  const isOurs = /^\{\r?\n(?:[<=>]{7}.*\r?\n)* {2}"provenance": \d+,\r?$/m.test(text)
  const names = [...text.matchAll(/^ {2}"name": "([a-z0-9-]{1,200})",\r?$/gm)].map(
    ([, name]) => name,
  )
  const [first] = names
  return isOurs && first !== undefined && names.every((name) => name === first) ? first : null
}

/** undefined: no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
