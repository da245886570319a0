import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { codes } from '../../src/diagnostics/codes.ts'

const text = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')
const sections = new Map(
  text
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [code = '', ...rest] = section.split('\n')
      return [code, rest.join('\n')] as const
    }),
)

test('every code has its section in docs/errors.md, and every section its code', () => {
  expect([...sections.keys()].sort()).toEqual(Object.keys(codes).sort())
})

test.each(Object.entries(codes))(
  '%s is explained: what, why, how to mend, example',
  (code, entry) => {
    const section = sections.get(code) ?? ''
    const [what = ''] = section.trim().split('\n')
    expect(what.toLowerCase()).toContain(entry.title.toLowerCase())
    expect(what).toContain(entry.severity)
    expect(section).toMatch(/\*\*Why\.\*\* \S/)
    expect(section).toMatch(/\*\*What to do\.\*\* \S/)
    expect(section).toMatch(/^```[a-z]+\n[\s\S]+?^```$/m)
  },
)
