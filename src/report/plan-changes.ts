import type { LockState } from '../lockfile/records.ts'
import type { Plan, PlannedJob, PlannedOutput } from '../plan/plan.ts'
import { recipeHash } from '../plan/recipe-hash.ts'
import type { Request } from '../request/request.ts'
import {
  type FieldChange,
  recordedRequest,
  requestChanges,
  requestFields,
} from './request-changes.ts'

/** Files that were made from something else than they are wanted from, and differ from it alike. */
export interface PlanChange {
  readonly asset: string
  /** Below the output folder, in manifest order. */
  readonly paths: readonly string[]
  readonly what: /** Another request: the fields in which the first file's differs. */
    | { readonly kind: 'request'; readonly fields: readonly FieldChange[] }
    /** Another request, and no line of the lockfile holds the earlier one. */
    | { readonly kind: 'forgotten' }
    /** Another size, crop, format, quality or overlay of the file, from the same picture. */
    | { readonly kind: 'recipe' }
}

/**
 * What changed in the manifest since the files that the lockfile records were made.
 *
 * Files of one asset are one change where their requests differ in the same fields, and in those that
 * are no texts by the same values. Only the first file's texts are compared word by word, so that the
 * work does not grow with the set.
 */
export function planChanges(plan: Plan, lock: LockState): PlanChange[] {
  const groups = new Map<string, { asset: string; paths: string[]; what: Difference['what'] }>()
  if (lock.outputs.size === 0) return []
  for (const job of plan.jobs) {
    for (const output of job.outputs) {
      const found = differenceOf(output, job, lock)
      if (found === null) continue
      const { asset, path } = output
      const name = JSON.stringify([asset, found.likeness])
      const group = groups.get(name)
      if (group === undefined) groups.set(name, { asset, paths: [path], what: found.what })
      else group.paths.push(path)
    }
  }
  return [...groups.values()].map((group) => ({ ...group, what: group.what() }))
}

interface Difference {
  /** Files whose differences have the same likeness are one change. */
  readonly likeness: string
  readonly what: () => PlanChange['what']
}

function differenceOf(output: PlannedOutput, job: PlannedJob, lock: LockState): Difference | null {
  const record = lock.outputs.get(output.path)
  if (record === undefined) return null
  if (record.key === job.key) {
    const recipe = output.recipe === null ? null : recipeHash(output.recipe)
    return record.recipe === recipe
      ? null
      : { likeness: 'recipe', what: () => ({ kind: 'recipe' }) }
  }
  const from = recordedRequest(lock, record.key)
  if (from === null) return { likeness: 'forgotten', what: () => ({ kind: 'forgotten' }) }
  const what = () => ({ kind: 'request', fields: requestChanges(from, job.request) }) as const
  return { likeness: likenessOf(from, job.request), what }
}

function likenessOf(from: Request, to: Request): string {
  return JSON.stringify(
    requestFields
      .filter((field) => from[field] !== to[field])
      .map((field) =>
        field === 'prompt' || field === 'negative_prompt' ? field : [field, from[field], to[field]],
      ),
  )
}
