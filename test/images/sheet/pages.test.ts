import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gridsOf } from '../../../src/images/sheet/grids.ts'
import { countStates, countsText, headerTexts } from '../../../src/images/sheet/header.ts'
import type { Box, SheetPage } from '../../../src/images/sheet/page.ts'
import { pagesOf } from '../../../src/images/sheet/pages.ts'
import type { SheetPicture } from '../../../src/images/sheet/pictures.ts'
import { pageLimits } from '../../../src/images/sheet/room.ts'
import { aPicture, everyPicture, numbered } from './a-picture.ts'

const free = { rows: null, columns: null }

function pages(pictures: readonly SheetPicture[], cell = 256, wishes = free): readonly SheetPage[] {
  return pagesOf(gridsOf(pictures, wishes), cell)
}

/** Everything on a page with its place there. */
function boxesOf(page: SheetPage): Box[] {
  const facts = {
    name: 'tea',
    counts: countStates([]),
    page: 1,
    pages: 2,
    simulated: true,
    variant: null,
  }
  const header = headerTexts(page, facts).map(({ box }) => box)
  const below = page.bands.flatMap(({ top, captions, cells }) =>
    [...captions, ...cells].map(({ box }) => ({ ...box, top: box.top + top })),
  )
  return [...header, ...below].filter(({ width, height }) => width > 0 && height > 0)
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.left < other.left + other.width &&
    other.left < one.left + one.width &&
    one.top < other.top + other.height &&
    other.top < one.top + one.height
  )
}

/** What goes beyond a page's bounds, or its own; empty: nothing. */
function beyond(page: SheetPage): unknown[] {
  const { width, height, bands } = page
  const { side, pixels } = pageLimits
  const isTooLarge = width > side || height > side || width * height > pixels
  const outside = bands.flatMap((band) =>
    [...band.captions, ...band.cells].filter(
      ({ box: { left, top, ...box } }) =>
        left < 0 || top < 0 || left + box.width > width || top + box.height > band.height,
    ),
  )
  const low = bands.filter((band) => band.top + band.height > height)
  return [...(isTooLarge ? [{ width, height }] : []), ...outside, ...low]
}

test('no two things of a page overlap', () => {
  const long = [
    'a very long caption that goes on and on and on until nobody reads it',
    '大红袍'.repeat(30),
  ]
  for (const pictures of [
    everyPicture({ palette: long, drink: [...long, 'mint'], city: numbered(2) }),
    everyPicture({ drink: [...long, ...numbered(20)] }),
    [aPicture({})],
  ]) {
    for (const page of pages(pictures, 96)) {
      const boxes = boxesOf(page)
      for (const [index, one] of boxes.entries()) {
        expect(boxes.slice(index + 1).filter((other) => overlap(one, other))).toEqual([])
      }
    }
  }
})

test('rows and columns that do not fit go to further pages, in parts of about equal length', () => {
  const wide = pages(everyPicture({ one: numbered(60), two: numbered(70) }), 256)
  expect(wide.flatMap(beyond)).toEqual([])
  const spans = wide.map(({ rows, columns }) => [rows?.from, rows?.to, columns?.from, columns?.to])
  const rows = [
    [1, 23],
    [24, 46],
    [47, 70],
  ] as const
  const columns = [
    [1, 20],
    [21, 40],
    [41, 60],
  ] as const
  expect(spans).toEqual(rows.flatMap((down) => columns.map((across) => [...down, ...across])))
})

test('two thousand pictures one after the other are a few pages of equal length', () => {
  const all = pages(everyPicture({ one: numbered(2000) }))
  const shown = all.map(({ bands }) => bands.reduce((sum, { cells }) => sum + cells.length, 0))
  expect(shown.reduce((sum, count) => sum + count)).toBe(2000)
  expect(Math.max(...shown) - Math.min(...shown)).toBeLessThanOrEqual(1)
  expect(all.length).toBeLessThan(15)
  for (const page of all) expect(page.width * page.height).toBeLessThanOrEqual(16_000_000)
})

test('any set at any size stays within the bounds, with every picture once', () => {
  const count = fc.integer({ min: 1, max: 30 })
  const cell = fc.integer({ min: 96, max: 1024 })
  const shape = fc.record({
    width: fc.integer({ min: 1, max: 9000 }),
    height: fc.integer({ min: 1, max: 9000 }),
  })
  fc.assert(
    fc.property(count, count, cell, shape, (rows, columns, side, size) => {
      const pictures = everyPicture({ one: numbered(rows), two: numbered(columns) }).map(
        (picture) => ({ ...picture, shape: size }),
      )
      const all = pages(pictures, side)
      expect(all.flatMap(beyond)).toEqual([])
      const shown = all.flatMap(({ bands }) => bands.flatMap(({ cells }) => cells))
      expect(new Set(shown.map(({ picture }) => picture))).toEqual(new Set(pictures))
      expect(shown).toHaveLength(pictures.length)
    }),
    { numRuns: 30 },
  )
})

test('wide pictures have wide places', () => {
  const pictures = everyPicture({ one: numbered(2), two: numbered(2) }).map((picture) => ({
    ...picture,
    shape: { width: 1664, height: 928 },
  }))
  const [page] = pages(pictures)
  expect(page?.bands[1]?.cells[0]?.box).toMatchObject({ width: 256, height: 143 })
})

describe('the header', () => {
  const [page] = pages(everyPicture({ palette: ['warm'], one: numbered(2), two: numbered(3) }))
  const texts = (facts = {}) =>
    headerTexts(page as SheetPage, {
      name: 'tea-launch',
      counts: countStates(['shown', 'failed', 'waiting', 'changed']),
      page: 1,
      pages: 1,
      simulated: false,
      variant: null,
      ...facts,
    }).map(({ text }) => text)

  test('names the set, what the page is about, how it stands and what runs where', () => {
    expect(texts()).toEqual([
      'tea-launch',
      'palette: warm',
      '2 of 4 pictures, 1 changed, 1 failed, 1 not generated yet  ·  rows: one  ·  columns: two',
    ])
  })

  test('counts pages where there are several, and says what is simulated', () => {
    expect(texts({ page: 2, pages: 3, simulated: true }).at(-1)).toMatch(
      /page 2 of 3 {2}· {2}simulated$/,
    )
  })

  test('says nothing of states where all is well', () => {
    expect(countsText(countStates(['shown']))).toBe('1 picture')
    expect(countsText(countStates(['shown', 'unexplained']))).toContain('1 unexplained file')
    expect(countsText(countStates(['unexplained', 'unexplained']))).toBe(
      '0 of 2 pictures, 2 unexplained files',
    )
  })
})
