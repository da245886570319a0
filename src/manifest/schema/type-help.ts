import type { Located } from '../located.ts'
import type { SourcePath } from '../manifest.ts'
import { shortened } from './words.ts'

/** What to do about a value of the wrong type; null where the expected type says it all. */
export function typeHelp(path: SourcePath, value: Located | null, wanted: unknown): string | null {
  const key = String(path.at(-1))
  if (path.length === 0) return rootHelp(value)
  if (key === 'background') return 'write it in quotes, as `"#fffdf9"`: a bare `#` begins a comment'
  if (value === null || (value.kind === 'scalar' && value.value === null)) {
    return 'write a value, or remove the key'
  }
  if (value.kind === 'map' && wanted === 'array')
    return 'put it in a list: `[{…}]`, or `- ` before it'
  const plural = plurals.get(key)
  if (value.kind === 'list' && plural !== undefined) return `for several write \`${plural}:\``
  if (value.kind !== 'scalar') return null
  const [singular] = [...plurals].find(([, name]) => name === key) ?? []
  if (singular !== undefined) return `for a single one write \`${singular}:\`, for several a list`
  if (path.at(-2) === 'matrix') {
    return `write a list: \`${key}: [${shortened(String(value.value))}]\``
  }
  if (sizes.has(key) || sizes.has(String(path.at(-2)))) {
    return 'write pixels such as "1328*1328", or a ratio such as "1:1"'
  }
  return singleHelp(path, value.value, wanted)
}

/** The form of a map that is most often written as a single value. */
function mapHelp(path: SourcePath, text: string): string | null {
  const key = path.at(-1)
  if (key === 'labels') return 'write what is to be labelled, as `labels: {iptc: true}`'
  if (key === 'aigc') return 'name who produces it, as `aigc: {content_producer: "Lotus Tea Co."}`'
  const file = /^[\w./-]{1,40}$/.test(text) ? text : 'brand/logo.svg'
  if (key === 'overlay') return `write \`overlay: {file: ${file}}\``
  return path.at(-2) === 'overlays' ? `write \`{file: ${file}}\`` : null
}

type Scalar = string | number | boolean | null

const sizes: ReadonlySet<string> = new Set(['size', 'sizes'])

function rootHelp(value: Located | null): string {
  const text = value?.kind === 'scalar' ? String(value.value ?? '') : ''
  if (text.includes(':')) return 'put a space behind each colon'
  return 'begin it with `version: 1`, `name:` and `assets:`'
}

const plurals: ReadonlyMap<string, string> = new Map([
  ['model', 'models'],
  ['size', 'sizes'],
  ['seed', 'seeds'],
  ['overlay', 'overlays'],
])

function singleHelp(path: SourcePath, value: Scalar, wanted: unknown): string | null {
  const text = String(value)
  if (wanted === 'object') return mapHelp(path, text)
  if (wanted === 'string') return `put it in quotes: "${text}"`
  if (wanted === 'integer' && /^\d+$/.test(text)) return 'remove the quotes'
  const isSwitch = wanted === 'boolean' || (Array.isArray(wanted) && wanted.includes('boolean'))
  if (isSwitch && /^(?:yes|on|y)$/i.test(text)) return 'write `true`'
  return isSwitch && /^(?:no|off|n)$/i.test(text) ? 'write `false`' : null
}
