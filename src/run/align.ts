import type { Provider, ProviderFailure } from '../provider/provider.ts'
import type { QueryPacer } from './query-pacer.ts'
import type { ServerClock } from './server-clock.ts'

/**
 * Makes sure that the server's time is known before something is written that later has to be found by
 * it: asks again where the machine's clock was set or the machine slept. One look at the task list, at
 * most one at a time; without an answer the last known time has to do.
 */
export function aligner(parts: {
  readonly clock: ServerClock
  readonly provider: Pick<Provider, 'list'>
  readonly pacer: QueryPacer
  readonly immediate: AbortSignal
  /** Hears of a refusal that is about the account: nothing that follows could succeed. */
  readonly onRefused: (failure: ProviderFailure) => void
}): () => Promise<void> {
  let asking: Promise<void> | null = null
  return async () => {
    if (!parts.clock.isDoubtful) return
    asking ??= ask(parts).finally(() => {
      asking = null
    })
    await asking
  }
}

async function ask({
  clock,
  provider,
  pacer,
  immediate,
  onRefused,
}: Parameters<typeof aligner>[0]): Promise<void> {
  await pacer.turn(immediate)
  const outcome = await provider.list({ page: 1, pageSize: 1 }, { signal: immediate })
  if (outcome.kind === 'listed') clock.align(outcome.clockOffset)
  if (outcome.kind !== 'failed') return
  // An account that may not list its tasks never gave the server's time: the machine's is all there is.
  if (neverLists.has(outcome.failure.scope)) clock.align(null)
  if (outcome.failure.scope === 'run') onRefused(outcome.failure)
}

const neverLists: ReadonlySet<string> = new Set(['job', 'model'])
