import type { Clock } from './clock.ts'

/** After a signal, so long synchronous calls in flight are waited for: they will be billed. */
const callGraceMs = 120_000

/**
 * A first signal stops gracefully, and bounds how long calls in flight are waited for; a second one
 * ends all. Returns what leaves both unheeded.
 */
export function heedSignals(
  signals: {
    readonly graceful: AbortSignal
    readonly immediate: AbortSignal
    readonly clock: Pick<Clock, 'after'>
  },
  { stop, out }: { readonly stop: () => void; readonly out: AbortController },
): () => void {
  const { graceful, immediate, clock } = signals
  let callOff = () => {}
  const onGraceful = () => {
    stop()
    callOff = clock.after(callGraceMs, () => out.abort())
  }
  const onImmediate = () => out.abort()
  graceful.addEventListener('abort', onGraceful)
  immediate.addEventListener('abort', onImmediate)
  return () => {
    graceful.removeEventListener('abort', onGraceful)
    immediate.removeEventListener('abort', onImmediate)
    callOff()
  }
}
