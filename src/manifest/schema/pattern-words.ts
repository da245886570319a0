import type { Code } from '../../diagnostics/codes.ts'
import type { Located } from '../located.ts'
import type { SourcePath } from '../manifest.ts'
import { placeName, statement } from './words.ts'

export const variableNameHelp =
  'letters, digits, `_` and `-`, beginning with a letter or `_`; templates print it as `{{name}}`'
export const fileNameHelp =
  'letters, digits, `_`, `-` and `.`, beginning with a letter, digit or `_`; it becomes part of file names'

interface PatternWords {
  readonly code: Code
  readonly message: string
  readonly help: string | null
}

/** A text that has not the form that the schema asks for. */
export function patternWords(
  path: SourcePath,
  value: Located | null,
  pattern: unknown,
): PatternWords {
  if (pattern === '\\S') {
    const message = `${placeName(path)} is empty, expected text`
    return { code: 'MANIFEST_BAD_VALUE', message, help: 'write a text, or remove the key' }
  }
  const found = statement(path, value)
  if (path.at(-1) === 'workspace') {
    const message = `${found}, expected at most 63 letters, digits and hyphens`
    return { code: 'MANIFEST_BAD_VALUE', message, help: 'the console shows the id of a workspace' }
  }
  if (path.includes('labels')) {
    const message = `${found}, expected one line of at most 200 characters`
    const help = 'without line breaks, and without white space at its ends'
    return { code: 'MANIFEST_BAD_VALUE', message, help }
  }
  const form = variantForms.get(String(path.at(-1)))
  if (form !== undefined && path.includes('variants')) {
    return { code: 'MANIFEST_BAD_VALUE', message: `${found}, expected ${form}`, help: null }
  }
  const code = 'MANIFEST_BAD_NAME'
  if (path.length > 1) return { code, message: `${found}, expected a name`, help: fileNameHelp }
  const text = value?.kind === 'scalar' ? String(value.value) : ''
  const message = `${found}, expected at most 64 small letters, digits and hyphens`
  return { code, message, help: `for example \`name: ${exampleName(text)}\`` }
}

const share = 'pixels, or a share from 1% to 100% such as `20%`'
const variantForms: ReadonlyMap<string, string> = new Map([
  ['background', 'a colour such as `"#fffdf9"`, or `transparent`'],
  ['width', share],
  ['height', share],
])

/** The name that was given, in the form that it should have. */
function exampleName(text: string): string {
  const name = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 64)
  return name === '' ? 'tea-launch' : name
}
