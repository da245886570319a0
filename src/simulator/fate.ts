import type { Request } from '../request/request.ts'
import { markers } from './markers.ts'

/** Why an image or a whole request failed; `status` is the HTTP status of a synchronous answer. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly status: number
}

/** What will become of an accepted request. */
export type Fate =
  | { readonly kind: 'succeeds' }
  | { readonly kind: 'fails'; readonly failure: Failure }
  /** Some images fail, numbered from 1; the task says SUCCEEDED all the same (facts 2.2). */
  | { readonly kind: 'partly'; readonly failed: readonly number[]; readonly failure: Failure }
  /** Canceled by the service while it waits or runs. */
  | { readonly kind: 'canceled' }
  /** RUNNING for ever. */
  | { readonly kind: 'stuck' }
  /** Succeeds and is billed, but every look at the task answers UNKNOWN. */
  | { readonly kind: 'forgotten' }

/** The fate that the markers in a prompt ask for. */
export function fateOf({ prompt, n }: Request): Fate {
  if (prompt.includes(markers.moderateOutput)) return { kind: 'fails', failure: outputModerated }
  if (prompt.includes(markers.serverError)) return { kind: 'fails', failure: serverError }
  if (prompt.includes(markers.partial)) {
    return {
      kind: 'partly',
      failed: [n],
      failure: { ...serverError, code: 'InternalError.Timeout' },
    }
  }
  return { kind: 'succeeds' }
}

const outputModerated: Failure = {
  code: 'DataInspectionFailed',
  message: 'Output data may contain inappropriate content.',
  status: 400,
}

/** A passing fault of the service. */
export const serverError: Failure = {
  code: 'InternalError',
  message: 'An internal error has occured during execution, please try again later.',
  status: 500,
}
