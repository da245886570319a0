/** A time limit on one exchange. */
export interface TimeLimit {
  /** Milliseconds. */
  readonly ms: number
  /** `whole`: for the whole exchange. `silence`: since the last byte. */
  readonly counts: 'whole' | 'silence'
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
export function startDeadline(limit: TimeLimit, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController()
  let reason: string | null = null
  const end = (why: string): void => {
    reason ??= why
    controller.abort(new Error(reason))
  }
  const expire = (): void => end(expired(limit))
  const interrupt = (): void => end('it was interrupted')
  let timer = setTimeout(expire, limit.ms)
  caller?.addEventListener('abort', interrupt, { once: true })
  return {
    signal: controller.signal,
    reason: () => reason,
    touch: () => {
      if (limit.counts === 'silence' && reason === null) {
        clearTimeout(timer)
        timer = setTimeout(expire, limit.ms)
      }
    },
    stop: () => {
      clearTimeout(timer)
      caller?.removeEventListener('abort', interrupt)
    },
  }
}

function expired({ ms, counts }: TimeLimit): string {
  return counts === 'whole'
    ? `no whole answer came within ${ms / 1000} s`
    : `no byte came for ${ms / 1000} s`
}
