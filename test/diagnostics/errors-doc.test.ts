import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { codes } from '../../src/diagnostics/codes.ts'
import { positionsOf } from '../../src/diagnostics/positions.ts'
import { parseYaml } from '../../src/manifest/yaml/parse-yaml.ts'

const text = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')
const sections = new Map(
  text
    .split(/^### /m)
    .slice(1)
    .map((section): [string, string] => {
      const [code = '', ...lines] = section.split('\n')
      return [code, lines.join('\n')]
    }),
)

test('every code has its section, once, and every section its code', () => {
  expect(text.match(/^### .*$/gm)?.length).toBe(sections.size)
  expect([...sections.keys()].sort()).toEqual(Object.keys(codes).sort())
})

test.each([...sections])('%s: what, why, what to do, and an example', (code, section) => {
  const { severity } = codes[code as keyof typeof codes]
  expect(section).toMatch(new RegExp(`^\\n\\S[^\\n]+ \\(${severity}\\)\\.\\n`))
  expect(section).toMatch(/^\*\*Why\.\*\* \S/m)
  expect(section).toMatch(/^\*\*What to do\.\*\* \S/m)
  expect(section).toMatch(/^```\w+\n[^`]+^```$/m)
})

const examples = [...sections].flatMap(([code, section]) =>
  [...section.matchAll(/^```yaml\n([^`]*)^```$/gm)].flatMap(([, block = '']) =>
    block.split(/^# or$/m).map((yaml): [string, string] => [code, yaml]),
  ),
)

test.each(examples)('the example of %s is well-formed YAML', (_, yaml) => {
  expect(parseYaml(positionsOf('errors.md', yaml)).findings).toEqual([])
})
