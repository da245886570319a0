import { isDeepStrictEqual } from 'node:util'
import type { Labels, Recipe } from '../manifest/manifest.ts'

/** The picture as it came, whole; `format` and what else a recipe says come on top. */
export const wholePicture = {
  width: null,
  height: null,
  fit: 'cover',
  position: 'centre',
} as const

/** The recipe of a file that is the original with labels and nothing else: no pixel is encoded anew. */
export function labelOnly(labels: Labels): Recipe {
  return { ...wholePicture, format: 'png', quality: null, labels }
}

/** Compares whole, so that whatever else a recipe may come to say makes it another one. */
export function isLabelOnly(recipe: Recipe): boolean {
  return recipe.labels !== undefined && isDeepStrictEqual(recipe, labelOnly(recipe.labels))
}
