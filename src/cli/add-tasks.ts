import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Region } from '../catalog/model.ts'
import { UserError } from '../diagnostics/user-error.ts'
import { type TaskStatus, taskStatuses } from '../report/tasks.ts'
import type { TaskFilters } from './commands/tasks.ts'
import type { AccountRequest } from './doors.ts'
import { findManifest } from './find-manifest.ts'
import { type CommonFlags, regionNames } from './flags.ts'
import type { Io } from './io.ts'
import { examples, formatOptions, integer } from './options.ts'
import type { Wiring } from './wiring.ts'

interface AccountFlags extends CommonFlags {
  readonly region?: Region
  readonly workspace?: string
}

interface ListFlags extends AccountFlags {
  readonly model?: string
  readonly status?: TaskStatus
  readonly since?: (now: number) => number
  readonly page: number
  readonly pageSize: number
}

/** `tasks list`, `tasks show` and `tasks cancel`. */
export function addTasks(program: Command, wiring: Wiring): void {
  const tasks = program
    .command('tasks')
    .description("the account's asynchronous tasks of the last 24 hours")
    .addHelpText(
      'after',
      examples(
        'mintage tasks list --status RUNNING',
        'mintage tasks show 86ecf553-d340-4e21-9b5c-3f0a6c2e7d18',
      ),
    )
  addList(tasks, wiring)
  addShow(tasks, wiring)
  addCancel(tasks, wiring)
}

function addList(tasks: Command, { io, context, ended }: Wiring): void {
  const command = tasks
    .command('list')
    .description('the tasks, one page at a time')
    .argument('[manifest]', manifestWords)
    .option('--model <id>', 'only tasks of this model')
    .addOption(new Option('--status <status>', 'only tasks in this state').choices(taskStatuses))
    .option('--since <when>', 'only tasks created since: 90m, 6h, 2026-11-20T03:00Z', since)
    .option('--page <n>', 'which page, from 1', integer(1, 1_000_000), 1)
    .option('--page-size <n>', 'tasks on a page', integer(1, 100), 20)
  accountOptions(command)
    .addHelpText(
      'after',
      examples('mintage tasks list --since 2h', 'mintage tasks list --region beijing --json'),
    )
    .action(async (argument: string | undefined, flags: ListFlags) => {
      const { listTasks } = await import('./commands/tasks.ts')
      const request = await accountRequest(argument, flags, io)
      await ended(listTasks(request, filtersOf(flags, io), await context(flags)))
    })
}

function addShow(tasks: Command, { io, context, ended }: Wiring): void {
  accountOptions(
    tasks
      .command('show')
      .description('one task: its state, times, prompt and picture')
      .argument('<id>', 'its id')
      .argument('[manifest]', manifestWords),
  )
    .addHelpText('after', examples('mintage tasks show 86ecf553-d340-4e21-9b5c-3f0a6c2e7d18'))
    .action(async (id: string, argument: string | undefined, flags: AccountFlags) => {
      const { showTask } = await import('./commands/tasks.ts')
      const request = await accountRequest(argument, flags, io)
      await ended(showTask(request, id, await context(flags)))
    })
}

function addCancel(tasks: Command, { io, context, ended }: Wiring): void {
  accountOptions(
    tasks
      .command('cancel')
      .description('take out a task that still waits; one that runs is billed and goes on')
      .argument('<id>', 'its id')
      .argument('[manifest]', manifestWords),
  )
    .addHelpText('after', examples('mintage tasks cancel 86ecf553-d340-4e21-9b5c-3f0a6c2e7d18'))
    .action(async (id: string, argument: string | undefined, flags: AccountFlags) => {
      const { cancelTask } = await import('./commands/tasks.ts')
      const request = await accountRequest(argument, flags, io)
      await ended(cancelTask(request, id, await context(flags)))
    })
}

const manifestWords = 'the manifest that names the region; none: mintage.yaml, if it is there'

function accountOptions(command: Command): Command {
  return formatOptions(
    command
      .addOption(
        new Option('--region <name>', 'the region, whatever a manifest says').choices(regionNames),
      )
      .option('--workspace <id>', 'the workspace'),
  )
}

/** Region and workspace are read from a manifest where there is one and no region is given. */
async function accountRequest(
  argument: string | undefined,
  { region, workspace }: AccountFlags,
  { cwd }: Io,
): Promise<AccountRequest> {
  const manifest = region === undefined ? await manifestIfAny(argument, cwd) : null
  return { manifest, region: region ?? null, workspace: workspace ?? null }
}

async function manifestIfAny(argument: string | undefined, cwd: string): Promise<string | null> {
  try {
    return await findManifest(argument, cwd)
  } catch (error) {
    if (error instanceof UserError && error.code === 'CLI_NO_MANIFEST') return null
    throw error
  }
}

function filtersOf({ model, status, since, page, pageSize }: ListFlags, io: Io): TaskFilters {
  return {
    model: model ?? null,
    status: status ?? null,
    since: since?.(io.now()) ?? null,
    page,
    pageSize,
  }
}

const minuteMs = 60_000
const unitMs: Readonly<Record<string, number>> = { m: minuteMs, h: 60 * minuteMs }

/** A length of time before now, or a moment with its zone: a bare one would be read differently elsewhere. */
function since(text: string): (now: number) => number {
  const [, count, unit = ''] = /^(\d{1,5})([mh])$/.exec(text) ?? []
  if (count !== undefined) return (now) => now - Number(count) * (unitMs[unit] ?? 0)
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(?:Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN
  if (!Number.isNaN(moment)) return () => moment
  throw new InvalidArgumentError(
    'A length of time like 90m or 6h, or a moment like 2026-11-20T03:00Z, is expected.',
  )
}
