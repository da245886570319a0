import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { errorRows, tables } from './reliability-doc.ts'

const here = new URL('.', import.meta.url)
const tests = readdirSync(here)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(new URL(name, here), 'utf8'))
  .join('\n')

test('every table of docs/reliability.md is backed by tests', () => {
  const tested = [...tests.matchAll(/^faultTable\('([^']+)'/gm)].map(([, heading]) => heading)
  expect([...tables.keys()].sort()).toEqual(tested.sort())
})

test('every error code is named once for its words and status, and for places that exist', () => {
  expect(new Set(errorRows.map(({ name }) => name)).size).toBe(errorRows.length)
  const places = new Set(errorRows.flatMap((row) => row.places))
  expect([...places].sort()).toEqual(['call', 'cancel', 'look', 'submit', 'task'])
  const doings = new Set(errorRows.map(({ does }) => does))
  expect([...doings].sort()).toEqual([
    'gives the image up',
    'says so',
    'sends it again, a few times',
    'sends it once more',
    'slows all down and sends it again',
    'stops the run',
  ])
})
