import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts'

/** Where the value of a setting comes from: a list, or a template and the combination that gave it. */
export interface Origin {
  readonly span: Span
  /**
   * Reports what is wrong with the value, once for each `kind`. `which` ends the message: nothing for a
   * list, ` (for `poster` {city: Tokyo} and 3 more)` for a template.
   */
  readonly report: (kind: string, word: (which: string) => Diagnostic) => void
}
