import { Command, Option } from 'commander'
import type { Region } from '../catalog/model.ts'
import { addCompletion } from './add-completion.ts'
import { addGallery } from './add-gallery.ts'
import { addInit } from './add-init.ts'
import { addPlan } from './add-plan.ts'
import { addPrune } from './add-prune.ts'
import { addRun } from './add-run.ts'
import { addSheet } from './add-sheet.ts'
import { addTasks } from './add-tasks.ts'
import { addVerify } from './add-verify.ts'
import { addWhy } from './add-why.ts'
import type { CommandContext, CommandEnd } from './context.ts'
import type { Doors } from './doors.ts'
import type { ExitReason } from './exit-code.ts'
import { type CommonFlags, printOptions, projectRequest, regionNames } from './flags.ts'
import type { Io } from './io.ts'
import {
  examples,
  formatOptions,
  integer,
  manifestCommand,
  readingOptions,
  rootOption,
} from './options.ts'
import { createPrinter, formats } from './printer.ts'
import { reported } from './reported.ts'
import { version } from './version.ts'
import type { Wiring } from './wiring.ts'

/**
 * The commands and their options; parsing runs the command named. What it came to is given to `end`.
 * Throws a CommanderError for help, version and usage errors instead of leaving the process.
 */
export function createProgram(
  io: Io,
  openDoors: () => Promise<Doors>,
  end: (reasons: readonly ExitReason[]) => void,
): Command {
  const program = new Command('mintage')
    .description('From one YAML manifest to a priced, reproducible set of generated images.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: () => undefined,
    })
    .addHelpText(
      'after',
      examples(
        'mintage init tea',
        'mintage plan campaign.yaml',
        'mintage run campaign.yaml --simulate',
      ),
    )
  const context = async (flags: Partial<CommonFlags>): Promise<CommandContext> => ({
    io,
    print: createPrinter(io, printOptions(flags)),
    doors: await openDoors(),
  })
  const ended = async (reasons: CommandEnd) => end(await reasons)
  addInit(program, { io, context, ended })
  addValidate(program, { io, context, ended })
  addPlan(program, { io, context, ended })
  addRun(program, { io, context, ended })
  addStatus(program, { io, context, ended })
  addVerify(program, { io, context, ended })
  addWhy(program, { io, context, ended })
  addProvenance(program, { io, context, ended })
  addGallery(program, { io, context, ended })
  addSheet(program, { io, context, ended })
  addPrune(program, { io, context, ended })
  addModels(program, { io, context, ended })
  addTasks(program, { io, context, ended })
  addSimulator(program, { io, context, ended })
  addCompletion(program, { io, context, ended })
  return program
}

/** Of commands that look at what simulated runs left. */
const simulateOption = ['--simulate', 'of simulated runs: their lockfile and their files'] as const

interface SimulatedFlags extends CommonFlags {
  readonly simulate?: true
}

function addValidate(program: Command, { io, context, ended }: Wiring): void {
  const command = manifestCommand(program, 'validate', 'check the manifest: every finding at once')
  readingOptions(command, formats)
    .option('--quiet', 'print nothing when nothing is found')
    .addHelpText('after', examples('mintage validate campaign.yaml', 'mintage validate --json'))
    .action(async (argument: string | undefined, flags: CommonFlags) => {
      const { validate } = await import('./commands/validate.ts')
      const request = await projectRequest(argument, flags, { io })
      const here = await context(flags)
      await ended(reported(validate(request, here), { command: 'validate', request }, here))
    })
}

function addStatus(program: Command, { io, context, ended }: Wiring): void {
  const command = manifestCommand(program, 'status', 'progress and spend, from the lockfile')
  // Nothing of a status passes or fails, so it has no form of test results.
  readingOptions(
    command,
    formats.filter((format) => format !== 'junit'),
  )
    .option(...simulateOption)
    .addHelpText('after', examples('mintage status campaign.yaml', 'mintage status --json'))
    .action(async (argument: string | undefined, flags: SimulatedFlags) => {
      const { status } = await import('./commands/status.ts')
      const simulate = flags.simulate === true
      const request = await projectRequest(argument, flags, { io, simulate })
      const here = await context(flags)
      await ended(reported(status(request, here), { command: 'status', request }, here))
    })
}

function addProvenance(program: Command, { io, context, ended }: Wiring): void {
  manifestCommand(program, 'provenance', 'rewrite provenance.json from the lockfile')
    .addOption(rootOption())
    .option(...simulateOption)
    .option('--quiet', 'print nothing')
    .option('--no-color', 'print without colour')
    .addHelpText('after', examples('mintage provenance campaign.yaml'))
    .action(async (argument: string | undefined, flags: SimulatedFlags) => {
      const { provenance } = await import('./commands/provenance.ts')
      const simulate = flags.simulate === true
      const request = await projectRequest(argument, flags, { io, simulate })
      await ended(provenance(request, await context(flags)))
    })
}

function addModels(program: Command, { io, ended }: Wiring): void {
  formatOptions(
    program
      .command('models')
      .description('the catalogue: sizes, limits, and prices with their date')
      .argument('[model]', 'a model id; none: all'),
  )
    .addHelpText('after', examples('mintage models', 'mintage models qwen-image-plus'))
    .action(async (id: string | undefined, flags: CommonFlags) => {
      const { models } = await import('./commands/models.ts')
      const print = createPrinter(io, printOptions(flags))
      await ended(models(id, { print }))
    })
}

function addSimulator(program: Command, { context, ended }: Wiring): void {
  program
    .command('simulator')
    .description('a DashScope-compatible server on this machine, in the foreground; costs nothing')
    .addOption(
      new Option('--port <number>', 'port on 127.0.0.1; 0 takes a free one')
        .argParser(integer(0, 65_535))
        .default(8787),
    )
    .addOption(
      new Option('--region <name>', 'region whose models and limits it has')
        .choices(regionNames)
        .default('singapore'),
    )
    .addHelpText(
      'after',
      examples('mintage simulator --port 8787', 'mintage simulator --region beijing'),
    )
    .action(async (where: { port: number; region: Region }) => {
      const { simulator } = await import('./commands/simulator.ts')
      await ended(simulator(where, await context({})))
    })
}
