import { type Stop, stopOf } from './codes.ts'
import type { Diagnostic } from './diagnostic.ts'

/** The program cannot go on and the person at the keyboard can mend it. Never holds a secret. */
export class UserError extends Error {
  readonly code: string
  readonly stop: Stop
  readonly hint: string | null
  readonly diagnostics: readonly Diagnostic[]

  constructor(
    code: string,
    message: string,
    options: {
      /** Default: as `codes` has it; an API's own code has none. */
      stop?: Stop
      hint?: string
      cause?: unknown
      diagnostics?: readonly Diagnostic[]
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'UserError'
    this.code = code
    this.stop = options.stop ?? stopOf(code) ?? 'usage'
    this.hint = options.hint ?? null
    this.diagnostics = options.diagnostics ?? []
  }
}

/** We are wrong: a broken promise inside Mintage, exit code 3. */
export class InternalError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'InternalError'
  }
}

/** Ends a `switch` over a tagged union; a case that was forgotten does not compile. */
export function unreachable(value: never): never {
  throw new InternalError(`unexpected value ${JSON.stringify(value)}`)
}
