import type { ListedModel, Model } from './model.ts'
import { qwenImageModels } from './qwen-image.ts'
import { wanModels } from './wan.ts'

const models = new Map([...qwenImageModels, ...wanModels].map((model) => [model.id, model]))

/** What the documents know of a model id; undefined for an id they do not name. Never guesses from a prefix. */
export function findModel(id: string): ListedModel | undefined {
  return models.get(id)
}

/** Models that a manifest spells out, by id; none of them is in the catalogue. */
export type UnlistedModels = ReadonlyMap<string, Model>

/** A model of the catalogue, else one that is spelled out. */
export function resolveModel(id: string, unlisted: UnlistedModels): Model | undefined {
  return models.get(id) ?? unlisted.get(id)
}

/** Every id of the catalogue, in the order of its families' files. */
export function modelIds(): readonly string[] {
  return [...models.keys()]
}
