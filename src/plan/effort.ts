/** Steps that planning may take: some ten seconds of work. */
const limit = 1_000_000_000

/** A manifest asks for more work than a plan may be: huge texts times huge matrices. */
export class TooMuchWork extends Error {}

/** Counts the work that a manifest causes, so that none can hang the planner. */
export interface Effort {
  /** @throws {TooMuchWork} when the limit is passed. */
  spend(steps: number): void
}

export function createEffort(): Effort {
  let left = limit
  return {
    spend: (steps) => {
      left -= steps
      if (left < 0) throw new TooMuchWork('the plan takes too many steps')
    },
  }
}
