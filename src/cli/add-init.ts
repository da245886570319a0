import { type Command, Option } from 'commander'
import { type CommonFlags, printOptions } from './flags.ts'
import { examples } from './options.ts'
import { createPrinter } from './printer.ts'
import { type TemplateName, templateNames } from './templates/template.ts'
import type { Wiring } from './wiring.ts'

interface OwnFlags extends CommonFlags {
  readonly template: TemplateName
}

/** `init`. */
export function addInit(program: Command, { io, ended }: Wiring): void {
  program
    .command('init')
    .description('begin a new set: a commented manifest, and the lines that git needs')
    .argument('[dir]', 'its folder, made where it is missing; none: this one')
    .addOption(
      new Option(
        '--template <name>',
        'two small assets, a data file of products, or laid out for CI',
      )
        .choices(templateNames)
        .default('basic' satisfies TemplateName),
    )
    .option('--quiet', 'print nothing')
    .option('--no-color', 'print without colour')
    .addHelpText('after', examples('mintage init', 'mintage init shop --template catalog'))
    .action(async (folder: string | undefined, flags: OwnFlags) => {
      const { init } = await import('./commands/init.ts')
      const print = createPrinter(io, printOptions(flags))
      await ended(init(folder, flags.template, { io, print }))
    })
}
