import { expect, test } from 'vitest'
import { dimensionsOf, type Position } from '../../src/plan/dimensions.ts'

const same: Position = {
  asset: 'poster',
  model: 'qwen-image-plus',
  size: '1328*1328',
  seed: '1',
  index: '1',
}

test('a set is laid out by what differs in it, axes before settings', () => {
  const positions = ['warm', 'cool'].flatMap((palette) =>
    ['1', '2'].map((seed): Position => ({ ...same, palette, drink: 'oolong', seed })),
  )
  expect(dimensionsOf(positions)).toEqual([
    { name: 'palette', values: ['warm', 'cool'] },
    { name: 'seed', values: ['1', '2'] },
  ])
})

test('axes of several assets stand behind the asset, whichever has them', () => {
  const positions: Position[] = [
    { ...same, city: '上海' },
    { ...same, city: 'Bergen' },
    { ...same, asset: 'mascot' },
  ]
  expect(dimensionsOf(positions).map(({ name }) => name)).toEqual(['asset', 'city'])
})

test('a seed that the combination decides is no dimension of its own', () => {
  const positions: Position[] = [
    { ...same, city: 'Shanghai', seed: '81' },
    { ...same, city: 'Bergen', seed: '4711' },
  ]
  expect(dimensionsOf(positions).map(({ name }) => name)).toEqual(['city'])
})

test('settings that decide each other are told apart by the asset', () => {
  const positions: Position[] = [
    { ...same, size: '1664*928' },
    { ...same, asset: 'mascot', size: '928*1664' },
  ]
  expect(dimensionsOf(positions)).toEqual([{ name: 'asset', values: ['poster', 'mascot'] }])
})

test('one picture has no dimensions', () => {
  expect(dimensionsOf([same])).toEqual([])
})

test('of a model and the size that it decides, the model stays', () => {
  const positions: Position[] = [same, { ...same, model: 'wan2.6-t2i', size: '1280*1280' }]
  expect(dimensionsOf(positions).map(({ name }) => name)).toEqual(['model'])
})
