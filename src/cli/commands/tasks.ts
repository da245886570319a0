import { UserError } from '../../diagnostics/user-error.ts'
import type { ListOutcome, Provider, ProviderFailure } from '../../provider/provider.ts'
import {
  type SeenTask,
  type TaskAccount,
  type TaskLook,
  type TaskPage,
  type TaskStatus,
  taskStatusOf,
} from '../../report/tasks.ts'
import { taskLookJson, taskPageJson } from '../../report/tasks-json.ts'
import { taskLookText, taskPageText } from '../../report/tasks-text.ts'
import { allTasks, tasksPerPage } from '../../run/all-tasks.ts'
import { systemClock } from '../../run/clock.ts'
import { QueryPacer } from '../../run/query-pacer.ts'
import type { CommandContext, CommandEnd } from '../context.ts'
import type { AccountRequest } from '../doors.ts'
import { userErrorText } from '../error-text.ts'
import { reasonOfError } from '../exit-code.ts'
import { engine } from '../version.ts'

/** Which tasks, and which part of them. */
export interface TaskFilters {
  readonly model: string | null
  readonly status: TaskStatus | null
  /** Created since then, epoch milliseconds. */
  readonly since: number | null
  /** From 1. */
  readonly page: number
  readonly pageSize: number
}

/** The account's tasks of the last 24 hours. The API keeps no older ones. */
export function listTasks(
  request: AccountRequest,
  filters: TaskFilters,
  context: CommandContext,
): CommandEnd {
  return withAccount(request, context, async (provider) => {
    const list = await readPage(provider, filters)
    const { io, print } = context
    if (print.format === 'json') print.json(taskPageJson(list, engine()))
    else print.result(taskPageText(list, { ...print.resultStyle, timeZone: io.timeZone() }))
  })
}

/** One task with everything that the API tells of it. */
export function showTask(
  request: AccountRequest,
  taskId: string,
  context: CommandContext,
): CommandEnd {
  return withAccount(request, context, async (provider) => {
    const seen = await lookAt(provider, taskId)
    const rows = await provider.list({ page: 1, pageSize: 10, taskId })
    const row = rows.kind === 'listed' ? rows.tasks.find((task) => task.taskId === taskId) : null
    printLook({ account: accountOf(provider), taskId, seen, row: row ?? null }, context)
  })
}

/** Takes a task that still waits out of the queue; it costs nothing then. */
export function cancelTask(
  request: AccountRequest,
  taskId: string,
  context: CommandContext,
): CommandEnd {
  return withAccount(request, context, async (provider) => {
    const outcome = await provider.cancel(taskId)
    if (outcome.kind === 'unanswered') throw cancelUnanswered(taskId, outcome.reason)
    if (outcome.kind === 'failed') throw await notCanceled(provider, taskId, outcome.failure)
    const { print } = context
    print.talk('canceled: it costs nothing; a run that wants its image sends the request again')
    if (print.format !== 'json') return
    printLook(
      { account: accountOf(provider), taskId, seen: { kind: 'canceled' }, row: null },
      context,
    )
  })
}

/** Opens the account, and closes it whatever happens. */
async function withAccount(
  request: AccountRequest,
  { print, doors }: CommandContext,
  work: (provider: Provider) => Promise<void>,
): CommandEnd {
  const provider = await doors.openAccount(request)
  try {
    await work(provider)
    return []
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const { colour } = print.talkStyle
    print.problem(userErrorText(error, { colour, money: 'nothing was spent' }))
    return [reasonOfError(error)]
  } finally {
    await provider.close()
  }
}

function accountOf({ region, endpoint }: Provider): TaskAccount {
  return { region, endpoint }
}

async function readPage(provider: Provider, filters: TaskFilters): Promise<TaskPage> {
  const { model, status, since } = filters
  const asked = { ...(model === null ? {} : { model }), ...(status === null ? {} : { status }) }
  return since === null
    ? pageOfApi(provider, asked, filters)
    : pageSince(provider, asked, { ...filters, since })
}

type Asked = { readonly model?: string; readonly status?: string }

async function pageOfApi(
  provider: Provider,
  asked: Asked,
  { page, pageSize }: TaskFilters,
): Promise<TaskPage> {
  const outcome = await provider.list({ ...asked, page, pageSize })
  if (outcome.kind !== 'listed') throw notListed(outcome)
  const { tasks, total } = outcome
  return { account: accountOf(provider), tasks, page, pages: pagesOf(total, pageSize), total }
}

/** The zone of the list's own time parameters is undocumented, and so is its order: read whole. */
async function pageSince(
  provider: Provider,
  asked: Asked,
  { since, page, pageSize }: TaskFilters & { readonly since: number },
): Promise<TaskPage> {
  const pacer = new QueryPacer(systemClock())
  const outcome = await allTasks(async (nth) => {
    await pacer.turn()
    return provider.list({ ...asked, page: nth, pageSize: tasksPerPage })
  })
  if (outcome.kind !== 'listed') throw notListed(outcome)
  const all = outcome.tasks
    .filter(({ createdAt }) => createdAt >= since)
    .sort((one, other) => other.createdAt - one.createdAt)
  const tasks = all.slice((page - 1) * pageSize, page * pageSize)
  const { length: total } = all
  return { account: accountOf(provider), tasks, page, pages: pagesOf(total, pageSize), total }
}

function pagesOf(total: number, pageSize: number): number {
  return Math.ceil(total / pageSize)
}

/** @throws {UserError} TASK_NOT_FOUND, or what the API said. */
async function lookAt(provider: Provider, taskId: string): Promise<SeenTask> {
  const look = await provider.poll(taskId)
  if (look.kind === 'gone') throw notFound(provider, taskId)
  if (look.kind !== 'unanswered') return look
  throw look.failure === null ? unreachable(look.reason) : refused(look.failure)
}

function printLook(look: TaskLook, { io, print }: CommandContext): void {
  if (print.format === 'json') print.json(taskLookJson(look, engine()))
  else print.result(taskLookText(look, { ...print.resultStyle, timeZone: io.timeZone() }))
}

/** Why a task was not canceled: the API says only that it was not PENDING, so what it is is looked up. */
async function notCanceled(
  provider: Provider,
  taskId: string,
  failure: ProviderFailure,
): Promise<UserError> {
  if (failure.code !== 'UnsupportedOperation') return refused(failure)
  const look = await provider.poll(taskId)
  if (look.kind === 'gone') return notFound(provider, taskId)
  if (look.kind === 'unanswered' || look.kind === 'pending') return refused(failure)
  const message = `task ${taskId} is ${taskStatusOf(look)}: only a task that is still PENDING can be canceled`
  return new UserError('TASK_NOT_PENDING', message, { stop: 'api', hint: whatItMeans[look.kind] })
}

const whatItMeans: { readonly [kind in Exclude<SeenTask['kind'], 'pending'>]: string } = {
  running: 'it runs to its end, and is billed if it succeeds; the next run of its set fetches it',
  succeeded: 'its picture was made and billed; the next run of its set fetches it',
  failed: 'it has ended without a picture, and costs nothing',
  canceled: 'nothing is left to do: it was canceled before, and costs nothing',
}

function notFound({ region }: Provider, taskId: string): UserError {
  const message = `the API knows no task ${taskId} in region ${region}, or no longer`
  return new UserError('TASK_NOT_FOUND', message, {
    stop: 'api',
    hint: 'tasks are kept for 24 hours, and seen only with a key of their own account and region: --region',
  })
}

function notListed(outcome: Exclude<ListOutcome, { kind: 'listed' }>): UserError {
  return outcome.kind === 'failed' ? refused(outcome.failure) : unreachable(outcome.reason)
}

/** The API's own refusal, in its words. */
function refused({ code, message, hint, scope }: ProviderFailure): UserError {
  return new UserError(code, message, {
    stop: scope === 'run' ? 'account' : 'api',
    ...(hint === null ? {} : { hint }),
  })
}

function unreachable(reason: string): UserError {
  return new UserError('TASKS_UNREACHABLE', `the API gave no answer: ${reason}`, {
    stop: 'api',
    hint: 'check the network, the proxy (HTTPS_PROXY, NO_PROXY) and DASHSCOPE_HTTP_BASE_URL',
  })
}

function cancelUnanswered(taskId: string, reason: string): UserError {
  const message = `whether task ${taskId} was canceled is not known: ${reason}`
  return new UserError('TASK_CANCEL_UNKNOWN', message, {
    stop: 'api',
    hint: `mintage tasks show ${taskId} tells`,
  })
}
