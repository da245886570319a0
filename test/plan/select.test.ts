import { describe, expect, test } from 'vitest'
import { globMatcher } from '../../src/plan/glob.ts'
import type { Job } from '../../src/plan/job.ts'
import { SelectionSyntaxError, select } from '../../src/plan/select.ts'
import { jobOf, request } from '../support/run-harness.ts'

function poster(city: string, drink: { sku: string; name: string }): Job {
  const job = jobOf(request({ prompt: `${drink.name} in ${city}`, seed: 7 }))
  const own = { variables: { city, drink }, captions: { city, drink: drink.sku } }
  const [main] = job.outputs
  if (main === undefined) throw new Error('a job has an output')
  const outputs = [
    { ...main, ...own, path: `poster/${drink.sku}/${city}.png` },
    { ...main, ...own, path: `thumbs/${drink.sku}-${city}.webp`, variant: 'thumb' },
  ]
  return { ...job, outputs }
}

const oolong = { sku: 'A1', name: 'oolong' }
const jobs = [
  poster('Shanghai', oolong),
  poster('Bergen', oolong),
  poster('Bergen', { sku: 'B2', name: 'mint' }),
]
const paths = (selection: { only?: string[]; where?: string[] }) =>
  select(jobs, { only: [], where: [], ...selection }, 'out').flatMap(({ outputs }) =>
    outputs.map(({ path }) => path),
  )

describe('a selection', () => {
  test('without conditions is everything', () => {
    expect(paths({})).toHaveLength(6)
  })

  test('names assets, or paths as the plan prints them', () => {
    expect(paths({ only: ['post*'] })).toHaveLength(6)
    expect(paths({ only: ['out/poster/A1/*'] })).toEqual([
      'poster/A1/Shanghai.png',
      'poster/A1/Bergen.png',
    ])
    expect(paths({ only: ['out/**/*.webp'] })).toHaveLength(3)
    expect(paths({ only: ['poster/A1/*'] })).toEqual([])
  })

  test('compares printed values, columns and row ids, and each condition has to hold', () => {
    expect(paths({ where: ['city=Bergen', 'drink.name=oolong'] })).toEqual([
      'poster/A1/Bergen.png',
      'thumbs/A1-Bergen.webp',
    ])
    expect(paths({ where: ['drink=B2'] })).toHaveLength(2)
    expect(paths({ where: ['seed=7'] })).toHaveLength(6)
    expect(paths({ where: ['constructor=x'] })).toEqual([])
    expect(paths({ where: ['city.length=6'] })).toEqual([])
  })

  test('that cannot be read is an error', () => {
    expect(() => paths({ where: ['city'] })).toThrow(SelectionSyntaxError)
  })
})

test.each([
  ['*', 'a', true],
  ['*', 'a/b', false],
  ['**', 'a/b', true],
  ['a/**/c.png', 'a/c.png', true],
  ['a/**/c.png', 'a/b/d/c.png', true],
  ['a.png', 'aXpng', false],
  ['a(1).png', 'a(1).png', true],
  ['?.png', '图.png', true],
  ['a\\b.png', 'a/b.png', true],
])('glob %s on %s is %s', (glob, text, wanted) => {
  expect(globMatcher(glob)(text)).toBe(wanted)
})
