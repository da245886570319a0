import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { jobsOfFile } from './keys.ts'

const csv = `sku,name,stock
oolong,Oolong,12
jasmine,茉莉,0
`

const yaml = `version: 1
name: edits
defaults:
  model: qwen-image-plus
  sizes: ["1:1", "16:9"]
partials:
  house: flat illustration
assets:
  poster:
    prompt: "{{drink.name}} in {{city}}, {{> house}}"
    matrix:
      drink: {from: drinks.csv, id: sku}
      city: [Bergen, Oslo]
    seeds: {from: 1, count: 2}
  takes:
    prompt: "{{mood}} sea, {{size.ratio}}"
    matrix: {mood: [calm, wild], light: [dawn, dusk]}
    seeds: {derive: 2}
    output: "{{mood}}-{{light}}-{{size.label}}-{{seed}}.png"
`

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'edits-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Request keys of the manifest after an edit of its text, sorted. */
async function keysAfter(
  edit: (text: string) => string = (text) => text,
  data = csv,
): Promise<string[]> {
  await writeFile(path.join(folder, 'drinks.csv'), data)
  await writeFile(path.join(folder, 'm.yaml'), edit(yaml))
  return (await jobsOfFile(path.join(folder, 'm.yaml'))).map(({ key }) => key).sort()
}

/** An edit that has to change something, so that no test passes for nothing. */
function replaced(from: string, to: string): (text: string) => string {
  return (text) => {
    expect(text).toContain(from)
    return text.replaceAll(from, to)
  }
}

test.each<[string, (text: string) => string]>([
  ['comments and layout', (text) => `# a comment\n${text.replaceAll('\n', '  # note\n')}`],
  [
    'the order of axes',
    replaced(
      '      drink: {from: drinks.csv, id: sku}\n      city: [Bergen, Oslo]',
      '      city: [Bergen, Oslo]\n      drink: {from: drinks.csv, id: sku}',
    ),
  ],
  [
    'the order of axes where seeds are derived',
    replaced('mood: [calm, wild], light: [dawn, dusk]', 'light: [dawn, dusk], mood: [calm, wild]'),
  ],
  ['the order of values', replaced('[Bergen, Oslo]', '[Oslo, Bergen]')],
  ['the order of sizes and seeds', replaced('["1:1", "16:9"]', '["16:9", "1:1"]')],
  ['a ratio for its pixels', replaced('sizes: ["1:1", "16:9"]', 'sizes: [1328x1328, "1664*928"]')],
  ['the name of an axis, where it is printed too', replaced('city', 'town')],
  ['the name of an asset whose seeds are written', replaced('poster:', 'placard:')],
  ['the name of the set', replaced('name: edits', 'name: other')],
  [
    'file names',
    replaced(
      '{{mood}}-{{light}}-{{size.label}}-{{seed}}.png',
      'x/{{seed}}-{{light}}{{mood}}{{size.label}}.webp',
    ),
  ],
  [
    'variants',
    replaced(
      '    seeds: {from: 1, count: 2}\n',
      '    seeds: {from: 1, count: 2}\n    variants: [{name: og, width: 1200, height: 630}]\n',
    ),
  ],
  ['the mode', replaced('  model: qwen-image-plus', '  model: qwen-image-plus\n  mode: sync')],
  ['a partial written out', replaced('{{> house}}', 'flat illustration')],
  [
    'white space around a prompt',
    replaced(
      'prompt: "{{drink.name}} in {{city}}, {{> house}}"',
      'prompt: "  {{drink.name}} in {{city}}, {{> house}}\\n\\n"',
    ),
  ],
  ['a seed range written as a list', replaced('{from: 1, count: 2}', '[1, 2]')],
  [
    'settings of the whole',
    replaced('defaults:\n', 'output_dir: elsewhere\nbudget: {max_cost: 5 USD}\ndefaults:\n'),
  ],
])('%s never change a key', async (_, edit) => {
  expect(await keysAfter(edit)).toEqual(await keysAfter())
})

test('a column that no template prints never changes a key, nor does the order of rows and columns', async () => {
  const before = await keysAfter()
  expect(await keysAfter(undefined, csv.replace('12', '3').replace(',0', ',99'))).toEqual(before)
  expect(await keysAfter(undefined, 'name,sku,new\n茉莉,jasmine,x\nOolong,oolong,y\n')).toEqual(
    before,
  )
})

test('an added value, size or seed keeps every key there was', async () => {
  const before = await keysAfter()
  for (const edit of [
    replaced('[Bergen, Oslo]', '[Rome, Bergen, Oslo]'),
    replaced('["1:1", "16:9"]', '["3:4", "1:1", "16:9"]'),
    replaced('count: 2', 'count: 3'),
    replaced('derive: 2', 'derive: 5'),
    replaced('light: [dawn, dusk]', 'light: [noon, dawn, dusk]'),
  ]) {
    const after = await keysAfter(edit)
    expect(after.length).toBeGreaterThan(before.length)
    expect(after).toEqual(expect.arrayContaining(before))
  }
})

test('what is sent does change the key', async () => {
  const before = new Set(await keysAfter())
  for (const edit of [
    replaced('in {{city}}', 'at {{city}}'),
    replaced('flat illustration', 'Flat illustration'),
    replaced('  model: qwen-image-plus', '  model: qwen-image'),
    replaced('  model: qwen-image-plus', '  model: qwen-image-plus\n  watermark: true'),
    replaced('  model: qwen-image-plus', '  model: qwen-image-plus\n  prompt_extend: false'),
    replaced('  model: qwen-image-plus', '  model: qwen-image-plus\n  negative_prompt: text'),
  ]) {
    const after = await keysAfter(edit)
    expect(after.filter((key) => before.has(key)).length).toBeLessThan(before.size)
  }
})
