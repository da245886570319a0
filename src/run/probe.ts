import type { ListOutcome, Provider } from '../provider/provider.ts'
import type { Clock } from './clock.ts'
import { accountHalt, type Halt, interruptedHalt } from './halts.ts'

/** What the first look at the account showed. */
export type Probe =
  | {
      readonly kind: 'ready'
      /** The server's clock minus ours, milliseconds. */
      readonly clockOffset: number
      readonly simulated: boolean
      /** What is worth saying about it; null: nothing. */
      readonly warning: string | null
    }
  | { readonly kind: 'halt'; readonly halt: Halt }

const mostTries = 4

/**
 * One look at the task list before the first paid request: it finds a wrong key before anything is
 * reserved, warms the connection, and its `Date` gives the clock offset. Costs nothing.
 */
export async function probe(
  provider: Provider,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<Probe> {
  let reason = ''
  for (let tries = 1; tries <= mostTries && !signal.aborted; tries += 1) {
    if (tries > 1) await clock.sleep(500 * 2 ** tries, signal)
    const outcome = await provider.list({ page: 1, pageSize: 1 }, { signal })
    const found = toProbe(outcome)
    if (typeof found !== 'string') return found
    reason = found
  }
  return { kind: 'halt', halt: signal.aborted ? interruptedHalt : unreachable(reason) }
}

/** What an answer says; a string is why it is worth asking again. */
function toProbe(outcome: ListOutcome): Probe | string {
  if (outcome.kind === 'listed') {
    const { clockOffset, simulated } = outcome
    return { kind: 'ready', clockOffset: clockOffset ?? 0, simulated, warning: null }
  }
  if (outcome.kind === 'unanswered') return outcome.reason
  const { code, message, scope } = outcome.failure
  if (scope === 'run') return { kind: 'halt', halt: accountHalt(outcome.failure) }
  if (scope === 'job' || scope === 'model') return withoutList(`${code}: ${message}`)
  return message
}

/** An account that may not list its tasks can still buy images; only lost answers cannot be looked up. */
function withoutList(why: string): Probe {
  const warning = `the task list cannot be read (${why}); answers that get lost will stay unknown`
  return { kind: 'ready', clockOffset: 0, simulated: false, warning }
}

function unreachable(reason: string): Halt {
  return {
    ended: 'unreachable',
    stop: {
      code: 'RUN_UNREACHABLE',
      message: `the API could not be reached: ${reason}; nothing was sent`,
      hint: 'check the network, the proxy (HTTPS_PROXY, NO_PROXY) and DASHSCOPE_HTTP_BASE_URL',
    },
  }
}
