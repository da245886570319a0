import { expect, test } from 'vitest'
import { sheetPictures } from '../../../src/images/sheet/pictures.ts'
import { shapeOf } from '../../../src/images/sheet/shapes.ts'
import type { Recipe } from '../../../src/manifest/manifest.ts'
import type { Action, OutputStatus, PlannedJob } from '../../../src/plan/plan.ts'
import { aLock, anAttempt } from '../../report/a-lock.ts'
import { aJob } from '../../report/a-plan.ts'

/** A job whose one output stands like this. */
function job(action: Action, status: OutputStatus): PlannedJob {
  const planned = aJob(1, { action })
  return { ...planned, outputs: planned.outputs.map((output) => ({ ...output, status })) }
}

const noFiles = { outputs: new Map<string, string>(), originals: new Set<string>() }
const paid = aLock([anAttempt(1)])

function stateOf(action: Action, status: OutputStatus, lock = aLock([])): string | undefined {
  return sheetPictures([job(action, status)], { lock, files: noFiles }, null)[0]?.state
}

test.each<[Action, OutputStatus, string]>([
  ['keep', 'at-hand', 'shown'],
  ['restore', 'to-write', 'shown'],
  ['changed', 'changed', 'changed'],
  ['changed', 'unexplained', 'unexplained'],
  ['absent', 'absent', 'absent'],
  ['blocked', 'missing-image', 'missing'],
  ['resolve', 'to-write', 'shown'],
  ['resume', 'to-write', 'open'],
])('with a picture: %s, %s is %s', (action, status, state) => {
  expect(stateOf(action, status, paid)).toBe(state)
})

test.each<[Action, OutputStatus, string]>([
  ['create', 'to-write', 'waiting'],
  ['retry', 'to-write', 'failed'],
  ['blocked', 'to-write', 'failed'],
  ['resume', 'to-write', 'open'],
  ['resolve', 'to-write', 'unknown'],
  ['create', 'unexplained', 'unexplained'],
])('without one: %s, %s is %s', (action, status, state) => {
  expect(stateOf(action, status)).toBe(state)
})

test('a file counts as the picture only where it is the one, or was changed', () => {
  const planned = aJob(1)
  const [{ path } = { path: '' }] = planned.outputs
  const [file, original] = ['b'.repeat(64), 'a'.repeat(64)]
  const files = { outputs: new Map([[path, file]]), originals: new Set([original]) }
  const sources = (action: Action, status: OutputStatus, originals = files.originals) =>
    sheetPictures([job(action, status)], { lock: paid, files: { ...files, originals } }, null)[0]
      ?.sources
  const [there, bought] = [
    { sha256: file, path },
    { sha256: original, path: null },
  ]
  expect(sources('keep', 'at-hand')).toEqual([there, bought])
  expect(sources('keep', 'at-hand', new Set())).toEqual([there])
  expect(sources('restore', 'to-write')).toEqual([bought])
  expect(sources('changed', 'changed')).toEqual([there])
  expect(sources('changed', 'unexplained')).toEqual([])
  expect(sources('resume', 'to-write')).toEqual([])
})

test('a variant is shown by its name, and the main output without', () => {
  const planned = aJob(1)
  const [main] = planned.outputs
  if (main === undefined) throw new Error('a job has an output')
  const outputs = [main, { ...main, path: 'thumb.webp', variant: 'thumb' }]
  const paths = (variant: string | null) =>
    sheetPictures([{ ...planned, outputs }], { lock: aLock([]), files: noFiles }, variant).map(
      ({ path }) => path,
    )
  expect([paths(null), paths('thumb'), paths('other')]).toEqual([[main.path], ['thumb.webp'], []])
})

test('places have the shape of the request, or of a variant that names both sides', () => {
  const recipe = { width: 320, height: 180 } as Recipe
  expect(shapeOf('1664*928', { recipe: null })).toEqual({ width: 1664, height: 928 })
  expect(shapeOf('1664*928', { recipe })).toEqual({ width: 320, height: 180 })
  expect(shapeOf('1664*928', { recipe: { ...recipe, height: null } }).width).toBe(1664)
  expect(shapeOf('nonsense', { recipe: null })).toEqual({ width: 1, height: 1 })
})
