import { setTimeout as delay } from 'node:timers/promises'

/** Time as an argument: the run never asks the system itself. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Milliseconds that only ever grow, for measuring spans; a jump of the system clock does not reach it. */
  monotonic(): number
  /** Resolves after `ms`, or at once when the signal aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Calls back once after `ms`; the returned function calls it off. */
  after(ms: number, callback: () => void): () => void
}

/**
 * The system's clock, or one that runs `speed` times as fast: a simulated run whose server is sped
 * up waits in the server's time.
 */
export function systemClock(speed = 1): Clock {
  const startedAt = Date.now()
  const started = performance.now()
  const monotonic = () => (performance.now() - started) * speed
  return {
    now: () => (speed === 1 ? Date.now() : Math.round(startedAt + monotonic())),
    monotonic,
    sleep: (ms, signal) =>
      delay(Math.max(0, ms / speed), undefined, signal === undefined ? {} : { signal }).catch(
        () => undefined,
      ),
    after: (ms, callback) => {
      const timer = setTimeout(callback, Math.max(0, ms / speed))
      return () => clearTimeout(timer)
    },
  }
}

/** A clock's time as the lockfile writes it: RFC 3339 UTC with milliseconds. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString()
}
