import type { ListedModel } from '../../src/catalog/model.ts'
import { findModel } from '../../src/catalog/models.ts'

/** A model of the catalogue, which a test relies on. */
export function listed(id: string): ListedModel {
  const model = findModel(id)
  if (model === undefined) throw new Error(`the catalogue has no model ${id}`)
  return model
}
