import { formatMicros, parseMicros } from '../../catalog/money.ts'
import { UserError } from '../../diagnostics/user-error.ts'
import { isObject } from '../../lockfile/checks.ts'
import { requestKey } from '../../request/key.ts'
import type { Request } from '../../request/request.ts'
import { costing } from '../estimate.ts'
import { type SavedJob, type SavedPlan, savedPlanVersion } from './saved-plan.ts'
import { savedPlanShape } from './saved-shape.ts'

/** Whether a JSON value says that it is a saved plan, of whatever version. */
export function isSavedPlan(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && Object.hasOwn(value, 'saved_plan')
}

/**
 * Reads a saved plan as input from a stranger: its form, its keys and its sums are checked, and
 * nothing in it is carried out.
 *
 * @param file the path as messages show it.
 * @throws {UserError} PLAN_FILE_VERSION, PLAN_FILE_DAMAGED (usage)
 */
export function readSavedPlan(value: unknown, file: string): SavedPlan {
  if (!isSavedPlan(value)) throw damaged(file, 'it has no `saved_plan`')
  if (value['saved_plan'] !== savedPlanVersion) throw otherVersion(file, value['saved_plan'])
  const fault = savedPlanShape(value)
  if (fault !== null) throw damaged(file, fault.slice(1))
  const saved = value as unknown as SavedPlan
  const wrong = wrongKey(saved.jobs) ?? wrongSum(saved)
  if (wrong !== null) throw damaged(file, wrong)
  return saved
}

/** The text of keys decides what is compared, so each has to be that of its request, once. */
function wrongKey(jobs: readonly SavedJob[]): string | null {
  const seen = new Set<string>()
  for (const [index, { key, request }] of jobs.entries()) {
    if (keyOf(request) !== key) return `jobs[${index}].key is not that of its request`
    if (seen.has(key)) return `jobs[${index}].key stands there twice`
    seen.add(key)
  }
  return null
}

/** null where a text holds half of a surrogate pair, and so has no key. */
function keyOf(request: Request): string | null {
  try {
    return requestKey(request)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** A reviewer reads the sum: it has to be that of the jobs, and theirs that of the prices. */
function wrongSum({ jobs, prices, estimate }: SavedPlan): string | null {
  const units = new Map(prices.map(({ model, amount }) => [model, parseMicros(amount)]))
  if (prices.some(({ currency }) => currency !== estimate.currency)) {
    return 'its prices are in several currencies'
  }
  let [images, sum] = [0, 0]
  for (const [index, { action, request, cost }] of jobs.entries()) {
    const unit = units.get(request.model)
    if (unit == null) return `prices has none for ${request.model}`
    const isPaid = costing.has(action)
    const paid = isPaid ? unit * request.n : 0
    if (formatMicros(paid) !== cost) return `jobs[${index}].cost is not ${formatMicros(paid)}`
    images += isPaid ? request.n : 0
    sum += paid
  }
  if (images !== estimate.images) return `its jobs add up to ${images} images`
  return formatMicros(sum) === estimate.cost ? null : `its jobs add up to ${formatMicros(sum)}`
}

function damaged(file: string, why: string): UserError {
  return new UserError('PLAN_FILE_DAMAGED', `${file} is no sound saved plan: ${why}`, {
    hint: 'save the plan again with `mintage plan --out`',
  })
}

function otherVersion(file: string, version: unknown): UserError {
  const shown = JSON.stringify(version)?.slice(0, 40)
  return new UserError(
    'PLAN_FILE_VERSION',
    `${file} is a saved plan of version ${shown}, and this Mintage reads version ${savedPlanVersion}`,
    { hint: 'save the plan again with the Mintage that runs it' },
  )
}
