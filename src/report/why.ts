import { InternalError } from '../diagnostics/user-error.ts'
import { latestDone } from '../lockfile/attempts.ts'
import type { Attempt, LockState, OutputRecord } from '../lockfile/records.ts'
import type { Plan, PlannedJob, PlannedOutput } from '../plan/plan.ts'
import { recipeHash } from '../plan/recipe-hash.ts'
import type { Request, RequestKey } from '../request/request.ts'
import type { Subject } from './find-subject.ts'
import { type FieldChange, recordedRequest, requestChanges } from './request-changes.ts'

/** What manifest and lockfile say of a file or a request. */
export interface Why {
  readonly subject: Subject
  readonly key: RequestKey
  /** null: the manifest does not ask for this request. */
  readonly job: PlannedJob | null
  /** null: no line of the lockfile holds it any more. */
  readonly request: Request | null
  /** The file asked about; of a request, every file that is or was made from it. */
  readonly files: readonly WhyFile[]
  /** Further files from the same picture, below the output folder. */
  readonly others: readonly string[]
  /** Of this request, by time of reservation. */
  readonly attempts: readonly Attempt[]
  /**
   * Where a file was made from another request than it is wanted from. For one that was never sent nor
   * written: from a request with the same prompt that nothing asks for any more, as where a seed is
   * part of the file name.
   */
  readonly changes: readonly RequestChange[]
}

export interface WhyFile {
  /** Below the output folder. */
  readonly path: string
  /** null: the manifest does not name it. */
  readonly wanted: { readonly output: PlannedOutput; readonly job: PlannedJob } | null
  /** null: it was never written. */
  readonly record: OutputRecord | null
  readonly difference: Difference | null
}

/** How what was written is not what is wanted; of several the first. */
export type Difference =
  /** Another request. */
  | 'request'
  /** Another image of the request. */
  | 'image'
  /** Other settings of the variant. */
  | 'recipe'
  /** An earlier picture of the same request. */
  | 'picture'

export interface RequestChange {
  readonly from: RequestKey
  readonly to: RequestKey
  /** Files that it is about, below the output folder. */
  readonly paths: readonly string[]
  /** null: the lockfile no longer holds the request that they were made from. */
  readonly fields: readonly FieldChange[] | null
}

interface Facts {
  /** The whole plan: nothing selected. */
  readonly plan: Plan
  readonly lock: LockState
}

/** Everything that is known of a file or a request, and what changed since the lockfile was written. */
export function whyOf(subject: Subject, facts: Facts): Why {
  const { plan, lock } = facts
  const wanted = wantedFiles(plan)
  const key = keyOf(subject, wanted, lock)
  const job = plan.jobs.find((each) => each.key === key) ?? null
  const paths = subject.kind === 'output' ? [subject.path] : pathsOf(key, job, lock)
  const files = paths.map((path) => fileOf(path, wanted.get(path) ?? null, lock))
  return {
    subject,
    key,
    job,
    request: job?.request ?? recordedRequest(lock, key),
    files,
    others: (job?.outputs ?? []).map(({ path }) => path).filter((path) => !paths.includes(path)),
    attempts: lock.byKey.get(key) ?? [],
    changes: [...changesOf(files, lock), ...changeFromEarlier(files, job, facts)],
  }
}

type Wanted = NonNullable<WhyFile['wanted']>

function wantedFiles({ jobs }: Plan): ReadonlyMap<string, Wanted> {
  return new Map(
    jobs.flatMap((job) => job.outputs.map((output) => [output.path, { output, job }] as const)),
  )
}

function keyOf(subject: Subject, wanted: ReadonlyMap<string, Wanted>, lock: LockState): RequestKey {
  if (subject.kind === 'request') return subject.key
  const key = wanted.get(subject.path)?.job.key ?? lock.outputs.get(subject.path)?.key
  if (key === undefined) throw new InternalError(`nothing is known of ${subject.path}`)
  return key
}

/** Files that are wanted from a request, and those that were last written from it. */
function pathsOf(key: RequestKey, job: PlannedJob | null, lock: LockState): string[] {
  const wanted = (job?.outputs ?? []).map(({ path }) => path)
  const written = [...lock.outputs.values()].filter((record) => record.key === key)
  return [...new Set([...wanted, ...written.map(({ output }) => output)])]
}

function fileOf(path: string, wanted: Wanted | null, lock: LockState): WhyFile {
  const record = lock.outputs.get(path) ?? null
  const difference = wanted === null || record === null ? null : differenceOf(wanted, record, lock)
  return { path, wanted, record, difference }
}

function differenceOf(
  { output, job }: Wanted,
  record: OutputRecord,
  lock: LockState,
): Difference | null {
  if (record.key !== job.key) return 'request'
  if (record.image !== output.image) return 'image'
  const { recipe } = output
  if (record.recipe !== (recipe === null ? null : recipeHash(recipe))) return 'recipe'
  const original = latestDone(lock, job.key)?.images?.[output.image - 1]?.sha256
  const from = recipe === null ? record.sha256 : record.derived_from
  return original !== undefined && from !== original ? 'picture' : null
}

function changesOf(files: readonly WhyFile[], lock: LockState): RequestChange[] {
  const changes = new Map<string, RequestChange>()
  for (const { path, wanted, record, difference } of files) {
    if (wanted === null || record === null || difference !== 'request') continue
    const [from, to] = [record.key, wanted.job.key]
    const before = changes.get(`${from} ${to}`)
    const old = recordedRequest(lock, from)
    changes.set(`${from} ${to}`, {
      from,
      to,
      paths: [...(before?.paths ?? []), path],
      fields: before?.fields ?? (old === null ? null : requestChanges(old, wanted.job.request)),
    })
  }
  return [...changes.values()]
}

/** What became of a request with the same prompt; only where nothing else tells what changed. */
function changeFromEarlier(
  files: readonly WhyFile[],
  job: PlannedJob | null,
  { plan, lock }: Facts,
): RequestChange[] {
  if (job === null || lock.byKey.has(job.key) || files.some(({ record }) => record !== null)) {
    return []
  }
  const wanted = new Set(plan.jobs.map(({ key }) => key))
  const earlier = [...lock.outputs.values()].flatMap(({ key }) => {
    const request = wanted.has(key) ? null : recordedRequest(lock, key)
    const isLike = request !== null && request.prompt === job.request.prompt
    return isLike ? [{ key, fields: requestChanges(request, job.request) }] : []
  })
  const [nearest] = earlier.sort((a, b) => a.fields.length - b.fields.length)
  if (nearest === undefined) return []
  const { key: from, fields } = nearest
  return [{ from, to: job.key, paths: pathsOf(from, null, lock), fields }]
}
