import type { Ledger } from '../src/simulator/ledger.ts'

/**
 * Milliseconds that a perfect list scheduler takes over these durations: each starts in its turn, the
 * moment that a slot is free.
 */
export function perfectMakespan(durations: readonly number[], slots: number): number {
  const free = Array.from({ length: slots }, () => 0)
  for (const duration of durations) {
    const first = free.indexOf(Math.min(...free))
    free[first] = (free[first] ?? 0) + duration
  }
  return Math.max(...free)
}

/** What the server saw of a run: milliseconds from the arrival of its first submit to the end of its last task. */
export function makespanAt({ requests }: Ledger): number {
  const begin = Math.min(...requests.map(({ submittedAt }) => submittedAt))
  return Math.max(...requests.map(endOf)) - begin
}

/** Milliseconds that each task or call ran, in the order of their submits. */
export function durationsAt({ requests }: Ledger): readonly number[] {
  return requests.map((request) => endOf(request) - (request.startedAt ?? Number.NaN))
}

/** Milliseconds from each submit's arrival to its task's end. */
export function slotTimesAt({ requests }: Ledger): readonly number[] {
  return requests.map((request) => endOf(request) - request.submittedAt)
}

function endOf({ id, endedAt }: Ledger['requests'][number]): number {
  if (endedAt === null) throw new Error(`${id} did not end: there is nothing to measure`)
  return endedAt
}
