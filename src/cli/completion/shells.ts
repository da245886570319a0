import { bashCompletion } from './bash.ts'
import { fishCompletion } from './fish.ts'
import type { CommandShape } from './shape.ts'
import { zshCompletion } from './zsh.ts'

export type Shell = 'bash' | 'zsh' | 'fish'

/** The completion script of a shell. */
export const completions: { readonly [shell in Shell]: (program: CommandShape) => string } = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
}
