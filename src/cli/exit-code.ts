import type { Stop } from '../diagnostics/codes.ts'
import { UserError } from '../diagnostics/user-error.ts'
import type { RunResult } from '../run/events.ts'
import type { Signal } from './io.ts'

/** What an exit code can tell, in terms of money. */
export type ExitReason =
  /** Our own fault. */
  | 'internal'
  | Signal
  /** Another run holds the lock. */
  | 'busy'
  /** Usage or manifest wrong; nothing was sent. */
  | 'usage'
  /** The account said stop, or there is no key. */
  | 'account'
  /** Refused before spending. */
  | 'refused'
  /** Something wanted does not exist as wanted; the rest is kept. */
  | 'incomplete'
  /** `plan --exit-code`: something would be generated. */
  | 'would-generate'

/** Where several apply, the first decides. */
const precedence: readonly (readonly [reason: ExitReason, code: number])[] = [
  ['internal', 3],
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['busy', 6],
  ['usage', 2],
  ['account', 4],
  ['refused', 5],
  ['incomplete', 1],
  ['would-generate', 7],
]

/** The exit code for everything that a command came to; 0 when nothing did. */
export function exitCode(reasons: Iterable<ExitReason>): number {
  const given = new Set(reasons)
  return precedence.find(([reason]) => given.has(reason))?.[1] ?? 0
}

const reasonOfStop: { readonly [stop in Stop]: ExitReason } = {
  usage: 'usage',
  account: 'account',
  refused: 'refused',
  busy: 'busy',
  disk: 'incomplete',
  api: 'incomplete',
}

/** Why a command that threw ends. */
export function reasonOfError(error: unknown): ExitReason {
  return error instanceof UserError ? reasonOfStop[error.stop] : 'internal'
}

const reasonOfEnd: { readonly [end in RunResult['ended']]: ExitReason | null } = {
  complete: null,
  interrupted: 'incomplete',
  account: 'account',
  failures: 'incomplete',
  'stop-after': 'incomplete',
  budget: 'refused',
  disk: 'incomplete',
  unreachable: 'incomplete',
}

/** What a run came to. */
export function reasonsOfResult({ ended, signal, counts, missing }: RunResult): ExitReason[] {
  const end = reasonOfEnd[ended]
  const incomplete = missing.length > 0 || counts.done < counts.total
  return [
    ...(signal === null ? [] : [signal]),
    ...(end === null ? [] : [end]),
    ...(incomplete ? (['incomplete'] as const) : []),
  ]
}
