import type { Io, Signal } from './io.ts'

/** How a run is told to stop: first to finish what is under way, then at once. The reason is the signal's name. */
export interface StopSignals {
  readonly graceful: AbortSignal
  readonly immediate: AbortSignal
}

export interface SignalWatch {
  readonly signals: StopSignals
  /** Resolves with the second signal. */
  readonly second: Promise<Signal>
  close(): void
}

/** Turns the process's signals into abort signals. @param onFirst Called once, when it begins to stop. */
export function watchSignals({ onSignal }: Io, onFirst: (signal: Signal) => void): SignalWatch {
  const graceful = new AbortController()
  const immediate = new AbortController()
  let leave: (signal: Signal) => void = () => undefined
  const second = new Promise<Signal>((resolve) => {
    leave = resolve
  })
  const close = onSignal((signal) => {
    if (!graceful.signal.aborted) {
      graceful.abort(signal)
      onFirst(signal)
      return
    }
    immediate.abort(signal)
    leave(signal)
  })
  return { signals: { graceful: graceful.signal, immediate: immediate.signal }, second, close }
}
