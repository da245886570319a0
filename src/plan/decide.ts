import { isExpired } from '../lockfile/attempts.ts'
import type { Attempt, LockState } from '../lockfile/records.ts'
import { generating } from './generating.ts'
import type { Job, Output } from './job.ts'
import { outputStatus } from './output-status.ts'
import type { Action, FilesAtHand, OutputStatus, PlannedOutput } from './plan.ts'

/** What the user asked for beyond the manifest. */
export interface Wishes {
  readonly regenerate: boolean
  readonly retryFailed: boolean
  readonly overwrite: boolean
}

export interface Decision {
  readonly action: Action
  /** Why, in words. */
  readonly reason: string
  readonly outputs: readonly PlannedOutput[]
}

/**
 * What a run would do about a job, from the lockfile and the files at hand alone: no clock, no network.
 *
 * The lockfile decides what costs money; files only choose between keep, restore, changed and absent.
 */
export function decide(
  job: Job,
  wishes: Wishes,
  facts: { lock: LockState; files: FilesAtHand },
): Decision {
  const attempts = facts.lock.byKey.get(job.key) ?? []
  const done = latest(attempts, (attempt) => attempt.state === 'done')
  const after =
    done === null ? attempts : attempts.filter((attempt) => begun(attempt) > begun(done))
  const chosen = decideFromLock(after, done, { wishes, isPartial: isPartial(job, done) })
  // Until an outcome in doubt is found out, the picture that is there stands.
  const willBeMade = chosen !== null && generating.has(chosen.action) && chosen.action !== 'resolve'
  const context = {
    lock: facts.lock,
    files: facts.files,
    key: job.key,
    done: willBeMade ? null : done,
    overwrite: wishes.overwrite,
  }
  const outputs = job.outputs.map((output) => planned(output, outputStatus(output, context)))
  const { action, reason } = chosen ?? decideFromFiles(outputs)
  return { action, reason, outputs }
}

/** Field by field: V8 gives each object that is spread and then added to a hidden class of its own. */
function planned(output: Output, status: OutputStatus): PlannedOutput {
  const { path, image, asset, variables, captions, variant, recipe, template } = output
  return { path, image, asset, variables, captions, variant, recipe, template, status }
}

/** The latest attempt of a kind: by the time it was reserved, so that replay order does not matter. */
function latest(attempts: readonly Attempt[], of: (attempt: Attempt) => boolean): Attempt | null {
  let found: Attempt | null = null
  for (const attempt of attempts) {
    if (of(attempt) && (found === null || begun(attempt) >= begun(found))) found = attempt
  }
  return found
}

/** When an attempt was reserved, RFC 3339; a line that lost that time counts from its own. */
function begun(attempt: Attempt): string {
  return attempt.reservedAt ?? attempt.at
}

/** Whether a wanted image of a request for several is one that failed. */
function isPartial({ outputs }: Job, done: Attempt | null): boolean {
  return done !== null && outputs.some(({ image }) => done.images?.[image - 1] == null)
}

type Choice = Pick<Decision, 'action' | 'reason'>

/** What attempts after the latest picture ask for; null: the picture stands, and files decide. */
function decideFromLock(
  after: readonly Attempt[],
  done: Attempt | null,
  { wishes, isPartial }: { readonly wishes: Wishes; readonly isPartial: boolean },
): Choice | null {
  const open = decideOpen(after)
  if (open !== null) return open
  if (done !== null) {
    if (wishes.regenerate) {
      return { action: 'regenerate', reason: 'asked for; the picture it has is replaced' }
    }
    return wishes.retryFailed && isPartial
      ? { action: 'regenerate', reason: 'asked for; some of its images failed before' }
      : null
  }
  const failed = latest(after, (attempt) => attempt.state === 'failed')
  if (failed === null) return { action: 'create', reason: 'not in the lockfile' }
  return decideFailed(failed, wishes)
}

/** An attempt that may have been paid goes before everything else. */
function decideOpen(after: readonly Attempt[]): Choice | null {
  const task = latest(after, ({ state }) => state === 'submitted')
  const urls = latest(after, ({ state }) => state === 'generated')
  if (urls !== null) return { action: 'resume', reason: 'generated, but not downloaded' }
  if (task !== null) return { action: 'resume', reason: `submitted as task ${task.taskId}` }
  const reserved = latest(after, ({ state }) => state === 'reserved')
  if (reserved !== null) {
    return {
      action: 'resolve',
      reason: `sent at ${begun(reserved)}, and the answer was never seen`,
    }
  }
  if (after.some(isExpired)) {
    return { action: 'resolve', reason: 'it may have been paid, and its picture has expired' }
  }
  return null
}

function decideFailed(failed: Attempt, wishes: Wishes): Choice {
  const why = `${failed.error?.code ?? 'failed'}: ${failed.error?.message ?? 'no message'}`
  if (failed.error?.retriable === true) return { action: 'retry', reason: `failed before (${why})` }
  if (wishes.retryFailed || wishes.regenerate) {
    return { action: 'retry', reason: `asked for; it failed for good before (${why})` }
  }
  return { action: 'blocked', reason: `failed for good (${why}); --retry-failed sends it again` }
}

/** In this order: what needs a person comes before what a run mends by itself. */
const byFiles: readonly [
  OutputStatus,
  Action,
  string | ((outputs: readonly PlannedOutput[]) => string),
][] = [
  ['absent', 'absent', 'paid for, but neither the file nor its original is here'],
  ['changed', 'changed', 'a file is not the one that was written; it is left alone'],
  ['unexplained', 'changed', 'a file that no record explains stands in its place'],
  ['missing-image', 'blocked', missingReason],
  ['to-write', 'restore', 'made again from the original, for free'],
]

function decideFromFiles(outputs: readonly PlannedOutput[]): Choice {
  for (const [status, action, reason] of byFiles) {
    const these = outputs.filter((output) => output.status === status)
    if (these.length === 0) continue
    return { action, reason: typeof reason === 'string' ? reason : reason(these) }
  }
  return { action: 'keep', reason: 'done' }
}

/** A request is sent whole or not at all: what is missing of it cannot be asked for alone. */
function missingReason(outputs: readonly PlannedOutput[]): string {
  const images = [...new Set(outputs.map(({ image }) => image))].sort((a, b) => a - b)
  const which = `image${images.length === 1 ? '' : 's'} ${images.join(', ')}`
  return `${which} of the request never came; --regenerate buys all of them anew`
}
