import type { Code } from '../../diagnostics/codes.ts'
import type { Place } from './tree.ts'

/** Something wrong with a template that needs no values to be seen. */
export interface Problem {
  readonly code: Code
  readonly message: string
  readonly help: string
  readonly place: Place
}
