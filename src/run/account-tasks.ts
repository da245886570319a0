import type { ListOutcome, TaskSummary } from '../provider/provider.ts'
import { allTasks, tasksPerPage } from './all-tasks.ts'
import type { Engine } from './engine.ts'
import { accountHalt } from './halts.ts'

/**
 * The account's tasks of the last 24 h, whole; null where they could not be had, `forbidden` where the
 * account may not list them.
 */
export async function accountTasks(
  engine: Engine,
): Promise<readonly TaskSummary[] | 'forbidden' | null> {
  const outcome = await allTasks((page) => listPage(engine, page))
  if (outcome.kind === 'listed') return outcome.isComplete ? outcome.tasks : null
  if (outcome.kind === 'unanswered') return null
  const { scope } = outcome.failure
  return scope === 'job' || scope === 'model' ? 'forbidden' : null
}

/** One page. Its `Date` tells the server's time anew. */
async function listPage(engine: Engine, page: number): Promise<ListOutcome> {
  const { pacer, provider, immediate, clock } = engine.parts
  await pacer.turn(engine.leaving)
  if (engine.leaving.aborted) return { kind: 'unanswered', reason: 'the run was stopped' }
  const outcome = await provider.list({ page, pageSize: tasksPerPage }, { signal: immediate })
  if (outcome.kind === 'listed') clock.align(outcome.clockOffset)
  if (outcome.kind === 'failed') {
    if (outcome.failure.scope === 'throttle') pacer.refused()
    if (outcome.failure.scope === 'run') engine.halt(accountHalt(outcome.failure))
  }
  return outcome
}
