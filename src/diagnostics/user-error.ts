import type { Diagnostic } from './diagnostic.ts'

/**
 * Why the program cannot go on, in terms of money; the command line maps each to one exit code of
 * `cli.md` (usage 2, account 4, refused 5, busy 6, disk 1, api 1: it did not do what was asked).
 */
export type Stop = 'usage' | 'account' | 'refused' | 'busy' | 'disk' | 'api'

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
      stop?: Stop
      hint?: string
      cause?: unknown
      diagnostics?: readonly Diagnostic[]
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'UserError'
    this.code = code
    this.stop = options.stop ?? 'usage'
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
