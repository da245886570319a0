import { expect, test } from 'vitest'
import type { ListedModel } from '../../src/catalog/model.ts'
import { findModel, modelIds } from '../../src/catalog/models.ts'
import { displayWidth } from '../../src/diagnostics/width.ts'
import { modelsJson } from '../../src/report/models-json.ts'
import { modelsText, modelText } from '../../src/report/models-text.ts'
import { schemaErrors } from './schemas.ts'

const models = modelIds().map(known)
const options = { width: 200, colour: false }

function known(id: string): ListedModel {
  const model = findModel(id)
  if (model === undefined) throw new Error(`no model ${id}`)
  return model
}

test('the table has a line per model with its prices, and fits a common terminal', () => {
  const lines = modelsText(models, { width: 80, colour: false }).split('\n')
  const line = lines.find((text) => text.startsWith('qwen-image-plus '))
  expect(line).toMatch(/^qwen-image-plus +async\+sync +5 sizes +1 +0\.03 USD +0\.20 CNY$/)
  for (const id of modelIds()) expect(lines.some((text) => text.startsWith(id))).toBe(true)
  for (const text of lines) expect(displayWidth(text)).toBeLessThanOrEqual(80)
  expect(lines.join(' ')).toMatch(/from lists of .*2026-07/)
  expect(lines).toContain(
    'wan2.6-t2i is also offered in virginia (0.20 CNY) and frankfurt (0.20 CNY)',
  )
})

test('a wide terminal shows pace, prompt limits and what comes back, too', () => {
  const lines = modelsText(models, { width: 120, colour: false }).split('\n')
  const cellsOf = (id: string) =>
    lines
      .find((text) => text.startsWith(`${id} `))
      ?.split(/ {2,}/)
      .slice(6)
  expect(lines[0]?.split(/ {2,}/).slice(6)).toEqual(['submits', 'prompt', 'rewritten'])
  expect(cellsOf('qwen-image-plus')).toEqual(['2/s', '800 characters', 'async'])
  expect(cellsOf('qwen-image-2.0-pro')).toEqual(['2/min', '1300 tokens', '–'])
  expect(cellsOf('wan2.6-t2i')).toEqual(['5/s or 1/s', '2100 characters', '–'])
})

test('a ratio is shown as people write it', () => {
  expect(modelText(known('wan2.6-t2i'), options)).toContain('pixels, ratio 1:4 to 4:1;')
})

test('a narrow terminal gets lines per model instead of a table', () => {
  const text = modelsText(models, { width: 60, colour: false })
  expect(text).toContain('qwen-image-plus\n  modes: async+sync\n  sizes: 5 sizes\n')
  for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(60)
})

test('one model is shown with sizes, limits, prices and their source', () => {
  const text = modelText(known('qwen-image-plus'), options)
  expect(text).toContain('1664*928')
  expect(text).toContain('16:9 is 1664*928')
  expect(text).toContain('2 submits per second, 2 tasks at a time')
  expect(text).toContain('asynchronous answers carry the rewritten prompt')
  expect(text).toMatch(/source +Qwen-Image API reference/)
})

test('a moving alias says what stays', () => {
  expect(modelText(known('qwen-image-2.0-pro'), options)).toContain('name a snapshot to stay with')
})

test('the catalogue as JSON is in its schema, with exact amounts', () => {
  const json = modelsJson(models, 'mintage 0.1.0')
  expect(schemaErrors('models', json)).toEqual([])
  const plus = json.list.find(({ id }) => id === 'qwen-image-plus')
  expect(plus?.regions.singapore?.prices[0]).toMatchObject({ amount: '0.030000', currency: 'USD' })
  expect(plus?.regions.virginia).toBeUndefined()
  expect(plus?.routes).toEqual({ async: 'text2image', sync: 'multimodal-generation' })
})
