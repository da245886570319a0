import { Argument, type Command } from 'commander'
import type { Shell } from './completion/shells.ts'
import { examples } from './options.ts'
import { createPrinter } from './printer.ts'
import type { Wiring } from './wiring.ts'

const shells: readonly Shell[] = ['bash', 'zsh', 'fish']

/** `completion`. */
export function addCompletion(program: Command, { io, ended }: Wiring): void {
  program
    .command('completion')
    .description('print what makes a shell complete commands, options and manifests')
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .addHelpText(
      'after',
      examples(
        'mintage completion bash > ~/.local/share/bash-completion/completions/mintage',
        'mintage completion zsh > ~/.zsh/completions/_mintage',
        'mintage completion fish > ~/.config/fish/completions/mintage.fish',
      ),
    )
    .action(async (shell: Shell) => {
      const { completion } = await import('./commands/completion.ts')
      const print = createPrinter(io, { format: 'pretty', quiet: false, color: false })
      await ended(completion(shell, program, { print }))
    })
}
