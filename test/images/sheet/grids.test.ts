import fc from 'fast-check'
import { expect, test } from 'vitest'
import { axesOf, type Grid, gridsOf } from '../../../src/images/sheet/grids.ts'
import type { SheetPicture } from '../../../src/images/sheet/pictures.ts'
import { aPicture, everyPicture, numbered } from './a-picture.ts'

const free = { rows: null, columns: null }

/** What can be said of a grid in a line. */
function told(grid: Grid): string {
  const about = grid.about.map(({ name, value }) => `${name}=${value}`).join(' ')
  const form =
    grid.kind === 'table'
      ? `${grid.rows.name}×${grid.columns.name}: ${grid.rows.values.length}×${grid.columns.values.length}`
      : `loose: ${grid.pictures.length}`
  return `${about} ${form}`.trim()
}

function picturesIn(grid: Grid): SheetPicture[] {
  return grid.kind === 'table'
    ? grid.pictures.flat().filter((picture) => picture !== null)
    : grid.pictures.map(({ picture }) => picture)
}

test('two axes are rows and columns, in the order of the manifest', () => {
  const pictures = everyPicture({ palette: ['warm', 'cool'], drink: ['mint', 'oolong', '大红袍'] })
  const [grid, ...others] = gridsOf(pictures, free)
  expect(others).toEqual([])
  expect(grid).toMatchObject({
    kind: 'table',
    rows: { name: 'palette', values: ['warm', 'cool'] },
    columns: { name: 'drink', values: ['mint', 'oolong', '大红袍'] },
    pictures: [pictures.slice(0, 3), pictures.slice(3)],
  })
})

test('the shortest axes become pages, so that there are few', () => {
  const pictures = everyPicture({
    palette: ['warm', 'cool'],
    drink: numbered(5),
    city: numbered(4),
  })
  expect(gridsOf(pictures, free).map(told)).toEqual([
    'palette=warm drink×city: 5×4',
    'palette=cool drink×city: 5×4',
  ])
})

test('axes asked for are taken, whatever comes of it; one alone gets the best other', () => {
  const pictures = everyPicture({
    palette: ['warm', 'cool'],
    drink: numbered(5),
    city: numbered(4),
  })
  const both = gridsOf(pictures, { rows: 'city', columns: 'palette' })
  expect(both.map(told)).toEqual(numbered(5).map((drink) => `drink=${drink} city×palette: 4×2`))
  const one = gridsOf(pictures, { rows: null, columns: 'palette' })
  expect(one.map(told)).toEqual(numbered(4).map((city) => `city=${city} drink×palette: 5×2`))
})

test('one axis is shown in lines that wrap, unless it is asked for', () => {
  const pictures = everyPicture({ drink: numbered(7) })
  expect(gridsOf(pictures, free).map(told)).toEqual(['loose: 7'])
  const [asked] = gridsOf(pictures, { rows: 'drink', columns: null })
  expect(asked).toMatchObject({
    rows: { values: numbered(7) },
    columns: { name: '', values: [''] },
  })
})

test('a single picture is shown without any axis', () => {
  const [grid] = gridsOf([aPicture({})], free)
  expect(grid).toMatchObject({ kind: 'loose', names: [], pictures: [{ caption: '' }] })
})

test('an excluded combination leaves its place empty', () => {
  const pictures = everyPicture({ palette: ['warm', 'cool'], drink: ['mint', 'oolong'] })
  const [grid] = gridsOf(pictures.slice(0, 3), free)
  expect(grid).toMatchObject({
    pictures: [
      [pictures[0], pictures[1]],
      [pictures[2], null],
    ],
  })
})

test('a grid that would be all but empty is none; captions then have every value', () => {
  const pictures = numbered(9).map((city, index) =>
    aPicture({ city, drink: `drink ${index % 8}`, mood: `mood ${index % 7}` }),
  )
  const [grid] = gridsOf(pictures, free)
  expect(grid).toMatchObject({ kind: 'loose', names: ['city', 'drink', 'mood'] })
  expect(grid).toMatchObject({ pictures: { 8: { caption: 'v9 · drink 0 · mood 1' } } })
})

test('a label that an include gives to a value is no page of its own', () => {
  const pictures = everyPicture({ drink: numbered(3), city: numbered(3, 'c') }).map((picture) =>
    aPicture({ ...picture.at, label: `label of ${picture.at['drink']}` }),
  )
  expect(gridsOf(pictures, free).map(told)).toEqual(['drink×city: 3×3'])
})

test('assets with the same axes are an axis; those with others have their own grids', () => {
  const posters = ['poster', 'banner'].flatMap((asset) =>
    numbered(3).map((drink) => aPicture({ asset, drink })),
  )
  const mascots = numbered(4, 'm').map((mood) => aPicture({ asset: 'mascot', mood }))
  expect(gridsOf(posters, free).map(told)).toEqual(['asset×drink: 2×3'])
  expect(gridsOf([...posters, ...mascots], free).map(told)).toEqual([
    'asset×drink: 2×3',
    'asset=mascot loose: 4',
  ])
  expect(axesOf([...posters, ...mascots])).toEqual(['asset', 'drink', 'mood'])
})

test('a value that a picture lacks has a place of its own, last', () => {
  const pictures = [
    ...everyPicture({ drink: ['mint', 'oolong'], note: ['hot', 'iced'] }),
    aPicture({ drink: 'mint' }),
  ]
  const [grid] = gridsOf(pictures, free)
  expect(grid).toMatchObject({ columns: { values: ['hot', 'iced', '–'] } })
})

test('an axis longer than a screen is wide runs down the page', () => {
  const pictures = everyPicture({ drink: ['mint', 'oolong'], city: numbered(30) })
  expect(gridsOf(pictures, free).map(told)).toEqual(['city×drink: 30×2'])
})

test('an axis with one value left is said, and can still be asked for', () => {
  const pictures = everyPicture({ palette: ['warm'], drink: numbered(3), city: numbered(2) })
  expect(gridsOf(pictures, free).map(told)).toEqual(['palette=warm drink×city: 3×2'])
  const asked = gridsOf(pictures, { rows: 'palette', columns: 'drink' })
  expect(asked.map(told)).toEqual(['city=v1 palette×drink: 1×3', 'city=v2 palette×drink: 1×3'])
})

test('two pictures with equal captions do not share a place', () => {
  const twins = [aPicture({ drink: 'mint' }), aPicture({ drink: 'mint' }, { path: 'other.png' })]
  const pictures = [...twins, ...everyPicture({ drink: ['oolong'], seed: ['1', '2'] })]
  const grids = gridsOf(pictures, { rows: 'drink', columns: 'seed' })
  expect(grids).toHaveLength(2)
  expect(grids.flatMap(picturesIn)).toHaveLength(4)
})

test('every picture is in exactly one place, whatever is asked for', () => {
  const value = fc.constantFrom('a', 'b', 'c', '大', '', '–', '__proto__')
  const position = fc.record(
    { asset: fc.constantFrom('x', 'y'), one: value, two: value, three: value, seed: value },
    { requiredKeys: ['asset'] },
  )
  const axis = fc.constantFrom(null, 'one', 'two', 'asset', 'seed')
  fc.assert(
    fc.property(
      fc.array(position, { minLength: 1, maxLength: 40 }),
      axis,
      axis,
      (all, rows, columns) => {
        fc.pre(rows === null || rows !== columns)
        const pictures = all.map((at) => aPicture(at as Record<string, string>))
        const shown = gridsOf(pictures, { rows, columns }).flatMap(picturesIn)
        expect(new Set(shown)).toEqual(new Set(pictures))
        expect(shown).toHaveLength(pictures.length)
      },
    ),
  )
})
