import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText } from '../../../src/diagnostics/plain-text.ts'
import { workflowCommand } from '../../../src/report/ci/workflow-command.ts'
import { xmlText } from '../../../src/report/ci/xml-escape.ts'
import { readXml } from '../../support/xml.ts'
import { anyText, hostile } from './hostile.ts'

/** As GitHub's runner reads a line: the first command of it, properties and data unescaped. */
function readCommand(line: string) {
  const [, level = '', properties = '', data = ''] = /^::(\w+) (.*?)::(.*)$/s.exec(line) ?? []
  const unescaped = (text: string) =>
    text.replace(/%(25|0D|0A|3A|2C)/g, (code) => decodeURIComponent(code))
  const pairs = properties.split(',').map((pair) => {
    const equals = pair.indexOf('=')
    return [pair.slice(0, equals), unescaped(pair.slice(equals + 1))]
  })
  return { level, properties: Object.fromEntries(pairs), data: unescaped(data).split('\n') }
}

/** What a command shows of a value: Azure's older commands are broken up. */
function printed(value: string): string {
  return plainText(value).replace(/##(?=\w*\[)/g, '# #')
}

test('an annotation is one line of GitHub’s own form', () => {
  const at = { file: 'sets/a.yaml', line: 3, column: 5, endColumn: 9 }
  expect(workflowCommand({ level: 'error', title: 'CODE', message: ['a, b: c', 'help'], at })).toBe(
    '::error file=sets/a.yaml,line=3,col=5,endColumn=9,title=CODE::a, b: c%0Ahelp',
  )
  expect(workflowCommand({ level: 'notice', title: 'x', message: ['y'], at: null })).toBe(
    '::notice title=x::y',
  )
})

test.each(hostile)('%j begins no command, property or line of its own', (value) => {
  const at = { file: value, line: 1, column: 1, endColumn: 2 }
  const line = workflowCommand({ level: 'warning', title: value, message: [value, value], at })
  expect(line).not.toMatch(/[\r\n]|##\w*\[/)
  const text = printed(value)
  expect(readCommand(line)).toEqual({
    level: 'warning',
    properties: { file: text, line: '1', col: '1', endColumn: '2', title: text },
    data: [text, text],
  })
})

test('whatever an annotation holds comes back as it was', () => {
  fc.assert(
    fc.property(anyText, anyText, (title, message) => {
      const line = workflowCommand({ level: 'error', title, message: [message], at: null })
      expect(readCommand(line)).toEqual({
        level: 'error',
        properties: { title: printed(title) },
        data: [printed(message)],
      })
    }),
  )
})

test('whatever XML holds comes back as it was, and is no command in a log', () => {
  fc.assert(
    fc.property(anyText, (value) => {
      const text = xmlText(value)
      const expected = plainText(value).replace(/[\ufffe\uffff]/g, '\ufffd')
      const read = readXml(`<a b="${text}">${text}</a>`)
      expect(read).toEqual({ name: 'a', attributes: { b: expected }, children: [], text: expected })
      expect(text).not.toMatch(/^\s*::|##\w*\[/)
    }),
  )
})
