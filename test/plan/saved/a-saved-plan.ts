import { emptyState, stateOf } from '../../../src/lockfile/fold.ts'
import type { FailedRecord, LockRecord, LockState } from '../../../src/lockfile/records.ts'
import type { Plan, PlannedJob } from '../../../src/plan/plan.ts'
import { savedPlanText, savePlan } from '../../../src/plan/saved/save-plan.ts'
import type { SavedOptions, SavedPlan } from '../../../src/plan/saved/saved-plan.ts'

export const teas = `version: 1
name: teas
defaults: {model: qwen-image-plus, seeds: [1]}
assets:
  poster:
    prompt: "{{tea}} poster"
    matrix: {tea: [oolong, jasmine, mint]}
    size: "1:1"
    output: "{{tea}}.png"
    variants: [{name: thumb, width: 64, format: webp}]
`

/** A plan saved and read from its text again, but for the checks of reading. */
export function saved(
  plan: Plan,
  { lock = emptyState('teas'), options = {} }: { lock?: LockState; options?: SavedOptions } = {},
): SavedPlan {
  const context = {
    engine: 'mintage 0.1.0',
    manifestPath: 'teas.yaml',
    lock: { path: 'teas.lock', digest: null },
    options,
  }
  return JSON.parse(savedPlanText(savePlan(plan, lock, context)))
}

const cost = { amount: '0.030000', currency: 'USD', price_list: '2026-07' } as const
const sha256 = 'ab'.repeat(32)

/** A lockfile after these jobs were bought, in this order, a minute apart. */
export function lockAfter(...records: readonly LockRecord[]): LockState {
  return stateOf('teas', records)
}

export function bought({ key, request }: PlannedJob, attempt: string, minute = 0): LockRecord {
  const images = [{ sha256, bytes: 3, width: 1328, height: 1328 }]
  const at = timeAt(minute)
  return { key, attempt, at, state: 'done', images, request, response: {}, cost }
}

export function failed(
  { key, request }: PlannedJob,
  attempt: string,
  { minute = 0, retriable = false } = {},
): FailedRecord {
  const error = { code: 'X', message: 'no', http_status: 400, request_id: null, retriable }
  return { key, attempt, at: timeAt(minute), state: 'failed', error, request }
}

export function sent({ key, request, mode }: PlannedJob, attempt: string): LockRecord {
  return { key, attempt, at: timeAt(0), state: 'reserved', mode, request, cost }
}

function timeAt(minute: number): string {
  return new Date(Date.UTC(2026, 10, 20, 3, minute)).toISOString()
}

/** A job of a plan by its place. */
export function jobAt({ jobs }: Plan, index: number): PlannedJob {
  const job = jobs[index]
  if (job === undefined) throw new Error(`the plan has no job ${index}`)
  return job
}
