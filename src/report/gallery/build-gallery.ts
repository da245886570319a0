import { basename } from 'node:path'
import { formatMicros } from '../../catalog/money.ts'
import { latestDone } from '../../lockfile/attempts.ts'
import type { Attempt, LockState } from '../../lockfile/records.ts'
import { type Dimension, dimensionsOf, type Position, positionOf } from '../../plan/dimensions.ts'
import type { FilesAtHand, Plan, PlannedJob, PlannedOutput } from '../../plan/plan.ts'
import { costOfOne, describeResponse, whyNotRewritten } from '../../provenance/build-provenance.ts'
import { lockSpend } from '../spend.ts'
import { assetCosts } from './asset-costs.ts'
import type {
  GalleryData,
  GalleryFile,
  GalleryPicture,
  GalleryRequest,
  GalleryTotals,
} from './gallery-data.ts'
import { fileStatus, type JobStanding, pictureStatus } from './picture-status.ts'
import { type Picture, picturesOf } from './pictures.ts'
import { relativeLink } from './relative-link.ts'
import { shownSource } from './shown-source.ts'

/** What a gallery tells besides the plan. */
export interface GalleryFacts {
  /** Program and version: `mintage 0.1.0`. */
  readonly engine: string
  readonly lock: LockState
  readonly files: FilesAtHand
  /** Hashes that thumbnails were made from. */
  readonly thumbnails: ReadonlySet<string>
  /** The way from the gallery's folder to the output folder, with `/`; null: there is none. */
  readonly wayToOutputs: string | null
}

/** What a set's gallery shows: a function of plan, lockfile and files at hand alone. */
export function buildGallery(plan: Plan, facts: GalleryFacts): GalleryData {
  const { manifest, jobs } = plan
  const index = new Map(jobs.map(({ key }, position) => [key, position]))
  const pictures = picturesOf(jobs).map((picture) =>
    describePicture(picture, index.get(picture.job.key) ?? 0, facts),
  )
  const requests = jobs.map((job) => describeRequest(job, facts.lock))
  const positions = pictures.map(({ position }) => position)
  const dimensions = dimensionsOf(positions)
  return {
    gallery: 1,
    engine: facts.engine,
    name: manifest.name,
    manifest: { path: basename(manifest.path), digest: manifest.digest },
    simulated: requests.some(({ simulated }) => simulated),
    dimensions,
    filters: withModels(dimensions, positions),
    totals: totalsOf(plan, pictures, facts.lock),
    templates: templatesOf(jobs),
    requests,
    pictures,
  }
}

/** Models can be filtered by also where something else decides them. */
function withModels(
  dimensions: readonly Dimension[],
  positions: readonly Position[],
): readonly Dimension[] {
  const values = [...new Set(positions.map(({ model }) => model ?? ''))]
  const isThere = values.length < 2 || dimensions.some(({ name }) => name === 'model')
  return isThere ? dimensions : [...dimensions, { name: 'model', values }]
}

function describePicture(
  picture: Picture,
  request: number,
  { lock, files, thumbnails, wayToOutputs }: GalleryFacts,
): GalleryPicture {
  const { job, main, outputs } = picture
  const done = latestDone(lock, job.key)
  const standing = { action: job.action, isDone: done !== null }
  const described = outputs.map((output) => describeFile(output, standing, { lock, wayToOutputs }))
  const source = shownSource(picture, { lock, files })
  return {
    request,
    image: main.image,
    position: positionOf(job, main),
    status: pictureStatus(described.map(({ status }) => status)),
    ...pixelsOf(job, done?.images?.[main.image - 1] ?? null),
    thumbnail: source !== null && thumbnails.has(source.sha256) ? source.sha256 : null,
    files: described,
  }
}

/** Of the picture that came, else of the one that is asked for. */
function pixelsOf(
  { request }: PlannedJob,
  came: { readonly width: number; readonly height: number } | null,
): { readonly width: number; readonly height: number } {
  const [width = 1, height = 1] = request.size.split('*').map(Number)
  return came === null ? { width, height } : { width: came.width, height: came.height }
}

function describeFile(
  { path, variant, status }: PlannedOutput,
  standing: JobStanding,
  { lock, wayToOutputs }: Pick<GalleryFacts, 'lock' | 'wayToOutputs'>,
): GalleryFile {
  const record = lock.outputs.get(path)
  const isHere = status === 'at-hand' || status === 'changed' || status === 'unexplained'
  const href = isHere && wayToOutputs !== null ? relativeLink(`${wayToOutputs}/${path}`) : null
  const isRecorded = record !== undefined && (status === 'at-hand' || status === 'changed')
  const recorded = isRecorded
    ? {
        sha256: record.sha256,
        bytes: record.bytes,
        width: record.width,
        height: record.height,
        format: record.format,
      }
    : null
  return { path, href, variant, status: fileStatus(status, standing), recorded }
}

function describeRequest({ key, action, reason, request }: PlannedJob, lock: LockState) {
  const done = latestDone(lock, key)
  const rewritten = done?.response?.actual_prompt ?? null
  const { model, prompt, negative_prompt, size, n, seed, prompt_extend, watermark } = request
  return {
    key,
    action,
    reason,
    request: { model, prompt, negative_prompt, size, n, seed, prompt_extend, watermark },
    rewritten,
    rewritten_unavailable:
      done === null || rewritten !== null ? null : whyNotRewritten(prompt_extend, done),
    response: done === null ? null : describeResponse(done.response ?? {}, done),
    cost: done === null ? null : costOfOne(done),
    error: lastError(lock.byKey.get(key) ?? []),
    warning: done?.warning ?? null,
    simulated: done?.response?.simulated === true,
  } satisfies GalleryRequest
}

/** Of an attempt that failed after the last picture came; nothing later has to have begun. */
function lastError(attempts: readonly Attempt[]): GalleryRequest['error'] {
  const last = attempts.at(-1)
  if (last === undefined || last.error === null) return null
  const { code, message } = last.error
  return { code, message, at: last.at }
}

function totalsOf(
  { jobs, totals }: Plan,
  pictures: readonly GalleryPicture[],
  lock: LockState,
): GalleryTotals {
  const statuses: Partial<Record<GalleryPicture['status'], number>> = {}
  for (const { status } of pictures) statuses[status] = (statuses[status] ?? 0) + 1
  return {
    pictures: pictures.length,
    files: totals.outputs,
    requests: jobs.length,
    statuses,
    spend: lockSpend(lock).map(({ currency, images, paid, openJobs, open }) => ({
      currency,
      images,
      paid: formatMicros(paid),
      open_jobs: openJobs,
      open: formatMicros(open),
    })),
    assets: assetCosts(jobs, lock),
  }
}

function templatesOf(jobs: readonly PlannedJob[]): Readonly<Record<string, string>> {
  const outputs = jobs.flatMap((job) => job.outputs)
  return Object.fromEntries(outputs.map(({ asset, template }) => [asset, template]))
}
