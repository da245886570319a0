import { isLabelOnly } from '../plan/label-only.ts'
import type { Plan } from '../plan/plan.ts'
import { counted } from './phrases.ts'

/** What labels do to the files of a plan; nothing where it has none. */
export function labelLines({ jobs }: Plan): string[] {
  const recipes = jobs.flatMap(({ outputs }) => outputs.map(({ recipe }) => recipe))
  const labelled = recipes.filter((recipe) => recipe?.labels !== undefined)
  if (labelled.length === 0) return []
  const kinds = (['iptc', 'aigc'] as const).filter((kind) =>
    labelled.some((recipe) => (recipe?.labels?.[kind] ?? null) !== null),
  )
  const which = kinds.map((kind) => kind.toUpperCase()).join(' and ')
  const pngs = recipes.filter((recipe) => recipe !== null && isLabelOnly(recipe)).length
  return [
    `${counted(labelled.length, 'file')} of ${recipes.length} with ${which}`,
    ...(pngs === 0
      ? []
      : [
          `${pngs} of them ${pngs === 1 ? 'is' : 'are'} full-size PNG: every pixel of the original, no longer its bytes; originals stay in the store`,
        ]),
  ]
}
