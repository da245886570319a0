import { isLabelOnly } from '../plan/label-only.ts'
import type { Plan } from '../plan/plan.ts'
import { counted } from './phrases.ts'

/** What labels do to the files of a plan; nothing where it has none. */
export function labelLines({ jobs }: Plan): string[] {
  const recipes = jobs.flatMap(({ outputs }) => outputs.map(({ recipe }) => recipe))
  const labelled = recipes.flatMap((recipe) => (recipe?.labels === undefined ? [] : [recipe]))
  if (labelled.length === 0) return []
  // Outputs share their recipes, of which there are few.
  const distinct = [...new Set(labelled)]
  const kinds = (['iptc', 'aigc'] as const).filter((kind) =>
    distinct.some(({ labels }) => (labels?.[kind] ?? null) !== null),
  )
  const labelOnly = new Set(distinct.filter(isLabelOnly))
  const pngs = labelled.filter((recipe) => labelOnly.has(recipe)).length
  const which = kinds.map((kind) => kind.toUpperCase()).join(' and ')
  return [
    `${counted(labelled.length, 'file')} of ${recipes.length} with ${which}`,
    ...(pngs === 0
      ? []
      : [
          `${pngs} of them ${pngs === 1 ? 'is' : 'are'} full-size PNG: every pixel of the original, no longer its bytes; originals stay in the store`,
        ]),
  ]
}
