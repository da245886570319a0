import { expect, test } from 'vitest'
import {
  type ExitReason,
  exitCode,
  reasonOfError,
  reasonsOfResult,
} from '../../src/cli/exit-code.ts'
import { InternalError, UserError } from '../../src/diagnostics/user-error.ts'
import { aResult } from './a-project.ts'

const documented: readonly (readonly [ExitReason, number])[] = [
  ['internal', 3],
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['busy', 6],
  ['usage', 2],
  ['account', 4],
  ['refused', 5],
  ['incomplete', 1],
  ['would-generate', 7],
]

test('nothing wrong is 0', () => {
  expect(exitCode([])).toBe(0)
})

test('each reason has its code', () => {
  for (const [reason, code] of documented) expect(exitCode([reason])).toBe(code)
})

test('where several apply the first of the documented order decides', () => {
  for (const [index, [reason, code]] of documented.entries()) {
    const rest = documented.slice(index).map(([later]) => later)
    expect(exitCode([...rest].reverse())).toBe(code)
    expect(exitCode([...rest, reason])).toBe(code)
  }
})

test('an error is told apart by what stopped it', () => {
  const stopped = (stop: 'usage' | 'account' | 'refused' | 'busy' | 'disk') =>
    exitCode([reasonOfError(new UserError('X_Y', 'it stopped', { stop }))])
  expect(stopped('usage')).toBe(2)
  expect(stopped('account')).toBe(4)
  expect(stopped('refused')).toBe(5)
  expect(stopped('busy')).toBe(6)
  expect(stopped('disk')).toBe(1)
  expect(exitCode([reasonOfError(new InternalError('we broke'))])).toBe(3)
  expect(exitCode([reasonOfError(new TypeError('we broke'))])).toBe(3)
})

test('a run that made everything ends with 0', () => {
  expect(exitCode(reasonsOfResult(aResult()))).toBe(0)
})

test('a missing file, a failed or an unknown job ends with 1', () => {
  const counts = { total: 2, waiting: 0, running: 0, unknown: 0, failed: 0, done: 1 }
  const missing = [{ output: 'a.png', why: 'absent' }]
  expect(exitCode(reasonsOfResult(aResult({ missing })))).toBe(1)
  expect(exitCode(reasonsOfResult(aResult({ counts: { ...counts, failed: 1 } })))).toBe(1)
  expect(exitCode(reasonsOfResult(aResult({ counts: { ...counts, unknown: 1 } })))).toBe(1)
})

test('how a run ended has its code, and a signal goes before it', () => {
  const stop = { code: 'X_Y', message: 'it stopped', hint: null }
  expect(exitCode(reasonsOfResult(aResult({ ended: 'account', stop })))).toBe(4)
  expect(exitCode(reasonsOfResult(aResult({ ended: 'budget', stop })))).toBe(5)
  expect(exitCode(reasonsOfResult(aResult({ ended: 'disk', stop })))).toBe(1)
  expect(exitCode(reasonsOfResult(aResult({ ended: 'failures' })))).toBe(1)
  expect(exitCode(reasonsOfResult(aResult({ ended: 'interrupted', signal: 'SIGINT' })))).toBe(130)
  expect(exitCode(reasonsOfResult(aResult({ ended: 'account', signal: 'SIGTERM' })))).toBe(143)
})
