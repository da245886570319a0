import { expect, test } from 'vitest'
import { findSubject } from '../../src/report/find-subject.ts'
import type { RequestKey } from '../../src/request/request.ts'
import { aLock, anAttempt } from './a-lock.ts'
import { aJob, aPlan } from './a-plan.ts'

const wanted = aJob(1, { outputs: ['poster/oolong.png', 'poster/caf\u00e9.png'] })
const plan = aPlan([wanted])
const recorded = anAttempt(2)
const lock = aLock([recorded], ['poster/oolong.png', 'old/jasmine.png'])

const search = (text: string, paths: readonly string[] = [text]) =>
  findSubject(text, paths, { plan, lock })
const output = (path: string) => ({ kind: 'found', subject: { kind: 'output', path } })
const request = (key: RequestKey) => ({ kind: 'found', subject: { kind: 'request', key } })

test('a path that the plan wants is found', () => {
  expect(search('poster/oolong.png')).toEqual(output('poster/oolong.png'))
})

test('a path that only the lockfile knows is found', () => {
  expect(search('old/jasmine.png')).toEqual(output('old/jasmine.png'))
})

test('of what a path may stand for the likeliest that exists is taken', () => {
  expect(search('x', ['nowhere.png', 'old/jasmine.png', 'poster/oolong.png'])).toEqual(
    output('old/jasmine.png'),
  )
})

test('a path in another Unicode form is found under the name it has', () => {
  expect(search('poster/cafe\u0301.png')).toEqual(output('poster/caf\u00e9.png'))
})

test('a key of the plan and one of the lockfile are found, whole or from eight digits on', () => {
  expect(search(wanted.key)).toEqual(request(wanted.key))
  expect(search(wanted.key.slice(0, 8))).toEqual(request(wanted.key))
  expect(search(recorded.key.slice(0, 12).toUpperCase())).toEqual(request(recorded.key))
})

test('fewer digits name nothing', () => {
  expect(search(wanted.key.slice(0, 7))).toEqual({ kind: 'unknown', near: [] })
})

test('a beginning that two keys have is said to be one', () => {
  const keys = ['0123456789', '0123456788'].map((key) => key.padEnd(64, '0') as RequestKey)
  const attempts = keys.map((key, at) => anAttempt(at + 5, { key }))
  const found = findSubject('01234567', [], { plan, lock: aLock(attempts) })
  expect(found).toEqual({ kind: 'ambiguous', keys: keys.toSorted() })
})

test.each([
  ['poster/oolng.png', ['out/poster/oolong.png']],
  ['Oolong', ['out/poster/oolong.png']],
  ['oolnog', ['out/poster/oolong.png']],
  ['poster', ['out/poster/oolong.png', 'out/poster/caf\u00e9.png']],
  ['something-else', []],
])('for “%s”, which is unknown, the nearest paths are named', (text, near) => {
  expect(search(text)).toEqual({ kind: 'unknown', near })
})
