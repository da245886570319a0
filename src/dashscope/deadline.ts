/** A time limit on one exchange. */
export interface TimeLimit {
  /** Milliseconds. */
  readonly ms: number
  /** `whole`: for the whole exchange. `silence`: since the last byte. */
  readonly counts: 'whole' | 'silence'
}

/** Calls back once after `ms`; the returned function calls it off. */
export type After = (ms: number, callback: () => void) => () => void

/** The system's timers. */
const systemAfter: After = (ms, callback) => {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}

/** Ends one exchange: when its time is up, or when the caller says so. */
export interface Deadline {
  readonly signal: AbortSignal
  /** Why it ended, in words; null while it has not. */
  readonly reason: () => string | null
  /** A byte has come. */
  readonly touch: () => void
  readonly stop: () => void
}

/** Starts the clock. `stop` must be called, or the caller's signal keeps a listener. */
export function startDeadline(
  limit: TimeLimit,
  caller: AbortSignal | undefined,
  after: After = systemAfter,
): Deadline {
  const controller = new AbortController()
  let reason: string | null = null
  const end = (why: string): void => {
    reason ??= why
    controller.abort(new Error(reason))
  }
  const expire = (): void => end(expired(limit))
  const interrupt = (): void => end('it was interrupted')
  let callOff = after(limit.ms, expire)
  caller?.addEventListener('abort', interrupt, { once: true })
  return {
    signal: controller.signal,
    reason: () => reason,
    touch: () => {
      if (limit.counts === 'silence' && reason === null) {
        callOff()
        callOff = after(limit.ms, expire)
      }
    },
    stop: () => {
      callOff()
      caller?.removeEventListener('abort', interrupt)
    },
  }
}

function expired({ ms, counts }: TimeLimit): string {
  return counts === 'whole'
    ? `no whole answer came within ${ms / 1000} s`
    : `no byte came for ${ms / 1000} s`
}
