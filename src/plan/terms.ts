import type { RateLimits } from '../catalog/model.ts'
import { resolveModel } from '../catalog/models.ts'
import { priceOf } from '../catalog/regions.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { UnitPrice } from './plan.ts'

/** A model's limits in the manifest's region, with what the manifest sets over them; null where the region lacks it. */
export function limitsOf(manifest: Manifest, modelId: string): RateLimits | null {
  const listed = resolveModel(modelId, manifest.unlistedModels)?.limits[manifest.provider.region]
  if (listed === undefined) return null
  const own = manifest.limits.get(modelId)
  if (own === undefined) return listed
  return {
    submit: own.submit ?? listed.submit,
    concurrent:
      own.concurrent === undefined
        ? listed.concurrent
        : { async: own.concurrent, sync: own.concurrent },
  }
}

/** Price of one image of a model: the manifest's own, else the list's; null where neither has one in its currency. */
export function unitPrice(manifest: Manifest, modelId: string): UnitPrice | null {
  const { region, currency } = manifest.provider
  const own = manifest.prices.get(modelId)
  if (own !== undefined) return { amount: own, currency, list: 'manifest' }
  const model = resolveModel(modelId, manifest.unlistedModels)
  const price = model === undefined ? undefined : priceOf(model, region, currency)
  return price === undefined ? null : { amount: price.amount, currency, list: price.list }
}
