import type { Command } from 'commander'
import { type CommonFlags, projectRequest } from './flags.ts'
import { examples, manifestCommand, rootOption } from './options.ts'
import type { Wiring } from './wiring.ts'

interface PruneFlags extends Omit<CommonFlags, 'format'> {
  readonly store?: true
  readonly yes?: true
}

/** `prune`. It takes no selection and no override: what is left over is a matter of the whole set. */
export function addPrune(program: Command, { io, context, ended }: Wiring): void {
  manifestCommand(
    program,
    'prune',
    'remove outputs that the manifest no longer names, after listing them',
  )
    .addOption(rootOption())
    .option('--store', 'also originals that no lockfile of the folder names')
    .option('--yes', 'ask no question')
    .option('--quiet', 'print only the list')
    .option('--no-color', 'print without colour')
    .addHelpText('after', examples('mintage prune', 'mintage prune campaign.yaml --store --yes'))
    .action(async (argument: string | undefined, { store, yes, ...flags }: PruneFlags) => {
      const { prune } = await import('./commands/prune.ts')
      const request = await projectRequest(argument, flags, { io })
      const wishes = { store: store === true, yes: yes === true }
      await ended(prune(request, wishes, await context(flags)))
    })
}
