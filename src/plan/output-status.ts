import type { Attempt, LockState, OutputRecord } from '../lockfile/records.ts'
import type { RequestKey } from '../request/request.ts'
import type { Output } from './job.ts'
import type { FilesAtHand, OutputStatus } from './plan.ts'
import { recipeHash } from './recipe-hash.ts'

/** What the status of a wanted file depends on. */
export interface OutputContext {
  readonly key: RequestKey
  /** The attempt whose picture it shows; null when none is done yet. */
  readonly done: Attempt | null
  readonly lock: LockState
  readonly files: FilesAtHand
  readonly overwrite: boolean
}

/** How one wanted file stands; files decide only between keep, restore, changed and absent. */
export function outputStatus(output: Output, context: OutputContext): OutputStatus {
  const { done, files } = context
  if (done !== null && done.images?.[output.image - 1] == null) return 'missing-image'
  const file = files.outputs.get(output.path)
  const record = context.lock.outputs.get(output.path)
  if (file === undefined) return writable(output, context)
  if (isWanted(output, context, record) && file === record?.sha256) return 'at-hand'
  if (isOurs(file, record) || context.overwrite || isOriginal(file, output, done)) {
    return writable(output, context)
  }
  return record === undefined ? 'unexplained' : 'changed'
}

/** A file still to be written can be, when its picture is at hand or yet to come. */
function writable(output: Output, { done, files }: OutputContext): OutputStatus {
  if (done === null) return 'to-write'
  const original = done.images?.[output.image - 1]?.sha256
  return original !== undefined && files.originals.has(original) ? 'to-write' : 'absent'
}

/** The record tells of this very picture, made by this very recipe. */
function isWanted(
  output: Output,
  { key, done }: OutputContext,
  record: OutputRecord | undefined,
): boolean {
  if (record === undefined || done === null) return false
  if (record.key !== key || record.image !== output.image) return false
  const original = done.images?.[output.image - 1]?.sha256
  if (output.recipe === null) return record.recipe === null && record.sha256 === original
  return record.recipe === recipeHash(output.recipe) && record.derived_from === original
}

/** Bytes that we wrote: as recorded, or those that an unfinished write was to replace. */
function isOurs(file: string, record: OutputRecord | undefined): boolean {
  return record !== undefined && (file === record.sha256 || file === record.replaces)
}

/** The paid original itself, whatever brought it there. */
function isOriginal(file: string, output: Output, done: Attempt | null): boolean {
  return output.recipe === null && file === done?.images?.[output.image - 1]?.sha256
}
