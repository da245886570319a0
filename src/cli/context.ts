import type { Doors } from './doors.ts'
import type { ExitReason } from './exit-code.ts'
import type { Io } from './io.ts'
import type { Printer } from './printer.ts'

/** What every command works with. */
export interface CommandContext {
  readonly io: Io
  readonly print: Printer
  readonly doors: Doors
}

/** What a command came to; empty: everything wanted exists. */
export type CommandEnd = Promise<readonly ExitReason[]>
