import { basename } from 'node:path'
import { type Currency, formatMicros, type Micros, parseMicros } from '../catalog/money.ts'
import { latestDone } from '../lockfile/attempts.ts'
import type { Attempt, Cost, LockState, OutputRecord, ResponseFacts } from '../lockfile/records.ts'
import type { Job, Output } from '../plan/job.ts'
import { recipeHash } from '../plan/recipe-hash.ts'
import type { Request } from '../request/request.ts'
import type { ImageProvenance, Provenance, RewrittenUnavailable } from './provenance.ts'

/** What of a manifest the provenance names. */
export interface ManifestFacts {
  readonly name: string
  /** Its file; only the last part is written down. */
  readonly path: string
  readonly digest: string
}

/**
 * Where each image comes from: a function of plan and lockfile alone, so that running again with
 * nothing to do changes no byte.
 *
 * Tells of files that were written, as the manifest wants them now: an output that another recipe
 * or another picture made, or none yet, is left out.
 *
 * @param facts.state what counts for this run: simulated attempts only where they do.
 */
export function buildProvenance(
  manifest: ManifestFacts,
  facts: { jobs: readonly Job[]; state: LockState; generator: string },
): Provenance {
  const { jobs, state, generator } = facts
  const described = new Map<string, ImageProvenance>()
  const paid = new Map<string, Cost>()
  for (const job of jobs) {
    const done = latestDone(state, job.key)
    const entries = done === null ? [] : describeJob(job, done, state)
    for (const [path, image] of entries) described.set(path, image)
    if (entries.length > 0 && done?.cost != null) paid.set(job.key, done.cost)
  }
  const images = [...described].sort(([a], [b]) => (a < b ? -1 : 1))
  const jobCount = new Set(images.map(([, image]) => image.request_key)).size
  return {
    provenance: 1,
    generator,
    name: manifest.name,
    manifest: { path: basename(manifest.path), digest: manifest.digest },
    totals: { files: images.length, jobs: jobCount, cost: totalCost([...paid.values()]) },
    images: Object.fromEntries(images),
  }
}

function describeJob(job: Job, done: Attempt, state: LockState): [string, ImageProvenance][] {
  return job.outputs.flatMap((output): [string, ImageProvenance][] => {
    const original = done.images?.[output.image - 1]?.sha256
    const record = state.outputs.get(output.path)
    if (original === undefined || record === undefined) return []
    if (!isWritten({ job, output, original }, record)) return []
    return [[output.path, describe({ job, output, done, original, record })]]
  })
}

/** Whether a line tells of this very picture, made by this very recipe. */
function isWritten(
  { job, output, original }: { job: Job; output: Output; original: string },
  record: OutputRecord,
): boolean {
  if (record.key !== job.key || record.image !== output.image) return false
  if (output.recipe === null) return record.recipe === null && record.sha256 === original
  return record.recipe === recipeHash(output.recipe) && record.derived_from === original
}

function describe(parts: {
  job: Job
  output: Output
  done: Attempt
  original: string
  record: OutputRecord
}): ImageProvenance {
  const { job, output, done, original, record } = parts
  return {
    sha256: record.sha256,
    bytes: record.bytes,
    width: record.width,
    height: record.height,
    format: record.format,
    asset: output.asset,
    variables: output.variables,
    variant: output.variant,
    derived_from: original,
    prompt: describePrompt(job, output, done),
    request: inOrder(job.request),
    request_key: job.key,
    response: describeResponse(done.response ?? {}, done),
    cost: costOfOne(done),
    simulated: done.response?.simulated === true,
    ...(done.warning === null ? {} : { warning: done.warning }),
  }
}

/** As a line of the lockfile has it. */
function inOrder(request: Request): Request {
  const { model, prompt, negative_prompt, size, n, seed, prompt_extend, watermark } = request
  return { model, prompt, negative_prompt, size, n, seed, prompt_extend, watermark }
}

function describePrompt(
  { request }: Job,
  { template }: Output,
  done: Attempt,
): ImageProvenance['prompt'] {
  const rewritten = done.response?.actual_prompt ?? null
  const unavailable = rewritten === null ? whyNotRewritten(request.prompt_extend, done) : null
  return {
    template,
    rendered: request.prompt,
    rewritten,
    rewritten_unavailable: unavailable,
  }
}

/** Only the older asynchronous protocol gives the rewritten prompt back (facts 2.3). */
export function whyNotRewritten(isExtended: boolean, done: Attempt): RewrittenUnavailable {
  if (!isExtended) return 'prompt-extend-off'
  return (done.response?.mode ?? done.mode) === 'sync' ? 'sync-mode' : 'model-does-not-return-it'
}

/** In a fixed order, whatever order a line of the lockfile has. */
const responseFields = [
  'task_id',
  'request_id',
  'submitted_at',
  'scheduled_at',
  'ended_at',
  'usage',
  'region',
  'mode',
  'endpoint',
  'adopted',
] as const

/** What the API said of a picture, without what provenance has places of its own for. */
export function describeResponse(
  response: ResponseFacts,
  done: Attempt,
): ImageProvenance['response'] {
  const known: ResponseFacts = {
    ...(done.taskId === null ? {} : { task_id: done.taskId }),
    ...(done.mode === null ? {} : { mode: done.mode }),
    ...response,
  }
  return Object.fromEntries(
    responseFields.flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]]])),
  )
}

/** A request is billed per image that came, so each is an equal part of what it cost. */
export function costOfOne({ cost, images }: Attempt): Cost | null {
  const count = (images ?? []).filter((image) => image !== null).length
  const amount = parseMicros(cost?.amount ?? '')
  if (cost === null || amount === null || count === 0) return cost
  return {
    amount: formatMicros(Math.round(amount / count)),
    currency: cost.currency,
    price_list: cost.price_list,
  }
}

/** Sums per currency, as text. */
export function totalCost(costs: readonly Cost[]): Provenance['totals']['cost'] {
  const sums = new Map<Currency, Micros>()
  for (const { amount, currency } of costs) {
    sums.set(currency, (sums.get(currency) ?? 0) + (parseMicros(amount) ?? 0))
  }
  const sorted = [...sums].sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([currency, sum]) => [currency, formatMicros(sum)]))
}
