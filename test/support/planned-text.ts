import { emptyState } from '../../src/lockfile/fold.ts'
import type { LockState } from '../../src/lockfile/records.ts'
import { createPlan, defaultPlanOptions, type PlanOptions } from '../../src/plan/create-plan.ts'
import { expand } from '../../src/plan/expand.ts'
import type { FilesAtHand, Plan } from '../../src/plan/plan.ts'
import type { SavedPlan } from '../../src/plan/saved/saved-plan.ts'
import { soundText } from './load-text.ts'

/** The plan of a manifest's text, made as the program makes it. */
export async function plannedText(
  text: string,
  facts: {
    lock?: LockState
    files?: FilesAtHand
    options?: Partial<PlanOptions>
    saved?: SavedPlan
  } = {},
): Promise<Plan> {
  const manifest = await soundText(text)
  const { lock = emptyState(manifest.name), options = {}, saved } = facts
  return createPlan({
    manifest,
    expansion: expand(manifest),
    baseJobs: null,
    findings: [],
    lock,
    files: facts.files ?? { outputs: new Map(), originals: new Set() },
    options: { ...defaultPlanOptions, ...options },
    ...(saved === undefined ? {} : { saved }),
  })
}
