import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

test('every row of the table of hostile input has its test', () => {
  const [, section = ''] = text('docs/reliability.md').split('## Hostile input\n')
  const [own = ''] = section.split('\n## ')
  const rows = own
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
  expect(rows.length).toBeGreaterThan(20)
  for (const row of rows) {
    const [, file = '', words = 'nothing'] = /`(test\/[^`]+)`: (.*) \|$/.exec(row) ?? []
    expect(file, row).not.toBe('')
    expect(text(file), row).toContain(words)
  }
})
