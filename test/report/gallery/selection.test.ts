import { beforeEach, expect, test } from 'vitest'
import { buildGallery } from '../../../src/report/gallery/build-gallery.ts'
import {
  firstSelection,
  layOut,
  type Selection,
  searchText,
} from '../../../src/report/gallery/client/selection.ts'
import type { GalleryData, GalleryPicture } from '../../../src/report/gallery/gallery-data.ts'
import { plannedText } from '../../support/planned-text.ts'
import { aLock } from '../a-lock.ts'

const manifest = `version: 1
name: tea
defaults: {model: qwen-image-plus, size: "1:1", seeds: [1]}
assets:
  poster:
    prompt: "A poster of {{drink}}, {{palette}}"
    matrix:
      drink: [oolong, jasmine, 龙井]
      palette: [warm, cool]
      exclude: [{drink: jasmine, palette: cool}]
    output: "poster/{{slug drink}}-{{palette}}.png"
  hero: {prompt: "A hero picture", output: hero.png}
  trap:
    prompt: "{{constructor}}"
    matrix: {constructor: [one, two]}
    output: "trap/{{constructor}}.png"
`
let data: GalleryData
let texts: Map<GalleryPicture, string>
beforeEach(async () => {
  const plan = await plannedText(manifest)
  data = buildGallery(plan, {
    engine: 'mintage 0.1.0',
    lock: aLock([]),
    files: { outputs: new Map(), originals: new Set() },
    thumbnails: new Set(),
    wayToOutputs: null,
  })
  texts = new Map(data.pictures.map((picture) => [picture, searchText(data, picture)]))
})
const everything: Selection = {
  rows: null,
  columns: null,
  values: new Map(),
  statuses: new Set(),
  search: '',
}

/** The layout with each picture as its file. */
function laidOut(wish: Partial<Selection>) {
  const { columns, rows, count } = layOut(data, { ...everything, ...wish }, texts)
  const cells = rows.map(({ value, cells: inside }) => [
    value,
    ...inside.map(({ column, pictures }) => [
      column,
      ...pictures.map(({ files }) => files[0]?.path),
    ]),
  ])
  return { columns, cells, count }
}

test('two axes make rows and columns, an excluded combination leaves its place empty', () => {
  const values = new Map([['asset', 'poster']])
  expect(laidOut({ rows: 'drink', columns: 'palette', values })).toEqual({
    columns: ['warm', 'cool'],
    cells: [
      ['oolong', [0, 'poster/oolong-warm.png'], [1, 'poster/oolong-cool.png']],
      ['jasmine', [0, 'poster/jasmine-warm.png']],
      ['龙井', [0, 'poster/龙井-warm.png'], [1, 'poster/龙井-cool.png']],
    ],
    count: 5,
  })
})

test('pictures of assets without the axis come last, under no value', () => {
  const { columns, cells } = laidOut({ rows: 'palette', columns: 'asset' })
  expect(columns).toEqual(['poster', 'hero', 'trap'])
  expect(cells.at(-1)).toEqual([null, [1, 'hero.png'], [2, 'trap/one.png', 'trap/two.png']])
})

test('an axis that is called like something every object has is an axis like any other', () => {
  const { cells } = laidOut({ rows: 'constructor' })
  expect(cells.map(([value]) => value)).toEqual(['one', 'two', null])
})

test('without rows and columns all pictures are one row', () => {
  const { cells } = laidOut({})
  expect(cells).toHaveLength(1)
  expect(cells[0]).toHaveLength(2)
})

test.each([
  ['POSTER warm', 3],
  ['龙井', 2],
  ['not generated', 8],
  ['hero.png', 1],
  ['nothing like that', 0],
])('a search for %s finds every picture with all of its words', (search, count) => {
  expect(laidOut({ search }).count).toBe(count)
})

test('values and statuses narrow it down together', () => {
  const values = new Map([['palette', 'warm']])
  expect(laidOut({ values, statuses: new Set(['waiting']) }).count).toBe(3)
  expect(laidOut({ values, statuses: new Set(['done']) })).toEqual({
    columns: [],
    cells: [],
    count: 0,
  })
})

test('a gallery begins with its assets, and that of one asset with its first two axes', () => {
  expect(firstSelection(data)).toMatchObject({ rows: 'asset', columns: null })
  const dimensions = data.dimensions.filter(({ name }) => name !== 'asset')
  expect(firstSelection({ ...data, dimensions })).toMatchObject({
    rows: 'drink',
    columns: 'palette',
  })
  expect(firstSelection({ ...data, dimensions: [] })).toMatchObject({ rows: null, columns: null })
})
