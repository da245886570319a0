import type { Command } from 'commander'
import { type CommonFlags, projectRequest } from './flags.ts'
import { examples, readingOptions } from './options.ts'
import type { Wiring } from './wiring.ts'

interface OwnFlags extends CommonFlags {
  readonly simulate?: true
}

/** `why`. */
export function addWhy(program: Command, { io, context, ended }: Wiring): void {
  readingOptions(
    program
      .command('why')
      .description('the request behind a file, and what changed since the lockfile was written')
      .argument('<output>', 'a path as the plan prints it, or the beginning of a request key')
      .argument('[manifest]', 'the manifest; none: mintage.yaml in this folder'),
  )
    .option('--simulate', 'of simulated runs: their lockfile and their files')
    .addHelpText(
      'after',
      examples('mintage why out/hero.png', 'mintage why 3f9a1c07 campaign.yaml'),
    )
    .action(async (output: string, argument: string | undefined, flags: OwnFlags) => {
      const { why } = await import('./commands/why.ts')
      const simulate = flags.simulate === true
      const request = await projectRequest(argument, flags, { io, simulate })
      await ended(why(output, request, await context(flags)))
    })
}
