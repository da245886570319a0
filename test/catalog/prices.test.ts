import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findModel, modelIds } from '../../src/catalog/models.ts'
import { formatMicros } from '../../src/catalog/money.ts'
import { documentPrices } from '../support/document-prices.ts'

interface Line {
  readonly model: string
  readonly region: string
  readonly currency: string
  readonly amount: string
  readonly list: string
  readonly source: string
}

/** Every price of the catalogue, a line each. */
const catalogued: readonly Line[] = modelIds().flatMap((model) =>
  Object.entries(findModel(model)?.prices ?? {}).flatMap(([region, prices]) =>
    prices.map(({ amount, currency, list, source }) => {
      return { model, region, currency, amount: formatMicros(amount), list, source }
    }),
  ),
)

const nameOf = ({ model, region, currency }: Omit<Line, 'amount' | 'list' | 'source'>) =>
  `${model} in ${region} in ${currency}`

test.each(documentPrices().map((price) => [nameOf(price), price.amount] as const))(
  '%s costs %s, as the documents print it',
  (name, amount) => {
    const found = catalogued.filter((line) => nameOf(line) === name)
    expect(found.map((line) => Number(line.amount))).toEqual([Number(amount)])
    expect(found[0]?.amount.startsWith(amount)).toBe(true)
  },
)

test('the catalogue has no price that the documents do not print', () => {
  const printed = new Set(documentPrices().map(nameOf))
  expect(catalogued.filter((line) => !printed.has(nameOf(line)))).toEqual([])
  expect(catalogued).toHaveLength(printed.size)
})

test('every model has a price in each region that offers it', () => {
  const priced = new Set(catalogued.map(({ model, region }) => `${model} ${region}`))
  const offered = modelIds().flatMap((model) =>
    Object.keys(findModel(model)?.limits ?? {}).map((region) => `${model} ${region}`),
  )
  expect(offered.filter((each) => !priced.has(each))).toEqual([])
})

test.each([
  ['CNY', 'beijing', 'qwen-image', '2026-07', 'Model pricing (help.aliyun.com)'],
  ['CNY', 'singapore', 'wan2.2-t2i-flash', '2026-07', 'Model pricing (help.aliyun.com)'],
  ['USD', 'singapore', 'qwen-image-plus', '2026-07', 'at 7.33924 CNY per USD'],
  ['USD', 'beijing', 'qwen-image-plus', '2025-11-13', 'international edition of qwen-image'],
  ['USD', 'beijing', 'qwen-image-max', '2026-02-16', 'Model pricing, international edition'],
])('a price in %s in %s says where and when it was read: %s', (...wanted) => {
  const [currency, region, model, list, source] = wanted
  const found = catalogued.find((line) => nameOf(line) === nameOf({ model, region, currency }))
  expect(found?.list).toBe(list)
  expect(found?.source).toContain(source)
})

test('dollars in Singapore are its yuan at the rate of the list', () => {
  const rate = 7.33924
  const yuan = documentPrices().filter(
    ({ region, currency }) => region === 'singapore' && currency === 'CNY',
  )
  for (const price of yuan) {
    const dollars = documentPrices().find(
      (other) =>
        other.model === price.model && other.region === 'singapore' && other.currency === 'USD',
    )
    expect(Math.abs(Number(price.amount) / rate - Number(dollars?.amount))).toBeLessThan(0.000001)
  }
})

/** Lines of the table of prices in the documentation: models, then an amount or a dash a column. */
function documentedLines(): readonly (readonly string[])[] {
  const text = readFileSync(new URL('../../docs/prices.md', import.meta.url), 'utf8')
  const [, table = ''] = /^(\| model \|.*?)\n\n/ms.exec(text) ?? []
  return table
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

test('docs/prices.md has these prices and no other', () => {
  const columns = ['beijing CNY', 'singapore CNY', 'singapore USD', 'beijing USD', 'virginia CNY']
  const documented = documentedLines().flatMap(([models = '', ...amounts]) => {
    const [first = '', ...others] = models.split(', ')
    // A snapshot is written without the family's name.
    const ids = [first, ...others.map((id) => `qwen-image-${id}`)]
    return ids.flatMap((id) =>
      amounts.flatMap((amount, index) =>
        amount === '–' ? [] : [`${id} ${columns[index]} ${amount}`],
      ),
    )
  })
  const printed = documentPrices()
    .filter(({ region }) => region !== 'frankfurt')
    .map(({ model, region, currency, amount }) => `${model} ${region} ${currency} ${amount}`)
  expect(documented.sort()).toEqual(printed.sort())
})
