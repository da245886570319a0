import type { IncomingHttpHeaders } from 'node:http'
import { authenticate } from './accounts.ts'
import { callReply, submittedBody, taskBody, type UrlOf, unknownTaskBody } from './answers.ts'
import { rows } from './api-error.ts'
import type { Fault } from './faults.ts'
import type { LedgerBook } from './ledger.ts'
import { markers } from './markers.ts'
import type { Settings } from './options.ts'
import { isObject } from './parameters.ts'
import type { Reply } from './reply.ts'
import { type Destination, modeOf } from './routes.ts'
import type { Sender, Service } from './service.ts'
import { readModel, readSubmission, type Submission } from './submission.ts'
import { taskListBody } from './task-list.ts'

/** A request of the API, as far as its operation needs it. */
export interface ApiRequest {
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  /** The body as it came. */
  readonly text: string
  readonly requestId: string
  readonly fault: Fault | undefined
}

export interface Api {
  readonly settings: Settings
  readonly service: Service
  readonly book: LedgerBook
  readonly urlOf: UrlOf
}

/**
 * Does what an API request asks for. When this returns, the request is accepted; only the answer to
 * a call is still to come.
 *
 * @throws {ApiError} for what the service refuses.
 */
export function answerApi(
  api: Api,
  destination: Exclude<Destination, { kind: 'download' | 'ledger' }>,
  request: ApiRequest,
): Promise<Reply> | Reply {
  const account = authenticate(request.headers, api.settings.accountOf)
  const sender = {
    account,
    workspace: workspaceOf(request.headers),
    requestId: request.requestId,
  }
  switch (destination.kind) {
    case 'generate':
      return generate(api, destination, request, sender)
    case 'poll':
      return poll(api, destination.taskId, request, account)
    case 'list':
      return list(api, request, account)
    case 'cancel':
      api.book.query('cancels')
      api.service.admitQuery(account)
      api.service.cancel(destination.taskId, account)
      return ok({ request_id: request.requestId })
  }
}

function generate(
  api: Api,
  { route }: Extract<Destination, { kind: 'generate' }>,
  request: ApiRequest,
  sender: Sender,
): Promise<Reply> | Reply {
  const { region, unlisted, randomSeed } = api.settings
  const mode = modeOf(request.headers)
  if (route === 'text2image' && mode === 'sync') throw rows.syncRefused()
  if (route === 'multimodal-generation' && mode === 'async') throw rows.asyncRefused()
  const body = readJson(request)
  const { model, limits } = readModel(body, { region, unlisted })
  api.service.admitSubmit(sender.account, model, limits)
  const submission = readSubmission(body, { route, mode, region, unlisted }, randomSeed)
  refuseModerated(submission)
  if (mode === 'sync') return call(api, submission, request, sender)
  return ok(submittedBody(api.service.submit(submission, sender, request.fault)))
}

function call(
  { service, urlOf }: Api,
  submission: Submission,
  { fault }: ApiRequest,
  sender: Sender,
): Promise<Reply> {
  const { work, done } = service.call(submission, sender, fault)
  const onSent = (complete: boolean): void => {
    work.answered = complete
  }
  return done.then(() => ({ ...callReply(work, urlOf), onSent }))
}

function poll(api: Api, taskId: string, { requestId, fault }: ApiRequest, account: string): Reply {
  api.book.query('polls')
  api.service.admitQuery(account)
  const work = api.service.task(taskId, account)
  const shown = fault?.kind === 'status' ? fault.status : undefined
  if (work === null || work.fate.kind === 'forgotten' || shown === 'UNKNOWN') {
    return ok(unknownTaskBody(taskId, requestId))
  }
  return ok(taskBody(work, { requestId, urlOf: api.urlOf, shown: shown ?? work.status }))
}

function list(api: Api, { url, requestId }: ApiRequest, account: string): Reply {
  api.book.query('lists')
  api.service.admitQuery(account)
  const { region, clock } = api.settings
  const at = { now: clock.now(), region, requestId }
  return ok(taskListBody(api.service.tasks(account), url.searchParams, at))
}

function ok(body: Readonly<Record<string, unknown>>): Reply {
  return { status: 200, body }
}

function readJson({ headers, text }: ApiRequest): Readonly<Record<string, unknown>> {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw rows.illegalInput('the Content-Type header must be application/json')
  }
  const body = parsed(text)
  if (!isObject(body)) throw rows.illegalInput('the request body must be a JSON object')
  return body
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Moderation reads the prompt and the negative prompt (facts 7). */
function refuseModerated({ sent }: Submission): void {
  const texts = [sent.prompt, sent.negative_prompt]
  if (texts.some((text) => text.includes(markers.moderateInput))) throw rows.inputModerated()
}

function workspaceOf(headers: IncomingHttpHeaders): string | null {
  const workspace = headers['x-dashscope-workspace']
  return typeof workspace === 'string' ? workspace : null
}
