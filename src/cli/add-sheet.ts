import type { Command } from 'commander'
import { type CommonFlags, projectRequest } from './flags.ts'
import {
  examples,
  filled,
  integer,
  manifestCommand,
  readingOptions,
  selectionOptions,
} from './options.ts'
import type { Wiring } from './wiring.ts'

interface SheetFlags extends CommonFlags {
  readonly rows?: string
  readonly columns?: string
  readonly out?: string
  readonly cell: number
  readonly variant?: string
  readonly only?: readonly string[]
  readonly where?: readonly string[]
  readonly simulate?: true
  readonly store?: string
}

/** `sheet`. */
export function addSheet(program: Command, { io, context, ended }: Wiring): void {
  readingOptions(
    selectionOptions(
      manifestCommand(
        program,
        'sheet',
        'a contact sheet image: two axes as rows and columns, the others as pages',
      )
        .option('--rows <axis>', 'what runs down the page; default: chosen for few, full pages')
        .option('--columns <axis>', 'what runs across the page')
        .option(
          '--out <picture>',
          'file to write: .png, .jpg or .webp; default: NAME.sheet.png in this folder',
          filled,
        )
        .option('--cell <pixels>', 'longer side of a picture, 96 to 1024', integer(96, 1024), 256)
        .option('--variant <name>', 'show this variant; default: the main outputs'),
    ),
  )
    .option('--store <folder>', 'folder of paid originals; default: .mintage/store')
    .option('--simulate', 'of simulated runs: their lockfile and their files')
    .addHelpText(
      'after',
      examples(
        'mintage sheet campaign.yaml',
        'mintage sheet --rows drink --columns palette --out review.jpg',
        'mintage sheet campaign.yaml --only poster --cell 480',
      ),
    )
    .action(async (argument: string | undefined, flags: SheetFlags) => {
      const { sheet } = await import('./commands/sheet.ts')
      const simulate = flags.simulate === true
      const request = await projectRequest(argument, flags, { io, simulate })
      const { rows = null, columns = null, out = null, variant = null, cell } = flags
      await ended(sheet(request, { rows, columns, out, variant, cell }, await context(flags)))
    })
}
