import type { Evidence } from '../../images/evidence.ts'
import type { FoundLabels } from '../../images/labels/read-labels.ts'
import type { LockState } from '../../lockfile/records.ts'
import type { Labels } from '../../manifest/manifest.ts'

/** What lockfile, provenance and files may disagree about. */
type ProblemCode =
  | 'OUTPUT_MISSING'
  | 'OUTPUT_CHANGED'
  | 'OUTPUT_UNFINISHED'
  | 'OUTPUT_UNPAID'
  | 'OUTPUT_RECORD'
  | 'ORIGINAL_DAMAGED'
  | 'PROVENANCE_MISSING'
  | 'PROVENANCE_DAMAGED'
  | 'PROVENANCE_NAME'
  | 'PROVENANCE_EXTRA'
  | 'PROVENANCE_LACKS'
  | 'PROVENANCE_DIFFERS'
  | 'PROVENANCE_TOTALS'
  | 'LABEL_MISSING'
  | 'LABEL_WRONG'

/** One disagreement. */
export interface Problem {
  readonly code: ProblemCode
  /** Path below the output folder, or the hash of an original; null: the provenance as a whole. */
  readonly subject: string | null
  /** What was found and what was expected, as one sentence. */
  readonly message: string
}

/** What is compared. */
export interface VerifyInput {
  readonly name: string
  /** All of it, simulated attempts included. */
  readonly lock: LockState
  readonly evidence: Evidence
  /** Text of provenance.json; null: there is none. */
  readonly provenance: string | null
  /** Outputs that the manifest names: others may be gone, since nobody wants them. */
  readonly wanted: ReadonlySet<string>
  /** Outputs that the provenance has to tell of. */
  readonly told: ReadonlySet<string>
  /** Pictures that are not here are no problem; nor is a provenance that lies with them. */
  readonly allowMissing: boolean
  /** Labels to be looked at; null: they are not. */
  readonly labels: LabelCheck | null
}

/** What files should say of themselves, and what they do. By path below the output folder. */
export interface LabelCheck {
  readonly wanted: ReadonlyMap<string, WantedLabels>
  readonly found: ReadonlyMap<string, FoundLabels>
}

export interface WantedLabels {
  /** null: the manifest asks for none. */
  readonly labels: Labels | null
  /** ProduceID of a label that we wrote. */
  readonly id: string
}

/** What was compared, and what does not agree. */
export interface Verification {
  readonly outputs: {
    /** Lines of the lockfile. */
    readonly recorded: number
    /** Files that are here with the bytes that were recorded. */
    readonly intact: number
    /** Wanted, and not here. */
    readonly missing: number
    /** Not wanted any more, and changed: nobody's business but worth saying. */
    readonly orphansChanged: readonly string[]
  }
  readonly originals: { readonly paid: number; readonly here: number }
  /** Images that the provenance tells of; null: it is not here, or cannot be read. */
  readonly provenance: number | null
  /** null: they were not looked at. */
  readonly labels: {
    /** Files that are here. */
    readonly checked: number
    /** Those of them with sound labels. */
    readonly labelled: number
    /** Those with labels of ours that also carry a C2PA manifest, signed before. */
    readonly c2pa: number
  } | null
  readonly problems: readonly Problem[]
}
