import { nearest } from '../../diagnostics/suggest.ts'
import type { SourcePath } from '../manifest.ts'
import { knownKeys } from './known-keys.generated.ts'
import { shortened } from './words.ts'

/** The sentence and the help for a key that the schema does not have at its place. */
export function unknownKey(path: SourcePath, key: string): { message: string; help: string } {
  const known = keysAt(path)
  return {
    message: `\`${shortened(key)}\` is no key of ${ownerName(path)}`,
    help: secret(path, key) ?? suggestion(key, known) ?? `its keys are ${known.join(', ')}`,
  }
}

/** Only where someone would look for them: elsewhere `key` may be meant as anything. */
function secret(path: SourcePath, key: string): string | null {
  const looked = path.length === 0 || path[0] === 'provider'
  return looked ? (special.get(key) ?? null) : null
}

function suggestion(key: string, known: readonly string[]): string | null {
  const meant = nearest(key, known)
  if (meant !== null) return `did you mean \`${meant}\`?`
  const elsewhere = Object.entries(knownKeys).find(
    ([place, keys]) => keys.includes(key) && homes.has(place),
  )
  return elsewhere === undefined ? null : `\`${key}\` belongs in ${homes.get(elsewhere[0])}`
}

/** Keys that people look for, and where the thing is. */
const special: ReadonlyMap<string, string> = new Map([
  ...['api_key', 'apikey', 'key', 'token'].map((key): [string, string] => [
    key,
    'a manifest holds no key: set DASHSCOPE_API_KEY in the environment',
  ]),
  ...['base_url', 'url', 'endpoint', 'host'].map((key): [string, string] => [
    key,
    'a manifest names no host: set DASHSCOPE_HTTP_BASE_URL in the environment',
  ]),
])

/** Places that a misplaced key can be sent to. */
const homes: ReadonlyMap<string, string> = new Map([
  ['', 'the top level of the manifest'],
  ['provider', '`provider`'],
  ['budget', '`budget`'],
  ['defaults', 'an asset or in `defaults`'],
  ['defaults.matrix', '`matrix`'],
  ['defaults.variants.*', 'an entry of `variants`'],
])

function keysAt(path: SourcePath): readonly string[] {
  return knownKeys[path.map(placePart).join('.')] ?? []
}

/** Names that people choose, and indexes, are `*` in the table of keys. */
function placePart(
  part: string | number,
  index: number,
  path: readonly (string | number)[],
): string {
  const parent = path[index - 1]
  const chosen = typeof part === 'number' || (index === 1 && namedByPeople.has(String(parent)))
  return chosen || parent === 'matrix' ? '*' : String(part)
}

/** Top-level keys whose own keys are names that people give. */
const namedByPeople: ReadonlySet<string> = new Set(['assets', 'limits', 'unlisted_models'])

function ownerName(path: SourcePath): string {
  const [top, , third] = path
  if (path.length === 0) return 'a manifest'
  if (path.at(-2) === 'variants') return 'a variant'
  if (path.at(-2) === 'overlays') return 'an overlay'
  if (path.at(-2) === 'matrix') return `axis \`${path.at(-1)}\``
  if (top === 'assets' && path.length === 2) return `asset \`${path[1]}\``
  if (top === 'unlisted_models' && path.length === 2) return `model \`${path[1]}\``
  if (top === 'limits' && third === undefined) return `the limits of \`${path[1]}\``
  return `\`${path.at(-1)}\``
}
