import { formatMicros } from '../catalog/money.ts'
import type { Attempt, OutputRecord } from '../lockfile/records.ts'
import type { Plan, PlannedJob } from '../plan/plan.ts'
import type { Request } from '../request/request.ts'
import type { StatusContext } from './status-json.ts'
import type { RequestChange, Why, WhyFile } from './why.ts'

/** `why --json`; the form is `schemas/why.schema.json`. Paths are relative to the manifest's folder. */
export function whyJson(why: Why, plan: Plan, { engine, manifestPath, lock }: StatusContext) {
  const { subject, key, job, request, files, others, attempts, changes } = why
  const below = (path: string) => `${plan.manifest.outputDir}/${path}`
  return {
    why: 1,
    engine,
    manifest: { path: manifestPath, name: plan.manifest.name },
    lock,
    subject: subject.kind === 'output' ? { ...subject, path: below(subject.path) } : subject,
    key,
    job: job === null ? null : jobJson(job),
    request: request === null ? null : requestJson(request),
    files: files.map((file) => ({ path: below(file.path), ...fileJson(file) })),
    others: others.map(below),
    attempts: attempts.map(attemptJson),
    changes: changes.map((change) => ({
      ...changeJson(change),
      files: change.paths.map(below),
    })),
  } as const
}

function jobJson({ action, reason, asset, mode, cost }: PlannedJob) {
  return { action, reason, asset, mode, cost: formatMicros(cost) }
}

/** In a fixed order of keys. */
function requestJson(request: Request): Request {
  const { model, prompt, negative_prompt, size, n, seed, prompt_extend, watermark } = request
  return { model, prompt, negative_prompt, size, n, seed, prompt_extend, watermark }
}

function fileJson({ wanted, record, difference }: WhyFile) {
  return {
    wanted: wanted === null ? null : wantedJson(wanted),
    record: record === null ? null : recordJson(record),
    difference,
  }
}

function wantedJson({ output, job }: NonNullable<WhyFile['wanted']>) {
  const { asset, variant, image, recipe, variables, template, status } = output
  return { key: job.key, asset, variant, image, recipe, variables, template, status }
}

function recordJson(record: OutputRecord) {
  const { key, image, recipe, sha256, bytes, width, height, format } = record
  return {
    key,
    image,
    recipe,
    sha256,
    bytes,
    width,
    height,
    format,
    derived_from: record.derived_from ?? null,
    at: record.at ?? null,
  }
}

/** Without the URLs of pictures: these stand in the lockfile alone. */
function attemptJson(attempt: Attempt) {
  const { id, state, at, reservedAt, mode, cost, taskId, requestId } = attempt
  const { images, error, warning, response } = attempt
  return {
    id,
    state,
    at,
    reserved_at: reservedAt,
    mode,
    cost,
    task_id: taskId,
    request_id: requestId,
    images,
    error,
    warning,
    response,
  }
}

function changeJson({ from, to, fields }: RequestChange) {
  return { from, to, fields }
}
