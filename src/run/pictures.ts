import type { ImageFacts, OutputRecord } from '../lockfile/records.ts'
import type { PlannedJob, PlannedOutput } from '../plan/plan.ts'

/** What a run needs of the disk for pictures; `images/` gives it. Each call throws when the disk refuses. */
export interface Pictures {
  /** Checks that bytes are an image and puts them into the store, or says why they are none. */
  keep(bytes: Uint8Array): Promise<{ facts: ImageFacts } | { reason: string }>
  /** `W*H` of an image's bytes; null when they are none. */
  measure(bytes: Uint8Array): Promise<string | null>
  /** The original's bytes, from the store or from an output that is one; null: not at hand. */
  original(sha256: string): Promise<Uint8Array | null>
  /** Its outputs are written: its bytes need not be kept in memory any longer. */
  release(sha256: string): void
  /**
   * Writes one output. `record` is called with its line before the file takes its place, and the
   * file does so only once that has resolved.
   */
  write(
    output: PlannedOutput,
    source: { job: PlannedJob; bytes: Uint8Array; facts: ImageFacts },
    record: (line: OutputRecord) => Promise<void>,
  ): Promise<{
    /** The original carries a C2PA manifest, which this labelled copy does not keep intact. */
    breaksC2pa: boolean
  }>
}
