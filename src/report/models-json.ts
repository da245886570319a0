import {
  type Citation,
  type ListedModel,
  type Model,
  type RateLimits,
  type Region,
  regions,
} from '../catalog/model.ts'
import { type Currency, formatMicros } from '../catalog/money.ts'
import type { Mode } from '../provider/provider.ts'

/** `models --json`; the form is `schemas/models.schema.json`. */
export interface ModelsJson {
  readonly models: 1
  readonly engine: string
  readonly list: readonly ModelJson[]
}

interface ModelJson {
  readonly id: string
  readonly family: Model['family']
  readonly alias: Model['alias']
  readonly modes: readonly Mode[]
  /** The operation of the API behind each mode; null: no such mode. */
  readonly routes: Model['routes']
  readonly sizes: Model['sizes']
  readonly max_images: number
  readonly prompt_limit: Model['promptLimit']
  readonly negative_prompt_limit: number
  readonly returns_actual_prompt: boolean
  readonly regions: { readonly [region in Region]?: RegionJson }
  readonly citations: { readonly [figure: string]: Citation }
  readonly source: Citation
}

interface RegionJson {
  readonly limits: RateLimits
  readonly prices: readonly {
    readonly amount: string
    readonly currency: Currency
    readonly list: string
    readonly source: string
  }[]
}

/** The catalogue as data, amounts with six decimals. */
export function modelsJson(models: readonly ListedModel[], engine: string): ModelsJson {
  return { models: 1, engine, list: models.map(modelJson) }
}

function modelJson(model: ListedModel): ModelJson {
  const { rule, ratios, default: preset } = model.sizes
  return {
    id: model.id,
    family: model.family,
    alias: model.alias,
    modes: modesOf(model),
    routes: { async: model.routes.async, sync: model.routes.sync },
    sizes: { rule, ratios, default: preset },
    max_images: model.maxImages,
    prompt_limit: model.promptLimit,
    negative_prompt_limit: model.negativePromptLimit,
    returns_actual_prompt: model.returnsActualPrompt,
    regions: regionsOf(model),
    citations: citationsOf(model),
    source: { title: model.source, date: model.date },
  }
}

/** How a model's requests can be sent. */
export function modesOf({ routes }: Model): Mode[] {
  return (['async', 'sync'] as const).filter((mode) => routes[mode] !== null)
}

/** Figures under the names that this form gives them. */
function citationsOf({ citations }: ListedModel): ModelJson['citations'] {
  return Object.fromEntries(
    Object.entries(citations).map(([figure, citation]) => [
      figure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      citation,
    ]),
  )
}

function regionsOf(model: Model): ModelJson['regions'] {
  return Object.fromEntries(
    regions.flatMap((region) => {
      const limits = model.limits[region]
      if (limits === undefined) return []
      const prices = (model.prices[region] ?? []).map(({ amount, currency, list, source }) => ({
        amount: formatMicros(amount),
        currency,
        list,
        source,
      }))
      return [[region, { limits, prices }]]
    }),
  )
}
