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
}

/**
 * Makes the outputs of a job that are to be written, from its originals. Free, and repeatable: what
 * fails here is mended by the next run, and never touches the job's record.
 *
 * @throws {DiskRefused} when the lockfile cannot be written.
 */
export async function writeOutputs(
  job: PlannedJob,
  images: readonly (ImageFacts | null)[],
  parts: {
    pictures: Pictures
    append: (line: OutputRecord) => Promise<void>
    /** The pictures have just come: what stands there of ours shows an earlier one. */
    isNew: boolean
  },
): Promise<Written> {
  const written: string[] = []
  const failed: Written['failed'][number][] = []
  const breakC2pa: string[] = []
  for (const output of job.outputs) {
    if (!(parts.isNew ? replaceable : restorable).has(output.status)) continue
    const facts = images[output.image - 1] ?? null
    if (facts === null) {
      failed.push({ output: output.path, why: 'its image never came', isMissing: true })
      continue
    }
    const done = await writeOne(output, { job, facts, parts })
    if ('why' in done) failed.push({ output: output.path, why: done.why })
    else written.push(output.path)
    if ('breaksC2pa' in done && done.breaksC2pa) breakC2pa.push(output.path)
  }
  return { written, failed, breakC2pa }
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
  {
    job,
    facts,
    parts,
  }: { job: PlannedJob; facts: ImageFacts; parts: Parameters<typeof writeOutputs>[2] },
): Promise<{ readonly why: string } | { readonly breaksC2pa: boolean }> {
  try {
    const bytes = await parts.pictures.original(facts.sha256)
    if (bytes === null) return { why: 'its original is no longer at hand' }
    return await parts.pictures.write(output, { job, bytes, facts }, parts.append)
  } catch (error) {
    if (error instanceof DiskRefused) throw error
    return { why: error instanceof Error ? error.message : String(error) }
  }
}
