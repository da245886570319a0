import type { Micros } from '../../catalog/money.ts'
import type { Counts, RunEvent, Spend } from '../../run/events.ts'

/** What a reporter knows of a run so far. Times are epoch milliseconds by the reader's clock. */
export interface Progress {
  readonly name: string
  readonly simulated: boolean
  readonly startedAt: number | null
  /** Seconds that the plan expects; null where it says nothing about the reader's clock. */
  readonly expected: number | null
  readonly counts: Counts
  readonly spend: Spend
  /** When each picture of the last minute came. */
  readonly arrivals: readonly number[]
  /** Requests whose outcome is being asked about, by key. */
  readonly doubts: ReadonlyMap<string, { readonly asset: string; readonly cost: Micros }>
  /** Keys of requests that were refused and wait to be sent again. */
  readonly retries: ReadonlySet<string>
}

export const noProgress: Progress = {
  name: '',
  simulated: false,
  startedAt: null,
  expected: null,
  counts: { total: 0, waiting: 0, running: 0, unknown: 0, failed: 0, done: 0 },
  spend: { currency: 'USD', spent: 0, open: 0 },
  arrivals: [],
  doubts: new Map(),
  retries: new Set(),
}

/** Milliseconds over which the rate is taken. */
const rateWindow = 60_000

/** The progress after one more event. */
export function advance(progress: Progress, event: RunEvent, now: number): Progress {
  const told =
    'counts' in event ? { ...progress, counts: event.counts, spend: event.spend } : progress
  const next = { ...told, retries: retriesAfter(progress.retries, event) }
  switch (event.type) {
    case 'start':
      return {
        ...next,
        name: event.name,
        simulated: event.simulated,
        startedAt: now,
        // A simulated run may be sped up, so its plan's seconds are not the reader's.
        expected: event.simulated ? null : event.seconds,
      }
    case 'image': {
      const came = Array.from({ length: event.images }, () => now)
      const arrivals = [...next.arrivals, ...came].filter((at) => at > now - rateWindow)
      return { ...next, arrivals, doubts: without(next.doubts, event.key) }
    }
    case 'unknown':
      return { ...next, doubts: doubtsAfter(next.doubts, event) }
    case 'failed':
    case 'job':
      return { ...next, doubts: without(next.doubts, event.key) }
    case 'end':
      return { ...next, counts: event.result.counts, spend: event.result.spend, doubts: new Map() }
    case 'warning':
      return next
  }
}

/** Pictures a minute over the last one; null before the first two came. */
export function imagesPerMinute({ startedAt, arrivals }: Progress, now: number): number | null {
  if (startedAt === null || arrivals.length < 2) return null
  const span = Math.max(1000, Math.min(rateWindow, now - startedAt))
  const recent = arrivals.filter((at) => at > now - rateWindow).length
  return (recent * 60_000) / span
}

/** Seconds until everything is done, as far as can be told. */
export function secondsLeft(progress: Progress, now: number): number | null {
  const { counts, startedAt, expected } = progress
  const left = counts.waiting + counts.running
  if (left === 0) return null
  const rate = imagesPerMinute(progress, now)
  if (rate !== null && rate > 0) return (left / rate) * 60
  if (expected === null || startedAt === null) return null
  return Math.max(0, expected - (now - startedAt) / 1000)
}

/** A request waits to be sent again until something else is told of it. */
function retriesAfter(retries: Progress['retries'], event: RunEvent): Progress['retries'] {
  if (event.type === 'end') return noProgress.retries
  if (!('key' in event)) return retries
  if (event.type === 'job' && event.state === 'retrying') return new Set(retries).add(event.key)
  return retries.has(event.key) ? new Set([...retries].filter((key) => key !== event.key)) : retries
}

type Doubts = Progress['doubts']

function doubtsAfter(doubts: Doubts, event: Extract<RunEvent, { type: 'unknown' }>): Doubts {
  if (!event.waiting) return without(doubts, event.key)
  return new Map(doubts).set(event.key, { asset: event.asset, cost: event.cost })
}

function without(doubts: Doubts, key: string): Doubts {
  if (!doubts.has(key)) return doubts
  const rest = new Map(doubts)
  rest.delete(key)
  return rest
}
