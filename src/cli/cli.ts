import { UserError } from '../diagnostics/user-error.ts'
import type { Doors } from './doors.ts'
import { internalErrorText, userErrorText } from './error-text.ts'
import { type ExitReason, exitCode, reasonOfError } from './exit-code.ts'
import type { Io } from './io.ts'
import { withoutCommands } from './printer.ts'
import { wantsColour } from './terminal.ts'
import { engine } from './version.ts'

/**
 * The command line: parses, runs the command, prints, and resolves to the exit code. Never throws,
 * never leaves the process; what was written may still be on its way to a pipe.
 *
 * @param argv arguments after the program's name
 */
export async function main(
  argv: readonly string[],
  io: Io,
  openDoors: () => Promise<Doors> = realDoors(io),
): Promise<number> {
  try {
    return exitCode(await runProgram(argv, io, openDoors))
  } catch (error) {
    const usage = await usageError(error, argv)
    if (usage === 'done') return 0
    return exitCode([tell(usage ?? error, argv, io)])
  }
}

/** The library behind it is loaded only by commands that need it. */
function realDoors(io: Io): () => Promise<Doors> {
  return async () => {
    const { projectDoors } = await import('./project.ts')
    return projectDoors(io)
  }
}

async function runProgram(
  argv: readonly string[],
  io: Io,
  openDoors: () => Promise<Doors>,
): Promise<readonly ExitReason[]> {
  const { createProgram } = await import('./program.ts')
  let ended: readonly ExitReason[] = []
  const program = createProgram(io, openDoors, (reasons) => {
    ended = reasons
  })
  await program.parseAsync([...argv], { from: 'user' })
  return ended
}

/** The parser's own errors in our form; `done` for help and version; null: another error. */
async function usageError(
  error: unknown,
  argv: readonly string[],
): Promise<UserError | 'done' | null> {
  const { CommanderError } = await import('commander')
  if (!(error instanceof CommanderError)) return null
  if (error.exitCode === 0) return 'done'
  const help = `${['mintage', ...commandOf(argv)].join(' ')} --help`
  if (error.code === 'commander.help') {
    return new UserError('CLI_USAGE', 'no command was given', { hint: `${help} lists them` })
  }
  const [, message = error.message, guess] =
    /^(?:error: )?([^\n]*)(?:\n\((.*)\))?/.exec(error.message) ?? []
  return new UserError('CLI_USAGE', oneSentence(message), {
    hint: guess === undefined ? `${help} lists what there is` : guess.toLowerCase(),
  })
}

/** The words that name a command; `tasks` has commands of its own. */
function commandOf(argv: readonly string[]): readonly string[] {
  const [first, second] = argv.filter((word) => !word.startsWith('-'))
  if (first === undefined || first === 'help') return []
  const isNested = first === 'tasks' && ['list', 'show', 'cancel'].includes(second ?? '')
  return isNested && second !== undefined ? [first, second] : [first]
}

/** Commander's reasons are sentences of their own; ours are one. */
function oneSentence(message: string): string {
  return message
    .replace(/ is invalid\. (\S)/, (_, first: string) => ` is invalid: ${first.toLowerCase()}`)
    .replace(/\.$/, '')
}

/** What nobody caught, as everything else that is our fault. Returns the exit code. */
export function reportCrash(error: unknown, io: Io): number {
  return exitCode([tell(error, [], io)])
}

/** Prints an error for a person. */
function tell(error: unknown, argv: readonly string[], io: Io): ExitReason {
  const { stderr, env } = io
  const colour = wantsColour(stderr, env, !argv.includes('--no-color'))
  const text =
    error instanceof UserError
      ? userErrorText(error, { colour })
      : internalErrorText(error, {
          engine: engine(),
          system: io.system,
          secret: env['DASHSCOPE_API_KEY']?.trim(),
        })
  stderr.write(withoutCommands(`${text}\n`))
  return reasonOfError(error)
}
