import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { UserError } from '../../diagnostics/user-error.ts'
import type { Plan } from '../plan.ts'
import type { SavedPlan } from './saved-plan.ts'
import { whatMoved } from './what-moved.ts'

/**
 * Makes sure that a plan is the one that was saved, or what is left of it.
 *
 * @throws {UserError} PLAN_STALE (refused), saying what moved.
 */
export function refuseStale(saved: SavedPlan, plan: Plan): void {
  const moved = whatMoved(saved, plan)
  if (moved.length === 0) return
  throw new UserError('PLAN_STALE', 'the saved plan is no longer what a run would do', {
    stop: 'refused',
    hint: 'look at what moved, and save the plan again with `mintage plan --out`',
    diagnostics: moved.map(toDiagnostic),
  })
}

function toDiagnostic(message: string): Diagnostic {
  return { code: 'PLAN_MOVED', severity: 'error', message, span: null }
}
