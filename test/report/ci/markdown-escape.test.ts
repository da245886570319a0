import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText } from '../../../src/diagnostics/plain-text.ts'
import { fenced, inlineCode, markdownText, marker } from '../../../src/report/ci/markdown-escape.ts'
import { anyText, hostile } from './hostile.ts'

/** An escaped character, a span of code, a bare character that could begin markup, or another one. */
const inline =
  /\\(?<escaped>[!-/:-@[-`{-~])|(?<fence>`+)(?!`)(?<code>.*?[^`])\k<fence>(?!`)|(?<active>[\\`*_[\]<>|~$&@#]|:(?=\S)|www\.)|(?<other>.)/gisu

/** What a reader of Markdown shows of one line, and what of it could be markup. */
function shown(markdown: string): { text: string; active: string } {
  let [text, active] = ['', '']
  for (const { groups = {} } of markdown.matchAll(inline)) {
    const { escaped = '', code = '', other = '' } = groups
    active += groups['active'] ?? ''
    text += escaped + (/^ .*[^ ].* $/s.test(code) ? code.slice(1, -1) : code) + other
  }
  return { text, active }
}

test.each(hostile)('%j in a sentence or a cell is only text', (value) => {
  expect(shown(markdownText(value))).toEqual({ text: plainText(value), active: '' })
})

test('whatever a sentence holds, a reader sees it, and nothing of it counts', () => {
  fc.assert(
    fc.property(anyText, (value) => {
      const markdown = markdownText(value)
      expect(markdown).not.toMatch(/[\r\n]/)
      expect(shown(markdown)).toEqual({ text: plainText(value), active: '' })
    }),
  )
})

test('whatever code holds, a reader sees it as code', () => {
  fc.assert(
    fc.property(anyText, (value) => {
      const code = inlineCode(value)
      const text = plainText(value)
      fc.pre(text !== '')
      const [, fence = ''] = /^(`+)/.exec(code) ?? []
      expect(code.endsWith(fence)).toBe(true)
      const inside = code.slice(fence.length, -fence.length)
      expect([...inside.matchAll(/`+/g)].map(([run]) => run.length)).not.toContain(fence.length)
      expect(inside === text || inside === ` ${text} `).toBe(true)
      expect(code).not.toMatch(/[\r\n]/)
    }),
  )
})

test('nothing is no code', () => {
  expect(inlineCode('')).toBe('')
})

test('no line can close the block of code that it stands in', () => {
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 6 }), (lines) => {
      const [open = '', ...rest] = fenced(lines)
      const fence = open.replace(/text$/, '')
      expect(fence).toMatch(/^`{3,}$/)
      const closing = new RegExp(`^ {0,3}\`{${fence.length},}\\s*$`)
      expect(rest.filter((line) => closing.test(line))).toEqual([fence])
      expect(rest.at(-1)).toBe(fence)
      expect(rest).toHaveLength(lines.length + 1)
    }),
  )
})

test('a marker is one comment, the same each time, and another for another manifest', () => {
  expect(marker('plan', 'sets/campaign.yaml')).toBe('<!-- mintage:plan sets/campaign.yaml -->')
  fc.assert(
    fc.property(anyText, anyText, (one, other) => {
      const found = marker('plan', one)
      expect(found).toMatch(/^<!-- mintage:plan [^\s<>]* -->$/)
      expect(found.slice(4, -3)).not.toContain('--')
      if (one.toWellFormed() !== other.toWellFormed()) {
        expect(found).not.toBe(marker('plan', other))
      }
    }),
  )
})
