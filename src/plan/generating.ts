import type { Action, Plan, PlannedJob } from './plan.ts'

/** Actions that end in a picture of the API's, bought now or before: what a frozen run refuses. */
export const generating: ReadonlySet<Action> = new Set([
  'create',
  'retry',
  'regenerate',
  'resume',
  'resolve',
])

/** The jobs of a plan that a run needs the API, and so a key, for. */
export function jobsToGenerate({ jobs }: Pick<Plan, 'jobs'>): readonly PlannedJob[] {
  return jobs.filter(({ action }) => generating.has(action))
}
