import { basename } from 'node:path'

/** Characters that the name of a set may have. */
const longest = 64

/** A name for a new set: that of its folder as far as it can be one, else `my-images`. */
export function setName(folder: string): string {
  const name = basename(folder)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-|-$/g, '')
  return name === '' ? 'my-images' : name
}

/** A name as YAML text: in quotes where YAML would read a number or a boolean, as in `2026` or `1e3`. */
export function yamlName(name: string): string {
  const isPlain = /^[a-z]/.test(name) && !['true', 'false', 'null'].includes(name)
  return isPlain ? name : JSON.stringify(name)
}
