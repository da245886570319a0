import type { Command } from 'commander'
import type { PlanFlags } from './flags.ts'
import { examples, manifestCommand, planningOptions, runningOptions } from './options.ts'
import { reported } from './reported.ts'
import type { Wiring } from './wiring.ts'

interface RunFlags extends PlanFlags {
  readonly yes?: true
  readonly dryRun?: true
  readonly simulate?: true
  readonly maxFailures?: number
  readonly failFast?: true
  readonly stopAfter?: number
  readonly frozen?: true
  readonly resolveUnknown?: 'retry' | 'skip'
  readonly takeOver?: true
}

/** `run`. */
export function addRun(program: Command, { io, context, ended }: Wiring): void {
  const command = manifestCommand(
    program,
    'run',
    'make the images; resumes where the last run ended. Also takes a saved plan',
  )
  runningOptions(planningOptions(command))
    .addHelpText(
      'after',
      examples(
        'mintage run campaign.yaml --simulate',
        'mintage run campaign.yaml --yes --max-cost 5',
        'mintage run campaign.plan.json --yes --stop-after 50m',
      ),
    )
    .action(async (argument: string | undefined, flags: RunFlags) => {
      const { runTarget } = await import('./saved-plan.ts')
      const { request, caps } = await runTarget(argument, flags, { io })
      if (flags.dryRun === true) {
        const { plan } = await import('./commands/plan.ts')
        const wishes = { caps, out: null, exitCode: false }
        const here = await context(flags)
        return ended(reported(plan(request, wishes, here), { command: 'plan', request }, here))
      }
      const { run } = await import('./commands/run.ts')
      const wishes = { caps, ...wishesOf(flags) }
      const here = await context(flags)
      await ended(reported(run(request, wishes, here), { command: 'run', request }, here))
    })
}

function wishesOf(flags: RunFlags) {
  return {
    yes: flags.yes === true,
    takeOver: flags.takeOver === true,
    resolveUnknown: flags.resolveUnknown ?? null,
    maxFailures: flags.failFast === true ? 1 : (flags.maxFailures ?? null),
    stopAfterMs: flags.stopAfter ?? null,
    frozen: flags.frozen === true,
  }
}
