import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { codes } from '../../src/diagnostics/codes.ts'
import { UserError } from '../../src/diagnostics/user-error.ts'

const root = fileURLToPath(new URL('../../src', import.meta.url))
const sources = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && path !== 'diagnostics/codes.ts')
    .map((path): [string, string] => [path, readFileSync(`${root}/${path}`, 'utf8')]),
)

/** Literals in the form of a code that other programs gave their name. */
const ofOthers = new Set([
  // Codes of the YAML and csv readers, and of Node.
  'BAD_DQ_ESCAPE',
  'BAD_INDENT',
  'BAD_SCALAR_START',
  'BLOCK_AS_IMPLICIT_KEY',
  'CSV_QUOTE_NOT_CLOSED',
  'ERR_STREAM_DESTROYED',
  'INVALID_OPENING_QUOTE',
  'MISSING_CHAR',
  'MODULE_NOT_FOUND',
  'MULTILINE_IMPLICIT_KEY',
  'MULTIPLE_DOCS',
  'TAB_AS_INDENT',
  'TAG_RESOLVE_FAILED',
  'UNEXPECTED_TOKEN',
  // Variables of the environment that are passed on by name.
  'DASHSCOPE_API_KEY',
  'DASHSCOPE_API_KEY_FILE_PATH',
  'DASHSCOPE_HTTP_BASE_URL',
  'FORCE_COLOR',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'NO_COLOR',
  'NO_PROXY',
])

/** Codes in words of the API: its own, and those that its stand-ins speak. */
const apiWords = /^(?:dashscope|simulator)\//

/** Everything in the sources that is, by its form or by where it stands, a code. */
function codesOf(path: string, text: string): string[] {
  const formed = [...text.matchAll(/(?<!\benv\[)(['"`])([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\1/g)]
  const placed = [
    ...text.matchAll(/(?:Error|finding|found)\(\s*(['"`])([^'"`\s]+)\1\s*,/g),
    ...text.matchAll(/\bcode: (['"`])([^'"`\s]+)\1/g),
  ].filter(([, , code = '']) => !apiWords.test(path) || /^[A-Z_]+$/.test(code))
  const printed = [...text.matchAll(/(error|warning)\[([A-Z][A-Z_]*)\]/g)]
  const found = [...formed, ...placed, ...printed].map(([, , code = '']) => code)
  return found.filter((code) => !ofOthers.has(code) && !isSystemCode(code))
}

/** What the system says of a file or a connection: `ENOENT`. */
function isSystemCode(code: string): boolean {
  return /^E[A-Z0-9]+$/.test(code) && !Object.hasOwn(codes, code) && code !== 'EXPIRED'
}

test('every code in the sources stands in the table, whose docs have a section for each', () => {
  const strangers = [...sources].flatMap(([path, text]) =>
    codesOf(path, text)
      .filter((code) => !Object.hasOwn(codes, code))
      .map((code) => `${path}: ${code}`),
  )
  expect([...new Set(strangers)]).toEqual([])
})

test('every code of the table is reported somewhere', () => {
  const reported = new Set([...sources].flatMap(([path, text]) => codesOf(path, text)))
  expect(Object.keys(codes).filter((code) => !reported.has(code))).toEqual([])
})

test('a new code is seen wherever it is written', () => {
  const seen = (text: string) => codesOf('cli/new.ts', text)
  expect(seen("throw new UserError('NEW_CODE', 'no')")).toContain('NEW_CODE')
  expect(seen("throw new UserError(\n  'NEWCODE',\n  'no')")).toContain('NEWCODE')
  expect(seen("finding('NEWCODE', 'no')")).toContain('NEWCODE')
  expect(seen("{ code: 'NEWCODE', message }")).toContain('NEWCODE')
  expect(seen("const why = isNew ? 'NEW_CODE' : null")).toContain('NEW_CODE')
  expect(seen("errorCode(error) === 'ENOENT'")).toEqual([])
})

test('what a stop means for the money follows from its code, unless something else is said', () => {
  expect(new UserError('RUN_LOCKED', '').stop).toBe('busy')
  expect(new UserError('INIT_WRITE', '').stop).toBe('usage')
  expect(new UserError('INIT_WRITE', '', { stop: 'disk' }).stop).toBe('disk')
  expect(new UserError('InvalidApiKey', '', { stop: 'account' }).stop).toBe('account')
  expect(new UserError('InvalidApiKey', '').stop).toBe('usage')
})

/** Thrown for a wrong name as well as for a disk that refuses. */
const ofTwoKinds = ['INIT_WRITE']

test('where an error names its stop, it is the one of the table', () => {
  const thrown =
    /new UserError\(\s*'([A-Z_]+)',(?:(?!new UserError|\n\}\n)[\s\S])*?\bstop: '([a-z]+)'/g
  const named = [...sources.values()].flatMap((text) =>
    [...text.matchAll(thrown)].map(([, code = '', stop]) => ({ code, stop })),
  )
  expect(named.length).toBeGreaterThan(10)
  const others = named.filter(({ code, stop }) => new UserError(code, '').stop !== stop)
  expect(others.map(({ code }) => code)).toEqual(ofTwoKinds)
})
