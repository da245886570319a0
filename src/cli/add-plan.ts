import type { Command } from 'commander'
import { capsOf, type PlanFlags, projectRequest } from './flags.ts'
import { examples, filled, manifestCommand, planningOptions } from './options.ts'
import { reported } from './reported.ts'
import type { Wiring } from './wiring.ts'

interface OwnFlags extends PlanFlags {
  readonly out?: string
  readonly exitCode?: true
}

/** `plan`. */
export function addPlan(program: Command, { io, context, ended }: Wiring): void {
  planningOptions(manifestCommand(program, 'plan', 'what a run would do, why, its price, its time'))
    .option('--out <file>', 'save the plan, for `mintage run <file>`', filled)
    .option('--exit-code', 'end with 7 when a run would generate something')
    .option('--quiet', 'print only the estimate')
    .addHelpText(
      'after',
      examples(
        'mintage plan campaign.yaml',
        "mintage plan --only 'out/poster/**' --max-cost 5",
        'mintage plan campaign.yaml --out campaign.plan.json',
        'mintage plan campaign.yaml --format markdown > comment.md',
      ),
    )
    .action(async (argument: string | undefined, flags: OwnFlags) => {
      const { plan } = await import('./commands/plan.ts')
      const request = await projectRequest(argument, flags, { io })
      const wishes = {
        caps: capsOf(flags),
        out: flags.out ?? null,
        exitCode: flags.exitCode === true,
      }
      const here = await context(flags)
      await ended(reported(plan(request, wishes, here), { command: 'plan', request }, here))
    })
}
