import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { closingLine, renderDiagnostics } from '../../src/diagnostics/render.ts'
import { displayWidth } from '../../src/diagnostics/width.ts'

const unknownVariable: Diagnostic = {
  code: 'MANIFEST_UNKNOWN_VARIABLE',
  severity: 'error',
  message: 'prompt uses `{{seasson}}`, which no axis of asset `cards` defines',
  span: { file: 'cards.yaml', line: 12, column: 24, length: 11 },
  related: [
    {
      span: { file: 'cards.yaml', line: 2, column: 5, length: 6 },
      message: 'axes defined here: `season`',
    },
  ],
  help: 'did you mean `{{season}}`?',
}
const lines = ['assets:', '    matrix: {season: [spring]}', ...Array(9).fill(''), '']
const cards = [...lines.slice(0, 11), '    prompt: A postcard {{seasson}} in {{city}}'].join('\n')

test('a finding shows its sentence, place, line, caret, other half, help and docs', () => {
  expect(renderDiagnostics([unknownVariable], new Map([['cards.yaml', cards]]))).toBe(
    `error[MANIFEST_UNKNOWN_VARIABLE]: prompt uses \`{{seasson}}\`, which no axis of asset \`cards\` defines
  ──▶ cards.yaml:12:24
   │
12 │     prompt: A postcard {{seasson}} in {{city}}
   │                        ^^^^^^^^^^^
   ├─ cards.yaml:2:5
 2 │     matrix: {season: [spring]}
   │     ------ axes defined here: \`season\`
   = help: did you mean \`{{season}}\`?
   = docs: docs/errors.md#manifest_unknown_variable`,
  )
})

test('a finding without a place is its sentence and notes', () => {
  const code = 'MATRIX_LARGE'
  const finding: Diagnostic = { code, severity: 'warning', message: 'odd', span: null }
  expect(renderDiagnostics([finding], new Map())).toBe(
    'warning[MATRIX_LARGE]: odd\n  = docs: docs/errors.md#matrix_large',
  )
  expect(renderDiagnostics([{ ...finding, code: 'A_B' }], new Map())).toBe('warning[A_B]: odd')
})

test('a file whose text is not at hand is named without an excerpt', () => {
  const rendered = renderDiagnostics([unknownVariable], new Map())
  expect(rendered).toContain('  ──▶ cards.yaml:12:24\n   ├─ cards.yaml:2:5\n   │ axes defined')
})

test('findings are separated by an empty line', () => {
  const finding: Diagnostic = { code: 'A_B', severity: 'hint', message: 'odd', span: null }
  expect(renderDiagnostics([finding, finding], new Map()).split('\n\n')).toHaveLength(2)
})

/** The excerpt's line and the line of carets below it, without their gutters. */
function excerpt(text: string, at: { column: number; length: number }): [string, string] {
  const finding: Diagnostic = {
    code: 'A_B',
    severity: 'error',
    message: 'odd',
    span: { file: 'f', line: 1, ...at },
  }
  const rendered = renderDiagnostics([finding], new Map([['f', text]])).split('\n')
  return [rendered[3]?.slice(4) ?? '', rendered[4]?.slice(4) ?? '']
}

test('carets stay below wide characters, emoji and tabs', () => {
  expect(excerpt('茶\t🦊: 漢字 x', { column: 7, length: 2 })).toEqual([
    '茶    🦊: 漢字 x',
    '          ^^^^',
  ])
})

test('control characters in a line are shown, not obeyed', () => {
  const [line] = excerpt('a\u001b[2Jb\u202e', { column: 1, length: 1 })
  expect(line).toBe('a␛[2Jb�')
})

test('a long line is cut around the caret', () => {
  const [line, carets] = excerpt(`${'a'.repeat(5000)}NEEDLE${'b'.repeat(5_000_000)}`, {
    column: 5001,
    length: 6,
  })
  expect(line).toMatch(/^…a{40}NEEDLEb+…$/)
  expect(line.length).toBeLessThan(110)
  expect(line.slice(carets.indexOf('^'), carets.length)).toBe('NEEDLE')
})

test('a mark longer than the room is cut too', () => {
  const [line, carets] = excerpt('x'.repeat(3000), { column: 1, length: 3000 })
  expect(carets).toBe('^'.repeat(100))
  expect(line).toBe(`${'x'.repeat(100)}…`)
})

test('for any line the caret stands below the marked text', () => {
  const texts = fc
    .string({ unit: 'grapheme', maxLength: 30 })
    .map((text) => text.replace(/\n/g, ''))
  fc.assert(
    fc.property(texts, texts, (head, tail) => {
      const [line, carets] = excerpt(`${head}|NEEDLE|${tail}`, {
        column: head.length + 2,
        length: 6,
      })
      const before = line.slice(0, line.lastIndexOf('|NEEDLE|') + 1)
      const first = line.slice(0, line.indexOf('|NEEDLE|') + 1)
      expect([displayWidth(before), displayWidth(first)]).toContain(carets.indexOf('^'))
      expect(carets.trim()).toBe('^^^^^^')
    }),
  )
})

test('no printed line begins with two colons, whatever the values are', () => {
  const evil = '::set-output name=x::y\n::error::z'
  const finding: Diagnostic = {
    code: 'A_B',
    severity: 'error',
    message: evil,
    help: evil,
    span: { file: evil, line: 2, column: 1, length: 5 },
    related: [{ span: { file: 'f', line: 1, column: 1, length: 1 }, message: evil }],
  }
  const rendered = renderDiagnostics(
    [finding],
    new Map([
      ['f', evil],
      [evil, evil],
    ]),
  )
  for (const line of rendered.split('\n')) expect(line.trim()).not.toMatch(/^::/)
  expect(closingLine([finding], evil)).not.toMatch(/^\s*::|\n/)
})

test('the closing line counts and says that nothing was spent', () => {
  const error: Diagnostic = { code: 'A_B', severity: 'error', message: 'm', span: null }
  const warning: Diagnostic = { ...error, severity: 'warning' }
  const hint: Diagnostic = { ...error, severity: 'hint' }
  expect(closingLine([error], 'm.yaml')).toBe(
    'error: 1 problem in m.yaml; nothing was sent, nothing was spent',
  )
  expect(closingLine([error, error, warning, hint], 'm.yaml')).toBe(
    'error: 2 problems, 1 warning and 1 hint in m.yaml; nothing was sent, nothing was spent',
  )
  expect(closingLine([warning, hint], 'm.yaml')).toBe('warning: 1 warning and 1 hint in m.yaml')
  expect(closingLine([hint], 'm.yaml')).toBe('hint: 1 hint in m.yaml')
  expect(closingLine([], 'm.yaml')).toBe('')
})

test('colours only when asked', () => {
  const texts = new Map([['cards.yaml', cards]])
  expect(renderDiagnostics([unknownVariable], texts)).not.toContain('\u001b')
  expect(renderDiagnostics([unknownVariable], texts, { colour: true })).toContain('\u001b[31m')
})
