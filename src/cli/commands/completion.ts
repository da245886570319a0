import type { Command } from 'commander'
import { modelIds } from '../../catalog/models.ts'
import { shapeOf } from '../completion/shape.ts'
import { completions, type Shell } from '../completion/shells.ts'
import type { CommandContext, CommandEnd } from '../context.ts'

/** The completion script of a shell, for the commands of this version. */
export async function completion(
  shell: Shell,
  program: Command,
  { print }: Pick<CommandContext, 'print'>,
): CommandEnd {
  print.result(completions[shell](shapeOf(program, modelIds())))
  return []
}
