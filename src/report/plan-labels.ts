import type { Recipe } from '../manifest/manifest.ts'
import { isLabelOnly } from '../plan/label-only.ts'
import type { Plan } from '../plan/plan.ts'
import { counted } from './phrases.ts'

/** What labels do to the files of a plan; nothing where it has none. */
export function labelLines({ jobs }: Plan): string[] {
  // Outputs share their recipes, of which there are few.
  const filesOf = new Map<Recipe, number>()
  let files = 0
  for (const { outputs } of jobs) {
    files += outputs.length
    for (const { recipe } of outputs) {
      if (recipe?.labels !== undefined) filesOf.set(recipe, (filesOf.get(recipe) ?? 0) + 1)
    }
  }
  const distinct = [...filesOf.keys()]
  if (distinct.length === 0) return []
  const kinds = (['iptc', 'aigc'] as const).filter((kind) =>
    distinct.some(({ labels }) => (labels?.[kind] ?? null) !== null),
  )
  const count = (recipes: readonly Recipe[]) =>
    recipes.reduce((sum, recipe) => sum + (filesOf.get(recipe) ?? 0), 0)
  const pngs = count(distinct.filter(isLabelOnly))
  const which = kinds.map((kind) => kind.toUpperCase()).join(' and ')
  return [
    `${counted(count(distinct), 'file')} of ${files} with ${which}`,
    ...(pngs === 0
      ? []
      : [
          `${pngs} of them ${pngs === 1 ? 'is' : 'are'} full-size PNG: every pixel of the original, no longer its bytes; originals stay in the store`,
        ]),
  ]
}
