import { expect, test } from 'vitest'
import type { Labels, Recipe } from '../../src/manifest/manifest.ts'
import { isLabelOnly, labelOnly } from '../../src/plan/label-only.ts'
import { recipeHash } from '../../src/plan/recipe-hash.ts'
import { outputsOf } from '../support/expanded.ts'
import { asset, manifest, variant } from '../support/manifest-builder.ts'

const labels: Labels = {
  iptc: { prompt: true, promptWriter: null },
  aigc: { contentProducer: 'Lotus', contentPropagator: null },
}

function recipes(patch: Parameters<typeof asset>[0]): readonly (Recipe | null)[] {
  return outputsOf(manifest({ assets: [asset(patch)] })).map(({ recipe }) => recipe)
}

const thumb: Recipe = {
  width: 320,
  height: null,
  fit: 'cover',
  position: 'centre',
  format: 'webp',
  quality: 70,
}

test('recipes without labels have the hashes that they had before there were any', () => {
  expect(recipeHash(thumb)).toBe('30089ebb9ca1e8f042a3049687610f101cbe34e34d7a0b9ed6ab1936574d7209')
  expect(recipeHash({ ...thumb, width: null, format: 'jpeg', quality: null })).toBe(
    '64982887dedcf2191aaacbdaeacd29d5d75e1290f630a2961b30d5d13f30c3df',
  )
})

test('without labels a png is the original, and no recipe names them', () => {
  const patch = { variants: [variant({ name: 'thumb', recipe: thumb })] }
  expect(recipes(patch)).toEqual([null, thumb])
  expect(recipes(patch)[1]).not.toHaveProperty('labels')
})

test('labels are part of the recipe of every file', () => {
  const patch = { labels, variants: [variant({ name: 'thumb', recipe: thumb })] }
  expect(recipes(patch)).toEqual([labelOnly(labels), { ...thumb, labels }])
})

test('a png that is only labelled has no quality, whatever is set for other formats', () => {
  expect(recipes({ labels, quality: 50 })).toEqual([labelOnly(labels)])
  const output = 'fox.jpg'
  expect(recipes({ labels, quality: 50, output })).toEqual([
    { ...labelOnly(labels), format: 'jpeg', quality: 50 },
  ])
})

test('other labels are another recipe', () => {
  const { iptc } = labels
  const hashes = [
    labels,
    { ...labels, iptc: null },
    { iptc, aigc: null },
    { ...labels, iptc: { prompt: false, promptWriter: null } },
    { ...labels, aigc: { contentProducer: 'Lotus', contentPropagator: 'Shop' } },
  ].map((each) => recipeHash(labelOnly(each)))
  expect(new Set(hashes).size).toBe(hashes.length)
})

test('a recipe only labels where it says nothing else of the picture', () => {
  expect(isLabelOnly(labelOnly(labels))).toBe(true)
  expect(isLabelOnly({ ...thumb, labels })).toBe(false)
  expect(isLabelOnly({ ...labelOnly(labels), format: 'jpeg' })).toBe(false)
  expect(isLabelOnly({ ...labelOnly(labels), background: '#ffffff' })).toBe(false)
  const { labels: _, ...whole } = labelOnly(labels)
  expect(isLabelOnly(whole)).toBe(false)
})
