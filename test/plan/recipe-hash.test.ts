import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { expand } from '../../src/plan/expand.ts'
import { recipeHash } from '../../src/plan/recipe-hash.ts'
import { soundText } from '../support/load-text.ts'

let logo: Buffer
let edited: Buffer
beforeAll(async () => {
  logo = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#c81e1e' } })
    .png()
    .toBuffer()
  edited = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#1e1ec8' } })
    .png()
    .toBuffer()
})

/** The hash of the recipe of a variant with these settings, as they are written; null: the original. */
async function hashOf(settings: string, files: Record<string, Uint8Array> = {}) {
  const text = `{version: 1, name: tea, defaults: {model: qwen-image}, assets: {a: {prompt: A, variants: [{name: v${settings}}]}}}`
  const manifest = await soundText(text, files)
  const [job] = expand(manifest).jobs
  const recipe = job?.outputs[1]?.recipe
  if (recipe === undefined) throw new Error('no variant')
  return recipe === null ? null : recipeHash(recipe)
}

test.each([
  [', format: jpeg', '64982887dedcf2191aaacbdaeacd29d5d75e1290f630a2961b30d5d13f30c3df'],
  [
    ', format: avif, quality: 70',
    '6bea267bdea1853e459b663ca33f101cbebe68bffaac4ea05539286478ea8316',
  ],
  [
    ', width: 320, format: webp',
    '9b14a58dc2c6529918be2ca21a9c7f28a312edfbfb8f589173280f263630530a',
  ],
  [
    ', width: 1200, height: 630, format: jpeg, quality: 82',
    'f90afecd99d461e30ded50e3090c6e62f8952b34bde80e4da527a72c7b99e86c',
  ],
  [
    ', width: 64, height: 64, fit: contain, position: top',
    'f9f71247972f75a9ab61f28a0c0927c6f53501cb0b786e5dd2ab16a81c762f96',
  ],
])('files of earlier versions stay what they are: {name: v%s}', async (settings, hash) => {
  expect(await hashOf(settings)).toBe(hash)
})

test('a variant that changes nothing is the original', async () => {
  expect(await hashOf('')).toBeNull()
  expect(await hashOf(', pad: 0')).toBeNull()
})

test.each([
  ', crop: {left: 0, top: 0, width: 9, height: 9}',
  ', pad: 1',
  ', background: "#ffffff"',
  ', format: webp, effort: 2',
  ', overlay: {file: logo.png}',
  ', overlay: {file: logo.png, gravity: north}',
  ', overlay: {file: logo.png, width: 8}',
  ', overlay: {file: logo.png, width: 8%}',
  ', overlay: {file: logo.png, height: 8}',
  ', overlay: {file: logo.png, opacity: 0.5}',
  ', overlay: {file: logo.png, margin: 1}',
  ', overlays: [{file: logo.png}, {file: logo.png}]',
])('each setting makes another file: {name: v%s}', async (settings) => {
  const hash = await hashOf(settings, { 'logo.png': logo })
  const others = [
    null,
    await hashOf(', format: webp'),
    await hashOf(', overlay: {file: x.png}', { 'x.png': edited }),
  ]
  expect(others).not.toContain(hash)
})

test.each([
  [', pad: 3', ', pad: {top: 3, right: 3, bottom: 3, left: 3}'],
  [', background: "#FFFDF9"', ', background: "#fffdf9ff"'],
  [', background: transparent', ', background: "#00000000"'],
  [', overlay: {file: logo.png}', ', overlays: [{file: ./logo.png, margin: 0, opacity: 1}]'],
  [', overlay: {file: logo.png, gravity: center}', ', overlay: {file: logo.png, gravity: centre}'],
])('two spellings are one setting: {name: v%s} and {name: v%s}', async (one, other) => {
  const files = { 'logo.png': logo }
  expect(await hashOf(one, files)).toBe(await hashOf(other, files))
})

test('an overlay that is renamed makes no other file, one that is edited does', async () => {
  const before = await hashOf(', overlay: {file: logo.png}', { 'logo.png': logo })
  expect(await hashOf(', overlay: {file: new/sign.png}', { 'new/sign.png': logo })).toBe(before)
  expect(await hashOf(', overlay: {file: logo.png}', { 'logo.png': edited })).not.toBe(before)
})
