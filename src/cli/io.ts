import type { Readable, Writable } from 'node:stream'

/** An output stream; a terminal where `isTTY` says so, with its size in columns and rows. */
export type Sink = Writable & {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly rows?: number
}

export type Signal = 'SIGINT' | 'SIGTERM'

export type Env = Readonly<Record<string, string | undefined>>

/** Everything of the process that the command line uses. Only `main.ts` has the real ones. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: Sink
  readonly stderr: Sink
  readonly env: Env
  readonly cwd: string
  /** The machine, for reports of defects: `Node v20.20.2, linux x64`. */
  readonly system: string
  /** The user's home folder; null where there is none. */
  readonly home: string | null
  /** Epoch milliseconds. */
  readonly now: () => number
  /** The machine's time zone, as `Intl` names it: `Asia/Shanghai`. */
  readonly timeZone: () => string
  /** Calls back with each signal until the returned function is called. */
  readonly onSignal: (listener: (signal: Signal) => void) => () => void
}
