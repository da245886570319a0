import type { Json } from '../../request/canonical-json.ts'

/** How a scalar is printed; null for a list, an object and null, which have no printed form. */
export function printed(value: Json): string | null {
  if (typeof value === 'string') return value
  return value === null || typeof value === 'object' ? null : String(value)
}

/**
 * A name for files and folders: NFKC, lower case, letters and digits of every script with the marks
 * that belong to them; every other run becomes one `-`, none at the ends. May come out empty.
 */
export function slug(text: string): string {
  const isAscii = !/[^\u0000-\u007f]/.test(text)
  // Lower case can take a text out of NFKC again.
  const plain = isAscii
    ? text.toLowerCase()
    : text.normalize('NFKC').toLowerCase().normalize('NFKC')
  return plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-|-$/g, '')
}

/** The first letter of every word in upper case; the rest stays as it is, so that `NASA` does. */
export function title(text: string): string {
  return text.replace(/(?<![\p{L}\p{M}\p{N}'’])\p{L}/gu, (letter) => letter.toUpperCase())
}

/** A list or object for a message, short enough to read. */
export function shown(value: Json): string {
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
