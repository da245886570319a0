import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Span } from '../../src/diagnostics/diagnostic.ts'
import { positionsOf } from '../../src/diagnostics/positions.ts'
import { readTable } from '../../src/manifest/data/read-table.ts'

function read(name: string, text: string) {
  return readTable(name, positionsOf(name, text))
}

function rows(name: string, text: string) {
  const { table, findings } = read(name, text)
  expect(findings).toEqual([])
  return table?.rows.map(({ value }) => value)
}

function textAt(text: string, span: Span | undefined): string | undefined {
  const line = text.split('\n')[(span?.line ?? 0) - 1]
  return line?.slice((span?.column ?? 0) - 1, (span?.column ?? 0) - 1 + (span?.length ?? 0))
}

const cell = fc
  .array(fc.constantFrom('a', '茶', '🦊', ' ', '"', ',', '\t', '\n', '\r\n', ';', '#', '=1'), {
    maxLength: 6,
  })
  .map((parts) => parts.join(''))

test.each([
  [',', 'f.csv'],
  ['\t', 'f.tsv'],
])('any cells that RFC 4180 can write come back, separated by %j', (separator, name) => {
  const grid = fc
    .integer({ min: 2, max: 4 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }),
    )
  fc.assert(
    fc.property(grid, fc.constantFrom('\n', '\r\n'), fc.boolean(), (cells, end, closed) => {
      const width = cells[0]?.length ?? 2
      const header = Array.from({ length: width }, (_, index) => `c${index}`)
      const quote = (text: string) =>
        /["\n\r,\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
      const lines = [header, ...cells].map((line) => line.map(quote).join(separator))
      const text = lines.join(end) + (closed ? end : '')
      expect(rows(name, text)).toEqual(
        cells.map((line) => Object.fromEntries(line.map((value, index) => [`c${index}`, value]))),
      )
      const { table } = read(name, text)
      for (const [index, line] of cells.entries()) {
        const span = table?.rows[index]?.span('c1')
        expect(textAt(text, span)?.[0] ?? '').toBe(
          quote(line[1] ?? '')[0] ?? textAt(text, span)?.[0] ?? '',
        )
      }
    }),
    { numRuns: 300 },
  )
})

test('cells keep their white space, and numbers stay text', () => {
  expect(rows('f.csv', 'a,b\n 1 ,007\n9.90,TRUE\n')).toEqual([
    { a: ' 1 ', b: '007' },
    { a: '9.90', b: 'TRUE' },
  ])
})

test('a place in a csv file is right behind quotes, line ends and wide characters', () => {
  const text = 'sku,näme,note\r\nA1,"two\r\nlines",x\r\nA2,"say ""hi""",茶\r\n'
  const { table } = read('f.csv', text)
  expect(table?.rows[1]?.span()).toMatchObject({ line: 4, column: 1 })
  expect(table?.rows[0]?.span('note')).toMatchObject({ line: 3, column: 8, length: 1 })
  expect(textAt(text, table?.rows[1]?.span('näme'))).toBe('"say ""hi"""')
  expect(textAt(text, table?.rows[1]?.span('note'))).toBe('茶')
  expect(textAt(text, table?.columnSpan('note'))).toBe('note')
  expect(table?.rows[0]?.span('nothing')).toMatchObject({ line: 2, column: 1 })
})

test.each([
  ['a,b\n1,"x"y\n', { line: 2, column: 6 }],
  ['ä,b\n茶,2\n1,"x\n\n2,3', { line: 3, column: 3 }],
  ['a,b\n1,2\n3,x"y"\n', { line: 3, column: 4 }],
  ['"a"b\n', { line: 1, column: 4 }],
])('a csv file that is damaged says where: %j', (text, place) => {
  const { table, findings } = read('f.csv', text)
  expect(table).toBeNull()
  expect(findings).toMatchObject([{ code: 'DATA_SYNTAX', span: place }])
})

test('of many rows with one mistake the first few are shown, with the number of the others', () => {
  const { findings } = read('f.csv', `a,b\n${'1\n'.repeat(10_000)}`)
  expect(findings).toHaveLength(5)
  expect(findings[4]?.message).toContain('and 9995 more like this')
})

test('json and yaml rows keep their types, and columns are every key of any row', () => {
  const text = '[{"a": 1, "b": null}, {"c": [true], "a": "x"}]'
  expect(read('f.json', text).table?.columns).toEqual(['a', 'b', 'c'])
  expect(rows('f.json', text)).toEqual([
    { a: 1, b: null },
    { c: [true], a: 'x' },
  ])
  expect(rows('f.yaml', text)).toEqual([
    { a: 1, b: null },
    { c: [true], a: 'x' },
  ])
})

test('jsonl and txt skip blank lines, and number what is left', () => {
  const { table } = read('f.jsonl', '{"a": 1}\n  \n\n{"a": 2}')
  expect(table?.rows.map(({ number }) => number)).toEqual([1, 2])
  expect(table?.rows[1]?.span('a')).toMatchObject({ line: 4, column: 7 })
  expect(rows('f.txt', ' one two \r\n\t\n\r\n茶')).toEqual(['one two', '茶'])
})

test.each([
  ['f.txt', `${' '.repeat(3_000_000)}x`],
  ['f.jsonl', `${' '.repeat(3_000_000)}1`],
  ['f.csv', `a\n"${' '.repeat(3_000_000)}"`],
])('a very long line of white space in %s is read', (name, text) => {
  expect(rows(name, text)).toHaveLength(1)
})
