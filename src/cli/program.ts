import { Command, Option } from 'commander'
import { addTasks } from './add-tasks.ts'
import type { CommandContext, CommandEnd } from './context.ts'
import type { Doors } from './doors.ts'
import type { ExitReason } from './exit-code.ts'
import { type CommonFlags, type PlanFlags, printOptions, projectRequest } from './flags.ts'
import type { Io } from './io.ts'
import {
  examples,
  formatOptions,
  integer,
  manifestCommand,
  planningOptions,
  readingOptions,
  rootOption,
  runningOptions,
} from './options.ts'
import { createPrinter } from './printer.ts'
import { type TemplateName, templateNames } from './templates/template.ts'
import { version } from './version.ts'
import type { Wiring } from './wiring.ts'

interface RunFlags extends PlanFlags {
  readonly yes?: true
  readonly dryRun?: true
  readonly simulate?: true
  readonly maxFailures?: number
  readonly failFast?: true
  readonly resolveUnknown?: 'retry' | 'skip'
  readonly takeOver?: true
}

interface WhyFlags extends CommonFlags {
  readonly simulate?: true
}

interface InitFlags {
  readonly template: TemplateName
}

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
      examples('mintage plan campaign.yaml', 'mintage run campaign.yaml --simulate'),
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
  addWhy(program, { io, context, ended })
  addProvenance(program, { io, context, ended })
  addModels(program, { io, context, ended })
  addTasks(program, { io, context, ended })
  addSimulator(program, { io, context, ended })
  return program
}

function addInit(program: Command, { io, ended }: Wiring): void {
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
    .action(async (folder: string | undefined, flags: CommonFlags & InitFlags) => {
      const { init } = await import('./commands/init.ts')
      const print = createPrinter(io, printOptions(flags))
      await ended(init(folder, flags.template, { io, print }))
    })
}

function addValidate(program: Command, { io, context, ended }: Wiring): void {
  readingOptions(manifestCommand(program, 'validate', 'check the manifest: every finding at once'))
    .option('--quiet', 'print nothing when nothing is found')
    .addHelpText('after', examples('mintage validate campaign.yaml', 'mintage validate --json'))
    .action(async (argument: string | undefined, flags: CommonFlags) => {
      const { validate } = await import('./commands/validate.ts')
      const request = await projectRequest(argument, flags, { io })
      await ended(validate(request, await context(flags)))
    })
}

function addPlan(program: Command, { io, context, ended }: Wiring): void {
  planningOptions(manifestCommand(program, 'plan', 'what a run would do, why, its price, its time'))
    .option('--quiet', 'print only the estimate')
    .addHelpText(
      'after',
      examples('mintage plan campaign.yaml', "mintage plan --only 'out/poster/**' --max-cost 5"),
    )
    .action(async (argument: string | undefined, flags: PlanFlags) => {
      const { plan } = await import('./commands/plan.ts')
      const request = await projectRequest(argument, flags, { io })
      await ended(plan(request, capsOf(flags), await context(flags)))
    })
}

function addRun(program: Command, { io, context, ended }: Wiring): void {
  const command = manifestCommand(
    program,
    'run',
    'make the images; resumes where the last run ended',
  )
  runningOptions(planningOptions(command))
    .addHelpText(
      'after',
      examples(
        'mintage run campaign.yaml --simulate',
        'mintage run campaign.yaml --yes --max-cost 5',
      ),
    )
    .action(async (argument: string | undefined, flags: RunFlags) => {
      const simulate = flags.simulate === true
      const request = await projectRequest(argument, flags, { io, simulate })
      if (flags.dryRun === true) {
        const { plan } = await import('./commands/plan.ts')
        return ended(plan(request, capsOf(flags), await context(flags)))
      }
      const { run } = await import('./commands/run.ts')
      await ended(run(request, runWishes(flags), await context(flags)))
    })
}

function addStatus(program: Command, { io, context, ended }: Wiring): void {
  readingOptions(manifestCommand(program, 'status', 'progress and spend, from the lockfile'))
    .addHelpText('after', examples('mintage status campaign.yaml', 'mintage status --json'))
    .action(async (argument: string | undefined, flags: CommonFlags) => {
      const { status } = await import('./commands/status.ts')
      const request = await projectRequest(argument, flags, { io })
      await ended(status(request, await context(flags)))
    })
}

function addWhy(program: Command, { io, context, ended }: Wiring): void {
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
    .action(async (output: string, argument: string | undefined, flags: WhyFlags) => {
      const { why } = await import('./commands/why.ts')
      const simulate = flags.simulate === true
      const request = await projectRequest(argument, flags, { io, simulate })
      await ended(why(output, request, await context(flags)))
    })
}

function addProvenance(program: Command, { io, context, ended }: Wiring): void {
  manifestCommand(program, 'provenance', 'rewrite provenance.json from the lockfile')
    .addOption(rootOption())
    .option('--quiet', 'print nothing')
    .option('--no-color', 'print without colour')
    .addHelpText('after', examples('mintage provenance campaign.yaml'))
    .action(async (argument: string | undefined, flags: CommonFlags) => {
      const { provenance } = await import('./commands/provenance.ts')
      const request = await projectRequest(argument, flags, { io })
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
    .addHelpText('after', examples('mintage simulator --port 8787'))
    .action(async ({ port }: { port: number }) => {
      const { simulator } = await import('./commands/simulator.ts')
      await ended(simulator(port, await context({})))
    })
}

function capsOf({ maxCost, maxImages }: PlanFlags) {
  return { maxCost: maxCost ?? null, maxImages: maxImages ?? null }
}

function runWishes(flags: RunFlags) {
  return {
    ...capsOf(flags),
    yes: flags.yes === true,
    takeOver: flags.takeOver === true,
    resolveUnknown: flags.resolveUnknown ?? null,
    maxFailures: flags.failFast === true ? 1 : (flags.maxFailures ?? null),
    stopAfterMs: null,
  }
}
