import { UserError } from '../../src/diagnostics/user-error.ts'
import type { Random } from './mutate.ts'

/** How a case ended that broke no promise. */
export type End = 'taken' | 'refused'

/** A reader of what strangers write, and a source of what they might. */
export interface Target {
  readonly name: string
  /** Of a hundred cases. */
  readonly share: number
  /** Reads one made-up input. Throws what breaks a promise. */
  tryOne(random: Random): Promise<End>
  close(): Promise<void>
}

/** What was read, or the error that a person can mend; anything else that is thrown breaks a promise. */
export async function attempt<Value>(
  read: () => Value | Promise<Value>,
): Promise<{ readonly value: Value } | { readonly error: UserError }> {
  try {
    return { value: await read() }
  } catch (error) {
    if (error instanceof UserError) return { error }
    throw error
  }
}

/** @throws {Error} when a promise is broken. */
export function promise(isKept: boolean, words: () => string): void {
  if (!isKept) throw new Error(words())
}

/** Whether a terminal would do anything but show a text. */
export function steersTerminal(text: string): boolean {
  return /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(text)
}
