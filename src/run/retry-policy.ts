import type { FailureScope } from '../provider/provider.ts'

/** How often a job was sent in this run, and for what it was refused. */
export interface SendHistory {
  /** Sendings so far, the refused one included. */
  readonly sends: number
  /** Of them, refused as too fast or not sent for want of a connection. */
  readonly throttled: number
  /** Of those, how many came while others of its model were let through: not part of a wave that hits all. */
  readonly singledOut: number
  /** Milliseconds since the job was first sent. */
  readonly elapsed: number
  /** Milliseconds since when none of its model was let through. */
  readonly stalled: number
}

/**
 * Whether a refused job is sent again, and after how many milliseconds at the least; null: no more.
 *
 * The only home of retries of anything that costs money. Too fast is not the job's fault and gets
 * many tries, and any number while nothing of its model gets through; a server's fault gets a few, output
 * moderation exactly one, the rest none.
 */
export function retryDelay(
  scope: FailureScope | 'not-sent',
  history: SendHistory,
  random: () => number,
): number | null {
  if (Math.max(history.elapsed, history.stalled) > longestMs) return null
  const own = history.sends - history.throttled
  switch (scope) {
    case 'throttle':
    case 'not-sent':
      return history.singledOut <= mostThrottled ? 0 : null
    case 'retry':
      return own <= mostFaults ? random() * Math.min(60_000, 1000 * 2 ** own) : null
    case 'retry-once':
      return own <= 1 ? 0 : null
    default:
      return null
  }
}

const longestMs = 30 * 60_000
const mostThrottled = 12
const mostFaults = 4
