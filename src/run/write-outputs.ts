import pLimit from 'p-limit'
import type { ImageFacts, OutputRecord } from '../lockfile/records.ts'
import type { OutputStatus, PlannedJob, PlannedOutput } from '../plan/plan.ts'
import { DiskRefused } from './disk-refused.ts'
import type { Pictures } from './pictures.ts'

/** What became of a job's outputs: paths below the output folder. */
export interface Written {
  readonly written: readonly string[]
  readonly failed: readonly {
    readonly output: string
    readonly why: string
    /** There is no picture to write, which was said when the answer came. */
    readonly isMissing?: true
  }[]
  /** Of those written: labelled copies of pictures with a C2PA manifest. */
  readonly breakC2pa: readonly string[]
  /** The lockfile could not be written: nothing more may be sent. */
  readonly refused: DiskRefused | null
}

/** How many files are written at a time, in all of a run. */
export interface WriteBounds {
  readonly encoding: Bounded
  readonly copying: Bounded
}

/** Runs a few tasks at a time. */
type Bounded = <T>(task: () => Promise<T>) => Promise<T>

export function writeBounds(): WriteBounds {
  return { encoding: pLimit(encodingsAtATime), copying: pLimit(copiesAtATime) }
}

/**
 * Files that are encoded at a time. Each takes one of the four threads in which a process also reads
 * and syncs its files: with four of them a line of the lockfile, and with it the next request, waited
 * for eleven seconds; with two it waits no longer than with one (`docs/decisions.md`).
 */
const encodingsAtATime = 2

/**
 * Files that are their originals, byte for byte. Behind encodings they would wait so long that what
 * came for them is no longer in memory, and is read and hashed again.
 */
const copiesAtATime = 8

/**
 * Makes the outputs of a job that are to be written, from its originals. Free, and repeatable: what
 * fails here is mended by the next run, and never touches the job's record.
 */
export async function writeOutputs(
  job: PlannedJob,
  images: readonly (ImageFacts | null)[],
  parts: WritingParts,
): Promise<Written> {
  const wanted = job.outputs.filter(({ status }) =>
    (parts.isNew ? replaceable : restorable).has(status),
  )
  const ends = await Promise.all(
    wanted.map(async (output): Promise<Done | Failed> => {
      const facts = images[output.image - 1] ?? null
      if (facts === null) {
        return { output: output.path, why: 'its image never came', isMissing: true }
      }
      const bounded = output.recipe === null ? parts.bounds.copying : parts.bounds.encoding
      return bounded(() => writeOne(output, { job, facts, parts }))
    }),
  )
  for (const facts of images) if (facts !== null) parts.pictures.release(facts.sha256)
  const done = ends.filter((end): end is Done => !('why' in end))
  const failed = ends.filter((end) => 'why' in end)
  return {
    written: done.map(({ output }) => output),
    failed,
    refused: failed.find(({ refused }) => refused !== undefined)?.refused ?? null,
    breakC2pa: done.filter(({ breaksC2pa }) => breaksC2pa).map(({ output }) => output),
  }
}

interface WritingParts {
  readonly pictures: Pictures
  readonly append: (line: OutputRecord) => Promise<void>
  /** The pictures have just come: what stands there of ours shows an earlier one. */
  readonly isNew: boolean
  /** Shared by all that writes during a run. */
  readonly bounds: WriteBounds
}

type Failed = Written['failed'][number] & { readonly refused?: DiskRefused }

interface Done {
  readonly output: string
  /** It is a labelled copy of a picture with a C2PA manifest. */
  readonly breaksC2pa: boolean
}

/** What a restore makes again, and what a new picture replaces: never a file that is not ours. */
const restorable: ReadonlySet<OutputStatus> = new Set(['to-write'])
const replaceable: ReadonlySet<OutputStatus> = new Set([
  'to-write',
  'at-hand',
  'absent',
  'missing-image',
])

/** What is worth saying of the file, or why it was not written. */
async function writeOne(
  output: PlannedOutput,
  { job, facts, parts }: { job: PlannedJob; facts: ImageFacts; parts: WritingParts },
): Promise<Done | Failed> {
  try {
    const bytes = await parts.pictures.original(facts.sha256)
    if (bytes === null) return { output: output.path, why: 'its original is no longer at hand' }
    const source = { job, bytes, facts }
    const { breaksC2pa } = await parts.pictures.write(output, source, parts.append)
    return { output: output.path, breaksC2pa }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { output: output.path, why, ...(error instanceof DiskRefused ? { refused: error } : {}) }
  }
}
