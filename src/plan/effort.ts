/** Steps that planning may take: some twenty seconds of work. */
const most = 1_000_000_000

/** A manifest asks for more work than a plan may be: huge texts times huge matrices. */
export class TooMuchWork extends Error {}

/** Counts the work that a manifest causes, so that none can hang the planner. */
export interface Effort {
  /** @throws {TooMuchWork} when the limit is passed. */
  spend(steps: number): void
}

/** @param limit in steps, about one character of text each */
export function createEffort(limit = most): Effort {
  let left = limit
  return {
    spend: (steps) => {
      left -= steps
      if (left < 0) throw new TooMuchWork('the plan takes too many steps')
    },
  }
}
