import { expect, test } from 'vitest'
import { createPrinter, withoutCommands } from '../../src/cli/printer.ts'
import { canRedraw, isInteractive, wantsColour } from '../../src/cli/terminal.ts'
import { anIo, Memory } from './an-io.ts'

const plain = { format: 'pretty', quiet: false, color: true } as const

test('no printed line begins with a command of a CI service', () => {
  const io = anIo()
  const print = createPrinter(io, plain)
  print.result('::set-output name=x::y\n  ::error::no\n\u3000::warning::no\na ::fine')
  expect(io.stdout.text).toBe(
    ': :set-output name=x::y\n  : :error::no\n\u3000: :warning::no\na ::fine\n',
  )
  expect(withoutCommands('see ##[group]x and ##vso[task] and ## x')).toBe(
    'see # #[group]x and # #vso[task] and ## x',
  )
})

test('the result goes to stdout, talk and problems to stderr', () => {
  const io = anIo()
  const print = createPrinter(io, plain)
  print.result('result')
  print.talk('talk')
  print.problem('problem')
  expect(io.stdout.text).toBe('result\n')
  expect(io.stderr.text).toBe('talk\nproblem\n')
})

test('quiet leaves out the talk, and nothing else', () => {
  const io = anIo()
  const print = createPrinter(io, { ...plain, quiet: true })
  print.result('result')
  print.talk('talk')
  print.problem('problem')
  expect(io.stdout.text + io.stderr.text).toBe('result\nproblem\n')
})

test('colour needs a terminal, and can be forced and forbidden', () => {
  const [tty, pipe] = [new Memory(true), new Memory(false)]
  expect(wantsColour(tty, {}, true)).toBe(true)
  expect(wantsColour(pipe, {}, true)).toBe(false)
  expect(wantsColour(tty, {}, false)).toBe(false)
  expect(wantsColour(tty, { NO_COLOR: '1' }, true)).toBe(false)
  expect(wantsColour(tty, { NO_COLOR: '' }, true)).toBe(true)
  expect(wantsColour(tty, { TERM: 'dumb' }, true)).toBe(false)
  expect(wantsColour(pipe, { FORCE_COLOR: '1' }, true)).toBe(true)
  expect(wantsColour(tty, { FORCE_COLOR: '0' }, true)).toBe(false)
  expect(wantsColour(pipe, { FORCE_COLOR: '1', NO_COLOR: '1' }, true)).toBe(false)
})

test('CI means that nobody is asked and nothing is redrawn', () => {
  expect(isInteractive(anIo({ tty: true }))).toBe(true)
  expect(isInteractive(anIo({ tty: true, env: { CI: 'true' } }))).toBe(false)
  expect(isInteractive(anIo({ tty: true, env: { CI: 'false' } }))).toBe(true)
  expect(isInteractive(anIo())).toBe(false)
  expect(canRedraw(anIo({ tty: true }))).toBe(true)
  expect(canRedraw(anIo({ tty: true, env: { CI: 'true' } }))).toBe(false)
  expect(canRedraw(anIo({ tty: true, env: { TERM: 'dumb' } }))).toBe(false)
})
