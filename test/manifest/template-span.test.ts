import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Document, Scalar } from 'yaml'
import { positionsOf } from '../../src/diagnostics/positions.ts'
import type { Template } from '../../src/manifest/manifest.ts'
import { sourceOf } from '../../src/manifest/source.ts'
import { parseYaml } from '../../src/manifest/yaml/parse-yaml.ts'

/** What the span of a template's place marks in a manifest's text. */
function marked(yaml: string, options: { at?: string; mustache: number; needle: string }) {
  const positions = positionsOf('m.yaml', yaml)
  const { root, findings } = parseYaml(positions)
  expect(findings).toEqual([])
  const source = sourceOf(positions, root, new Map())
  const at = [options.at ?? 'prompt']
  const scalar = source.located(at)
  const text = scalar?.kind === 'scalar' ? String(scalar.value) : ''
  const template: Template = { text, at, file: null }
  const span = source.templateSpan(template, options.mustache, options.needle)
  const line = yaml.split('\n')[span.line - 1] ?? ''
  return { line: span.line, text: line.slice(span.column - 1, span.column - 1 + span.length) }
}

test.each([
  ['plain', 'prompt: A {{drink}} for {{city}} today\n', 1],
  ['plain over lines', 'prompt: A {{drink}}\n  for\n\n  {{city}} today\n', 4],
  ['single quotes', "prompt: 'it''s {{drink}} for {{city}}'\n", 1],
  ['double quotes', 'prompt: "a \\"\\u8336\\" {{drink}}\\n\\tfor {{city}}"\n', 1],
  ['double quotes over lines', 'prompt: "{{drink}} \\\n   for\n  {{city}}"\n', 3],
  ['escaped braces', 'prompt: "\\x7b{drink}} \\{{city}}"\n'.replace('\\{{', '{{'), 1],
  ['folded', 'prompt: >- # {{city}}\n  A {{drink}}\n  for\n  {{city}}\n', 4],
  ['literal', 'prompt: |2\n    {{drink}}\n  {{city}}\n', 3],
  ['an anchor', 'prompt: &p !!str "{{drink}} {{city}}"\n', 1],
  ['an alias', 'x: &p "{{drink}} {{city}}"\nprompt: *p\n', 1],
  ['CRLF', 'prompt: >\r\n  A {{drink}}\r\n  {{city}}\r\n', 3],
])('a path is found in %s', (_, yaml, line) => {
  expect(marked(yaml, { mustache: 1, needle: 'city' })).toEqual({ line, text: 'city' })
})

test('a name is not found inside a longer one', () => {
  const yaml = 'prompt: "{{default citystate my.city city}}"\n'
  const { text } = marked(yaml, { mustache: 0, needle: 'city' })
  expect(text).toBe('city')
  const positions = positionsOf('m.yaml', yaml)
  const { root } = parseYaml(positions)
  const template = { text: '{{default citystate my.city city}}', at: ['prompt'], file: null }
  const { column } = sourceOf(positions, root, new Map()).templateSpan(template, 0, 'city')
  expect(column).toBe(yaml.indexOf(' city}}') + 2)
})

test('what is not there is shown as its braces, and without those as the whole value', () => {
  expect(marked('prompt: "a {{b}} {{c}}"\n', { mustache: 1, needle: 'zzz' }).text).toBe('{{')
  expect(marked('prompt: "a {{b}}"\n', { mustache: 7, needle: 'zzz' }).text).toBe('"a {{b}}"')
})

test('a place inside a prompt file is a place in that file', () => {
  const file = positionsOf('prompts/p.md', 'A gate\r\nfor {{city}}\n')
  const source = sourceOf(positionsOf('m.yaml', 'a: 1'), null, new Map([[file.file, file]]))
  const template = { text: file.text, at: ['prompt_file'], file: 'prompts/p.md' }
  expect(source.templateSpan(template, 0, 'city')).toEqual({
    file: 'prompts/p.md',
    line: 2,
    column: 7,
    length: 4,
  })
})

const words = fc.constantFrom(
  'a',
  '  ',
  '\n',
  '\n\n',
  ' # ',
  ': ',
  "'",
  '"',
  '\\',
  '茶',
  '🦊',
  '{',
  '}',
  '- ',
  '\t',
  '\u0085',
  '\ufeffx',
  '%',
  '|',
)
const style = fc.constantFrom(
  Scalar.PLAIN,
  Scalar.QUOTE_SINGLE,
  Scalar.QUOTE_DOUBLE,
  Scalar.BLOCK_FOLDED,
  Scalar.BLOCK_LITERAL,
)

test('in every style, the n-th mustache is found where it is written', () => {
  const gap = fc.array(words, { maxLength: 8 }).map((parts) => parts.join('').replace(/{+/g, '{'))
  fc.assert(
    fc.property(
      fc.array(gap, { minLength: 2, maxLength: 6 }),
      style,
      fc.nat(),
      (gaps, type, pick) => {
        const count = gaps.length - 1
        const index = pick % count
        const text = gaps
          .map((each, at) => (at < count ? `${each.replace(/\{$/, '')} {{m${at}}}` : each))
          .join('')
        const document = new Document({ prompt: text, after: 1 }, { version: '1.2' })
        const scalar = document.get('prompt', true)
        if (scalar instanceof Scalar) scalar.type = type
        const yaml = document.toString({ lineWidth: 30 })
        const positions = positionsOf('m.yaml', yaml)
        const { root, findings } = parseYaml(positions)
        expect(findings).toEqual([])
        const source = sourceOf(positions, root, new Map())
        // The library does not write every text so that it reads the same; what was read is the template.
        const located = source.located(['prompt'])
        const read = located?.kind === 'scalar' ? String(located.value) : ''
        expect(read.match(/\{\{m\d/g)).toHaveLength(count)
        const template = { text: read, at: ['prompt'], file: null }
        const span = source.templateSpan(template, index, `m${index}`)
        const line = yaml.split('\n')[span.line - 1] ?? ''
        // In double quotes a line may end inside of a name, behind a backslash.
        const found = line.slice(span.column - 1, span.column - 1 + span.length).replace(/\\$/, '')
        expect(found).toMatch(/^m/)
        expect(`m${index}`.startsWith(found)).toBe(true)
        const lines = [...yaml.split('\n').slice(0, span.line - 1), line.slice(0, span.column)]
        const before = lines.join('\n').replace(/\\\n\s*/g, '')
        expect(before.match(/\{\{m\d/g)?.length ?? 0).toBe(index)
      },
    ),
    { numRuns: 500 },
  )
})
