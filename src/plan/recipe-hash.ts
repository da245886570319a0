import type { Recipe } from '../manifest/manifest.ts'
import { canonicalJson, type Json } from '../request/canonical-json.ts'
import { sha256Hex } from '../request/key.ts'

const known = new WeakMap<Recipe, string>()

/** SHA-256 over the canonical JSON of a recipe: what an `output` record says a file was made by. */
export function recipeHash(recipe: Recipe): string {
  const before = known.get(recipe)
  if (before !== undefined) return before
  const hash = sha256Hex(canonicalJson(recipe as unknown as Json))
  known.set(recipe, hash)
  return hash
}
