/**
 * The set that the text of a provenance.json is about; null where it is none of Mintage's. The text
 * may be anyone's: never throws.
 */
export function provenanceName(text: string): string | null {
  const value = parse(text)
  if (typeof value !== 'object' || value === null) return null
  const { provenance, name } = value as { readonly [key: string]: unknown }
  const isOurs = typeof provenance === 'number' && typeof name === 'string'
  return isOurs && /^[a-z0-9-]{1,200}$/.test(name) ? name : null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
