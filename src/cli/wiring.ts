import type { CommandContext, CommandEnd } from './context.ts'
import type { CommonFlags } from './flags.ts'
import type { Io } from './io.ts'

/** What the definition of a command needs to run it. */
export interface Wiring {
  readonly io: Io
  readonly context: (flags: Partial<CommonFlags>) => Promise<CommandContext>
  /** Takes what the command came to. */
  readonly ended: (reasons: CommandEnd) => Promise<void>
}
