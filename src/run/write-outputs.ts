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
}

/** Runs a few tasks at a time. */
export type Bounded = <T>(task: () => Promise<T>) => Promise<T>

/**
 * Files that are encoded at a time. Each takes one of the four threads in which a process also reads
 * and syncs its files: with four of them a line of the lockfile, and with it the next request, waited
 * for eleven seconds; with two it waits no longer than with one (`docs/decisions.md`).
 */
export const encodingsAtATime = 2

/**
 * Makes the outputs of a job that are to be written, from its originals. Free, and repeatable: what
 * fails here is mended by the next run, and never touches the job's record.
 *
 * @throws {DiskRefused} when the lockfile cannot be written, once nothing is under way any more.
 */
export async function writeOutputs(
  job: PlannedJob,
  images: readonly (ImageFacts | null)[],
  parts: WritingParts,
): Promise<Written> {
  const wanted = job.outputs.filter(({ status }) =>
    (parts.isNew ? replaceable : restorable).has(status),
  )
  const endings = await Promise.allSettled(
    wanted.map(async (output): Promise<Failed | null> => {
      const facts = images[output.image - 1] ?? null
      if (facts === null) {
        return { output: output.path, why: 'its image never came', isMissing: true }
      }
      const why = await parts.encoding(() => writeOne(output, { job, facts, parts }))
      return why === null ? null : { output: output.path, why }
    }),
  )
  const failures = endings.map((ending) => {
    if (ending.status === 'rejected') throw ending.reason
    return ending.value
  })
  return {
    written: wanted.filter((_, index) => failures[index] === null).map(({ path }) => path),
    failed: failures.filter((failure) => failure !== null),
  }
}

interface WritingParts {
  readonly pictures: Pictures
  readonly append: (line: OutputRecord) => Promise<void>
  /** The pictures have just come: what stands there of ours shows an earlier one. */
  readonly isNew: boolean
  /** Shared by all that encodes during a run. */
  readonly encoding: Bounded
}

type Failed = Written['failed'][number]

/** What a restore makes again, and what a new picture replaces: never a file that is not ours. */
const restorable: ReadonlySet<OutputStatus> = new Set(['to-write'])
const replaceable: ReadonlySet<OutputStatus> = new Set([
  'to-write',
  'at-hand',
  'absent',
  'missing-image',
])

/** null when it was written, else why not. */
async function writeOne(
  output: PlannedOutput,
  { job, facts, parts }: { job: PlannedJob; facts: ImageFacts; parts: WritingParts },
): Promise<string | null> {
  try {
    const bytes = await parts.pictures.original(facts.sha256)
    if (bytes === null) return 'its original is no longer at hand'
    await parts.pictures.write(output, { key: job.key, bytes, facts }, parts.append)
    return null
  } catch (error) {
    if (error instanceof DiskRefused) throw error
    return error instanceof Error ? error.message : String(error)
  }
}
