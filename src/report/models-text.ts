import pc from 'picocolors'
import {
  type ListedModel,
  type Model,
  type Region,
  regions,
  type SizeRule,
} from '../catalog/model.ts'
import { defaultCurrency } from '../catalog/regions.ts'
import { ratioWords } from '../catalog/size-rule.ts'
import { limitWords } from './limit-words.ts'
import { wrap } from './lines.ts'
import { modesOf } from './models-json.ts'
import { groupDigits, money } from './phrases.ts'
import { renderTable } from './table.ts'

export interface TextOptions {
  /** Columns of the terminal. */
  readonly width: number
  readonly colour: boolean
}

/** Regions that have a column; the others are named below the table. */
const columnRegions: readonly Region[] = ['singapore', 'beijing']

/** The catalogue as a table that fits 80 columns, or on a narrower terminal as a few lines per model. */
export function modelsText(models: readonly ListedModel[], { width, colour }: TextOptions): string {
  const colors = pc.createColors(colour)
  const table = widestTable(models, width)
  const body =
    table !== null
      ? [colors.dim(table.head), ...table.lines]
      : models.flatMap((model) => [
          colors.bold(model.id),
          ...[...columns, ...further].map(({ title, cell }) => `  ${title}: ${cell(model)}`),
        ])
  return [...body, '', ...notes(models).flatMap((note) => wrap(note, width)), ''].join('\n')
}

interface Column {
  readonly title: string
  readonly cell: (model: ListedModel) => string
}

/** What every table shows beside the ids. */
const columns: readonly Column[] = [
  { title: 'modes', cell: (model) => modesOf(model).join('+') },
  { title: 'sizes', cell: ({ sizes }) => shortSizeWords(sizes.rule) },
  { title: 'n', cell: ({ maxImages }) => String(maxImages) },
  ...columnRegions.map((region) => ({
    title: region,
    cell: (model: ListedModel) => shortPrice(model, region),
  })),
]

/** What is shown besides where there is room for it, the first first. */
const further: readonly Column[] = [
  { title: 'submits', cell: shortSubmits },
  { title: 'prompt', cell: ({ promptLimit: { count, unit } }) => `${count} ${unit}` },
  { title: 'rewritten', cell: (model) => (model.returnsActualPrompt ? 'async' : '–') },
]

/** The table with as many columns as there is room for; null where not even the first ones fit. */
function widestTable(
  models: readonly ListedModel[],
  width: number,
): ReturnType<typeof renderTable> | null {
  for (let count = further.length; count >= 0; count -= 1) {
    const shown = [{ title: 'model', cell: idOf }, ...columns, ...further.slice(0, count)]
    const rows = models.map((model) => shown.map(({ cell }) => cell(model)))
    const table = renderTable(shown, rows)
    if (table.width <= width) return table
  }
  return null
}

function idOf({ id }: ListedModel): string {
  return id
}

/** `2/s`; where regions differ, all that there are: `5/s or 1/s`. */
function shortSubmits(model: ListedModel): string {
  const all = regionNames(model).map((region) => {
    const submit = model.limits[region]?.submit
    return submit === undefined ? '' : `${submit.count}/${submit.per === 'second' ? 's' : 'min'}`
  })
  return [...new Set(all)].join(' or ')
}

/** One model, with everything the documents say of it and where. */
export function modelText(model: ListedModel, { width, colour }: TextOptions): string {
  const colors = pc.createColors(colour)
  const facts: [name: string, value: string][] = [
    ['modes', modesOf(model).join(', ')],
    ['sizes', `${sizeWords(model.sizes.rule)}; when nothing is said ${model.sizes.default}`],
    ['ratios', ratioTable(model)],
    ['images', `up to ${model.maxImages} per request`],
    ['prompt', `up to ${groupDigits(model.promptLimit.count)} ${model.promptLimit.unit}`],
    ['negative', `up to ${groupDigits(model.negativePromptLimit)} characters`],
    ['rewritten', rewrittenWords(model)],
    ...regionNames(model).map((region): [string, string] => [region, regionWords(model, region)]),
    ...sources(model).map((source): [string, string] => ['source', source]),
  ]
  const lines = facts.flatMap(([name, value]) =>
    wrap(`${name.padEnd(10)} ${value}`, Math.max(30, width - 2)).map(
      (part, index) => `  ${index === 0 ? part : ' '.repeat(11) + part}`,
    ),
  )
  return [`${colors.bold(model.id)}${aliasWords(model)}`, ...lines, ''].join('\n')
}

/** Every document that a figure of the model is from, once. */
function sources(model: ListedModel): string[] {
  const cited = Object.values(model.citations).map(({ title, date }) => `${title}, ${date}`)
  const priced = Object.values(model.prices).flatMap((prices) =>
    prices.map(({ source, list }) => `${source}, ${list}`),
  )
  return [...new Set([`${model.source}, ${model.date}`, ...cited, ...priced])]
}

function regionNames(model: Model): Region[] {
  return regions.filter((region) => model.limits[region] !== undefined)
}

function regionWords(model: Model, region: Region): string {
  const limits = model.limits[region]
  const price = `${priceWords(model, region)} per image`
  return limits === undefined ? price : `${price}; ${limitWords(limits)}`
}

function priceWords(model: Model, region: Region): string {
  const prices = model.prices[region] ?? []
  if (prices.length === 0) return 'no listed price'
  return prices
    .map(({ amount, currency, list }) => `${money(amount, currency)} (${list})`)
    .join(' or ')
}

function sizeWords(rule: SizeRule): string {
  switch (rule.kind) {
    case 'list':
      return rule.sizes.join(', ')
    case 'area': {
      const { ratio } = rule
      const shape =
        ratio === null ? '' : `, ratio ${ratioWords(ratio.min)} to ${ratioWords(ratio.max)}`
      return `${groupDigits(rule.min)} to ${groupDigits(rule.max)} pixels${shape}`
    }
    case 'side':
      return `sides of ${rule.min} to ${rule.max} pixels`
  }
}

function shortSizeWords(rule: SizeRule): string {
  switch (rule.kind) {
    case 'list':
      return `${rule.sizes.length} sizes`
    case 'area':
      return `${megapixels(rule.min)}–${megapixels(rule.max)} Mpx`
    case 'side':
      return `${rule.min}–${rule.max} px`
  }
}

function megapixels(pixels: number): string {
  return (pixels / 1_000_000).toFixed(1)
}

function shortPrice(model: Model, region: Region): string {
  const prices = model.prices[region] ?? []
  const price = prices.find(({ currency }) => currency === defaultCurrency(region)) ?? prices[0]
  return price === undefined ? '–' : money(price.amount, price.currency)
}

function ratioTable({ sizes }: Model): string {
  const pairs = Object.entries(sizes.ratios).map(([ratio, size]) => `${ratio} is ${size}`)
  return pairs.join(', ') || 'none named'
}

function rewrittenWords(model: Model): string {
  return model.returnsActualPrompt
    ? 'asynchronous answers carry the rewritten prompt, synchronous ones do not'
    : 'the rewritten prompt is never returned'
}

function aliasWords({ alias }: Model): string {
  if (alias === null) return ''
  const moving = alias.moving ? '; it has been seen to move: name a snapshot to stay with one' : ''
  return ` (another name of ${alias.snapshot}${moving})`
}

/** Price lists by date, since prices move; and where else models are offered. */
function notes(models: readonly Model[]): string[] {
  const lists = models.flatMap(({ prices }) =>
    Object.values(prices).flatMap((list) => list.map((price) => price.list)),
  )
  const dates = [...new Set(lists)].sort().join(', ')
  const elsewhere = models.flatMap((model) => {
    const others = regionNames(model)
      .filter((region) => !columnRegions.includes(region))
      .map((region) => `${region} (${shortPrice(model, region)})`)
    return others.length === 0 ? [] : [`${model.id} is also offered in ${others.join(' and ')}`]
  })
  return [
    `list prices of one image, from lists of ${dates}; failed images are not billed`,
    ...elsewhere,
    'sizes, limits, prices and sources of one: mintage models MODEL',
  ]
}
