import type { Command } from 'commander'
import { type CommonFlags, projectRequest } from './flags.ts'
import { examples, filled, manifestCommand, readingOptions } from './options.ts'
import type { Wiring } from './wiring.ts'

interface GalleryFlags extends CommonFlags {
  readonly out?: string
  readonly simulate?: true
}

/** `gallery`. */
export function addGallery(program: Command, { io, context, ended }: Wiring): void {
  readingOptions(
    manifestCommand(
      program,
      'gallery',
      'a folder with a page of all pictures, to open in a browser',
    ),
  )
    .option('--out <folder>', 'where it goes; default: gallery beside the manifest', filled)
    .option('--simulate', 'of simulated runs: gallery.simulated')
    .option('--quiet', 'print nothing')
    .addHelpText(
      'after',
      examples('mintage gallery campaign.yaml', 'mintage gallery campaign.yaml --simulate'),
    )
    .action(async (argument: string | undefined, { out, ...flags }: GalleryFlags) => {
      const { gallery } = await import('./commands/gallery.ts')
      const simulate = flags.simulate === true
      const request = await projectRequest(argument, flags, { io, simulate })
      await ended(gallery(request, { out: out ?? null }, await context(flags)))
    })
}
