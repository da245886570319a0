import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts'
import type { Section } from '../plan-sections.ts'
import type { Column } from '../table.ts'

/**
 * What a command came to, in the parts that every format for CI is made from. Values are as they are:
 * each format makes them fit for itself.
 */
export interface Report {
  readonly command: 'validate' | 'plan' | 'run' | 'status' | 'verify'
  /** Path of the manifest as shown to the user: with the command it tells one report from another. */
  readonly manifest: string
  /** Name of the set; null where the manifest cannot be read. */
  readonly name: string | null
  /** What it came to, in one line of ours. */
  readonly summary: string
  /** Why it is not done, or not to be done; null: nothing speaks against it. */
  readonly refusal: Refusal | null
  /** Sentences below the summary. */
  readonly facts: readonly string[]
  readonly table: {
    readonly columns: readonly Column[]
    readonly rows: readonly (readonly string[])[]
  } | null
  /** What is read on demand. */
  readonly sections: readonly Section[]
  readonly findings: readonly Diagnostic[]
  /** Texts of the files that findings point into. */
  readonly texts: ReadonlyMap<string, string>
  /** What is to be seen besides the findings. */
  readonly notes: readonly Note[]
  /** What was checked besides the findings, each on its own. */
  readonly checks: readonly Check[]
}

/** An error that a person can mend. */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly hint: string | null
}

export interface Note {
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly message: readonly string[]
  readonly span: Span | null
}

export interface Check {
  /** The asset, or what else it belongs to. */
  readonly group: string
  readonly name: string
  readonly outcome: 'passed' | 'skipped' | 'failed' | 'error'
  /** Why it is not passed; null: it is. */
  readonly message: string | null
}
