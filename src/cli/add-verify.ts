import type { Command } from 'commander'
import { type CommonFlags, projectRequest } from './flags.ts'
import { examples, manifestCommand, readingOptions } from './options.ts'
import { formats } from './printer.ts'
import { reported } from './reported.ts'
import type { Wiring } from './wiring.ts'

interface OwnFlags extends CommonFlags {
  readonly allowMissing?: true
  readonly labels?: true
  readonly simulate?: true
  readonly store?: string
}

/** `verify`. */
export function addVerify(program: Command, { io, context, ended }: Wiring): void {
  readingOptions(
    manifestCommand(
      program,
      'verify',
      'whether lockfile, provenance and files agree, byte for byte',
    ),
    formats,
  )
    .option('--allow-missing', 'pass pictures that are not here, e.g. kept outside of git')
    .option('--labels', 'fail for files that carry no label of AI-generated images')
    .option('--store <folder>', 'folder of paid originals; default: .mintage/store')
    .option('--simulate', 'of simulated runs: their lockfile and their files')
    .option('--quiet', 'print only what does not agree')
    .addHelpText(
      'after',
      examples(
        'mintage verify campaign.yaml',
        'mintage verify campaign.yaml --allow-missing',
        'mintage verify campaign.yaml --labels',
      ),
    )
    .action(async (argument: string | undefined, flags: OwnFlags) => {
      const { verify } = await import('./commands/verify.ts')
      const simulate = flags.simulate === true
      const request = await projectRequest(argument, flags, { io, simulate })
      const wishes = { allowMissing: flags.allowMissing === true, labels: flags.labels === true }
      const here = await context(flags)
      await ended(reported(verify(request, wishes, here), { command: 'verify', request }, here))
    })
}
