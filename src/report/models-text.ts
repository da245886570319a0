import pc from 'picocolors'
import {
  type ListedModel,
  type Model,
  type Region,
  regions,
  type SizeRule,
} from '../catalog/model.ts'
import { defaultCurrency } from '../catalog/regions.ts'
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
  const titles = ['model', 'modes', 'sizes', 'n', ...columnRegions]
  const rows = models.map((model) => [
    model.id,
    modesOf(model).join('+'),
    shortSizeWords(model.sizes.rule),
    String(model.maxImages),
    ...columnRegions.map((region) => shortPrice(model, region)),
  ])
  const table = renderTable(
    titles.map((title) => ({ title })),
    rows,
  )
  const body =
    table.width <= width
      ? [colors.dim(table.head), ...table.lines]
      : rows.flatMap(([id = '', ...cells]) => [
          colors.bold(id),
          ...cells.map((cell, index) => `  ${titles[index + 1]}: ${cell}`),
        ])
  return [...body, '', ...notes(models).flatMap((note) => wrap(note, width)), ''].join('\n')
}

/** One model, with everything the documents say of it and where. */
export function modelText(model: ListedModel, { width, colour }: TextOptions): string {
  const colors = pc.createColors(colour)
  const facts: [name: string, value: string][] = [
    ['modes', modesOf(model).join(', ')],
    ['sizes', `${sizeWords(model.sizes.rule)}; when nothing is said ${model.sizes.default}`],
    ['ratios', ratioWords(model)],
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
      const ratio = rule.ratio === null ? '' : `, ratio ${rule.ratio.min} to ${rule.ratio.max}`
      return `${groupDigits(rule.min)} to ${groupDigits(rule.max)} pixels${ratio}`
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

function ratioWords({ sizes }: Model): string {
  const pairs = Object.entries(sizes.ratios).map(([ratio, size]) => `${ratio} is ${size}`)
  return pairs.join(', ') || 'none named'
}

function rewrittenWords(model: Model): string {
  return model.returnsActualPrompt
    ? 'asynchronous answers carry the rewritten prompt'
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
    const others = regionNames(model).filter((region) => !columnRegions.includes(region))
    return others.length === 0 ? [] : [`${model.id} is also offered in ${others.join(' and ')}`]
  })
  return [
    `list prices of one image, from lists of ${dates}; failed images are not billed`,
    ...elsewhere,
    'sizes, limits, prices and sources of one: mintage models MODEL',
  ]
}
