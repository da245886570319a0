import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { exitCode, reasonOfError } from '../../src/cli/exit-code.ts'
import { knownErrors } from '../../src/dashscope/error-catalogue.ts'
import { type CodeEntry, codes, docsOf } from '../../src/diagnostics/codes.ts'
import { positionsOf } from '../../src/diagnostics/positions.ts'
import { UserError } from '../../src/diagnostics/user-error.ts'
import { parseYaml } from '../../src/manifest/yaml/parse-yaml.ts'
import { codesIn, tablesOf } from '../support/markdown.ts'

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')
const entries: readonly (readonly [string, CodeEntry])[] = Object.entries(codes)
const sections = new Map(
  page
    .split(/^(?=##+ )/m)
    .filter((part) => part.startsWith('### '))
    .map((section): [string, string] => {
      const [title = '', ...lines] = section.split('\n')
      return [title.slice('### '.length), lines.join('\n')]
    }),
)

test('every code has its section, once, and every section its code', () => {
  expect(page.match(/^### .*$/gm)?.length).toBe(sections.size)
  expect([...sections.keys()].sort()).toEqual(Object.keys(codes).sort())
})

test.each(entries)('%s: what, why, what to do, and an example', (code, entry) => {
  const section = sections.get(code) ?? ''
  const [, what = ''] = section.split('\n')
  const meaning = meaningOf(code, entry)
  expect(what).toMatch(/\)\.$/)
  expect(what.toLowerCase()).toContain(`${entry.title} (${meaning}`.toLowerCase())
  expect(section).toMatch(/^\*\*Why\.\*\* \S/m)
  expect(section).toMatch(/^\*\*What to do\.\*\* \S/m)
  expect(section).toMatch(/^```\w+\n[^`]+^```$/m)
})

const billing = { no: 'not billed', yes: 'billed', maybe: 'perhaps billed' }

function meaningOf(code: string, entry: CodeEntry): string {
  switch (entry.kind) {
    case 'finding':
    case 'state':
      return entry.severity
    case 'stop':
      return `stops, exit code ${exitCode([reasonOfError(new UserError(code, ''))])}`
    case 'failure':
      return `no picture, ${billing[entry.billed]}`
    case 'notice':
      return 'warning of a command'
    case 'problem':
      return 'found by `mintage verify`'
  }
}

test('a code leads to its section, and one of the API to none', () => {
  expect(docsOf('RUN_LOCKED')).toBe('docs/errors.md#run_locked')
  expect(sections.has('RUN_LOCKED')).toBe(true)
  expect(docsOf('InvalidApiKey')).toBeNull()
  expect(docsOf('constructor')).toBeNull()
})

test('the table of the codes of the API has every code that the catalogue knows', () => {
  const [table] = tablesOf(page).filter(({ header }) => header[1] === 'about')
  const listed = table?.rows.flatMap(([list = '']) => codesIn(list)) ?? []
  const known = knownErrors.flatMap((each) => each.codes)
  const ofOurs = ['TaskFailed']
  expect(listed.toSorted()).toEqual([...new Set([...known, ...ofOurs])].toSorted())
})

const examples = [...sections].flatMap(([code, section]) =>
  [...section.matchAll(/^```yaml\n([^`]*)^```$/gm)].flatMap(([, block = '']) =>
    block.split(/^# or$/m).map((yaml): [string, string] => [code, yaml]),
  ),
)

test.each(examples)('the example of %s is well-formed YAML', (_, yaml) => {
  expect(parseYaml(positionsOf('errors.md', yaml)).findings).toEqual([])
})
