/** How much a finding weighs: only an error stops a plan. */
export type Severity = 'error' | 'warning' | 'hint'

/** A place in a file that a person wrote. Lines and columns count from 1; `length` in UTF-16 units, within the line. */
export interface Span {
  /** Path as shown to the user, with `/`: relative to the working directory where that is shorter. */
  readonly file: string
  readonly line: number
  readonly column: number
  readonly length: number
}

/** A finding about what a person wrote: data, collected and returned all at once, never thrown one by one. */
export interface Diagnostic {
  readonly code: string
  readonly severity: Severity
  /** One lower-case sentence: what was found, what was expected. */
  readonly message: string
  readonly span: Span | null
  /** The other half of the contradiction, e.g. where the axes are defined. */
  readonly related?: readonly { readonly span: Span; readonly message: string }[]
  /** What to do. */
  readonly help?: string
}

export function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error'
}
