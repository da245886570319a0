import {
  type Model,
  type RateLimits,
  type Region,
  regions,
  type SizeRule,
} from '../catalog/model.ts'
import type { Currency } from '../catalog/money.ts'
import { InternalError } from '../diagnostics/user-error.ts'
import type { WrittenMoney } from './money.ts'
import { parseRatio } from './ratios.ts'
import type { WrittenModel } from './schema/written-manifest.generated.ts'

/** What a model that is spelled out needs of the rest of its manifest. */
export interface ModelContext {
  /** Of prices that name none. */
  readonly currency: Currency
  readonly priceIn: (region: Region) => WrittenMoney
}

/** A model as the manifest spells it out, in the form of the catalogue's. */
export function normalizeModel(id: string, written: WrittenModel, context: ModelContext): Model {
  const offered = regions.flatMap((region) => {
    const terms = written.regions[region]
    return terms === undefined ? [] : [{ region, terms, price: context.priceIn(region) }]
  })
  const { rule, ratios, default: preset } = written.sizes
  return {
    id,
    family: written.family,
    alias: null,
    routes: { async: written.routes.async ?? null, sync: written.routes.sync ?? null },
    sizes: { rule: ruleOf(rule), ratios, default: preset },
    maxImages: written.max_images,
    promptLimit: written.prompt_limit,
    negativePromptLimit: written.negative_prompt_limit,
    returnsActualPrompt: written.returns_actual_prompt,
    limits: Object.fromEntries(
      offered.map(({ region, terms }) => [region, limitsOf(terms.limits)]),
    ),
    prices: Object.fromEntries(
      offered.map(({ region, price }) => {
        const currency = price.currency ?? context.currency
        return [region, [{ amount: price.amount, currency, list: 'manifest', source: 'manifest' }]]
      }),
    ),
  }
}

function ruleOf({ kind, sizes, min, max, ratio }: WrittenModel['sizes']['rule']): SizeRule {
  if (kind === 'list') return { kind, sizes: sizes ?? missing('sizes') }
  const bounds = { min: min ?? missing('min'), max: max ?? missing('max') }
  if (kind === 'side') return { kind, ...bounds }
  return { kind, ...bounds, ratio: ratio === undefined ? null : ratioOf(ratio) }
}

function ratioOf({ min, max }: { min: string; max: string }): { min: number; max: number } {
  return { min: parseRatio(min) ?? missing('min'), max: parseRatio(max) ?? missing('max') }
}

function limitsOf({ submit, concurrent }: WrittenLimits): RateLimits {
  return {
    submit,
    concurrent: { async: concurrent.async ?? null, sync: concurrent.sync ?? null },
  }
}

type WrittenLimits = NonNullable<WrittenModel['regions'][Region]>['limits']

function missing(what: string): never {
  throw new InternalError(`a model without errors has no ${what}`)
}
