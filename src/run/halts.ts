import type { ProviderFailure } from '../provider/provider.ts'
import type { DiskRefused } from './disk-refused.ts'
import type { RunResult } from './events.ts'

/** Why a run stopped early. */
export type Halt = Pick<RunResult, 'ended' | 'stop'>

/** The account said stop, in the API's own words. */
export function accountHalt({
  code,
  message,
  hint,
}: Pick<ProviderFailure, 'code' | 'message' | 'hint'>): Halt {
  return { ended: 'account', stop: { code, message, hint } }
}

/** The disk refused: nothing more may be sent. */
export function diskHalt({ message }: DiskRefused): Halt {
  const hint = 'make room or mend the permissions, then run again: what was paid for is picked up'
  return { ended: 'disk', stop: { code: 'RUN_DISK', message, hint } }
}

export const interruptedHalt: Halt = { ended: 'interrupted', stop: null }

export const outageHalt: Halt = {
  ended: 'unreachable',
  stop: {
    code: 'RUN_UNREACHABLE',
    message: 'no connection to the API could be made for 15 minutes',
    hint: 'check the network, then run again: it continues from the lockfile',
  },
}

export const throttledHalt: Halt = {
  ended: 'unreachable',
  stop: {
    code: 'RUN_THROTTLED',
    message: 'the API has refused every request as too fast for 30 minutes',
    hint: 'something else may use up the limits of this account: run again later, it continues from the lockfile',
  },
}

export const budgetHalt: Halt = {
  ended: 'budget',
  stop: {
    code: 'RUN_BUDGET',
    message: 'the next image would pass the budget',
    hint: 'raise `budget:` in the manifest or the cap of this call, or leave it at what is there',
  },
}

const leaving: ReadonlySet<RunResult['ended']> = new Set([
  'interrupted',
  'account',
  'disk',
  'unreachable',
])

/** Whether what runs on the server is left to a later run; otherwise it is waited for. */
export function leavesTasks({ ended }: Halt): boolean {
  return leaving.has(ended)
}
